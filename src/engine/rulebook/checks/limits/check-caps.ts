import { add, compare, divide, multiply, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Period } from '../../../kernel/day.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Rulebook, WindowName } from '../../rulebook.js';
import { inPlan, type InPlan } from '../plan/in-plan.js';
import { sayPay } from '../money/money-words.js';
import { scaledOf, type Scaled } from '../money/scaled.js';
import { capsOfIncentive, capsOfPlan, RAISE, type CapOnTarget } from './cap-below-target.js';

/** A cap whose people may reach it before target, by attributes of theirs. */
export interface CapAsked {
  readonly plan: string;
  /** The days of the version. */
  readonly on: Period;
  readonly currency: string;
  readonly cap: Scaled;
  readonly targets: readonly Scaled[];
  readonly over: WindowName;
  readonly isBonus: boolean;
  /** The attributes that cap and pay hang on. */
  readonly names: readonly string[];
  readonly path: string;
}

/** What somebody on a plan has of each of the names on some day; null of what they do not have. */
export interface OwnNumbers {
  readonly participant: string;
  readonly numbers: readonly (Ratio | null)[];
}

/** The caps of all plans that have to be compared person by person. */
export function capsAsked(rulebook: Rulebook): CapAsked[] {
  return rulebook.plans.flatMap((plan, index) => {
    const by = inPlan(plan, rulebook);
    const caps = [
      ...plan.incentives.flatMap((each, at) => capsOfIncentive(each, `incentives.${at}`, by)),
      ...capsOfPlan(by),
    ];
    return caps.flatMap((each) => asked(each, { by, at: `plans.${index}` }));
  });
}

function asked(
  { at: most, targets, path, ...of }: CapOnTarget,
  { by, at }: { by: InPlan; at: string },
): CapAsked[] {
  const cap = scaledOf(most, by.values);
  // With the same attribute on both sides it is known without anybody's number.
  if (!cap || targets.every((target) => target.of === cap.of && target.per === cap.per)) return [];
  const names = [
    ...new Set([cap, ...targets].flatMap((each) => [each.of, each.per].filter((name) => name !== ''))),
  ];
  const seasonal = by.plan.measures.flatMap(({ quota, seasonal: parts }) =>
    quota !== null && parts ? [scaledOf({ name: quota }, by.values)?.of ?? quota] : [],
  );
  if (!names.every((name) => name.startsWith('attribute.') && !seasonal.includes(name))) return [];
  const { id: plan, effective: on, currency } = by.plan;
  return [{ ...of, plan, on, currency, cap, targets, names, path: `${at}.${path}` }];
}

const NAMED = 5;

/** Who cannot earn their target pay by the attributes they have; several are named. */
export function checkCaps(all: readonly CapAsked[], held: readonly (readonly OwnNumbers[])[]): Finding[] {
  return all.flatMap((each, place) => {
    const low = new Map<string, string>();
    for (const { participant, numbers } of held[place] ?? []) {
      const said = low.has(participant) ? undefined : belowOf(each, numbers);
      if (said !== undefined) low.set(participant, said);
    }
    if (low.size === 0) return [];
    const { isBonus, over, plan } = each;
    const said = [...low].slice(0, NAMED).map(([participant, pay]) => `${participant} ${pay}`);
    const more = low.size > NAMED ? `; and ${low.size - NAMED} more` : '';
    const [what, lost] = isBonus ? ['the bonus', 'it whole'] : ['100% of target', 'their target pay'];
    const people = low.size === 1 ? 'One person' : `${low.size} people`;
    const message = `${people} on ${plan} cannot earn ${lost}, because the cap is lower than what ${what} pays in a ${over}: ${said.join('; ')}${more}.`;
    return [warningAt(each.path, { code: 'CAP_BELOW_TARGET', message, remedy: RAISE })];
  });
}

/** What somebody would be paid, and their cap, where it is lower. */
function belowOf(
  { cap, targets, names, currency }: CapAsked,
  numbers: OwnNumbers['numbers'],
): string | undefined {
  const known = new Map(names.map((name, at) => [name, numbers[at] ?? null]));
  const most = amountOf(cap, known);
  const pays = targets.reduce((sum, target) => add(sum, amountOf(target, known) ?? ZERO), ZERO);
  if (!most || compare(most, pays) >= 0) return undefined;
  return `${sayPay(pays, currency)} and a cap of ${sayPay(most, currency)}`;
}

function amountOf({ times, of, per }: Scaled, known: ReadonlyMap<string, Ratio | null>): Ratio | undefined {
  const value = of === '' ? times : known.get(of);
  const by = per === '' ? undefined : known.get(per);
  if (!value || by === null || by?.n === 0n) return undefined;
  const all = of === '' ? value : multiply(times, value);
  return by ? divide(all, by) : all;
}
