import { stepParts, type ExactStep } from '../../../formulas/steps.js';
import { add, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { compareText } from '../../../kernel/text-order.js';
import { leastCommonMultiple } from '../../../kernel/whole.js';
import type { TierGroup, TierWorking } from '../../../model/result.js';
import type { IncentiveFormula } from '../../../rulebook/rulebook.js';
import type { Tally } from '../../measure/measuring.js';
import { partAfterDot } from './epoch.js';
import { groupAt, groupNamed } from './group-sums.js';
import { contributionsOf } from '../standing/contributions.js';
import { exactSteps, partOfStep, type NotKnown } from '../standing/standing-pay.js';
import type { StandingWindow } from '../standing/standing-window.js';
import type { StoodInGroup } from '../standing/streamed-windows.js';

type Tiers = Extract<IncentiveFormula, { kind: 'tiers' }>;

/** What the groups of a window pay where starts have amounts, or each that is reached is paid. */
export interface GroupPay {
  readonly total: Ratio;
  readonly parts: readonly TierWorking[];
  /** What lies on each credit, by its line, and what on none: that of a group whose credits come to nothing. */
  readonly weights: ReadonlyMap<number, bigint>;
  readonly rest: bigint;
  readonly stood: ReadonlyMap<number, StoodInGroup>;
}

/** Where a group stands, and its credits, each with what it adds. */
interface Group {
  readonly name: TierGroup;
  readonly at: Ratio;
  readonly base: Ratio;
  readonly credits: readonly { readonly line: number; readonly amount: bigint }[];
}

/** The same while it is added up, in 1/unit of the stint. */
interface Summed {
  at: bigint;
  base: bigint;
  readonly credits: { readonly line: number; readonly amount: bigint }[];
}

/**
 * Pays starts to each group of a window's credits by itself, by where the group stands: 500 from 100,000 is 500 for each product that reaches it. What a group is
 * paid lies on its own credits, in proportion to what each adds.
 */
export function groupSteps(id: string, formula: Tiers, window: StandingWindow): GroupPay | NotKnown {
  const steps = exactSteps(formula.starts, window);
  if ('lacks' in steps) return steps;
  const paid = groupsOf(id, formula, window).map((group) => ({ group, ...payGroup(group, formula, steps) }));
  const shares = paid.map(({ group, pay }) => sharesOf(group, pay));
  const finest = shares
    .flatMap(({ lines, rest }) => [rest, ...lines.map(({ share }) => share)])
    .reduce((all, { d }) => leastCommonMultiple(all, d), 1n);
  const whole = ({ n, d }: Ratio): bigint => (n * finest) / d;
  return {
    total: paid.reduce((sum, { pay }) => add(sum, pay), ZERO),
    parts: paid.flatMap(({ parts }) => parts),
    weights: new Map(shares.flatMap(({ lines }) => lines.map(({ line, share }) => [line, whole(share)]))),
    rest: whole(shares.reduce((sum, { rest }) => add(sum, rest), ZERO)),
    stood: new Map(paid.flatMap(({ group, parts }) => stoodOf(group, parts, window))),
  };
}

function payGroup(
  { name, at, base }: Group,
  { mode }: Tiers,
  steps: readonly ExactStep[],
): { readonly pay: Ratio; readonly parts: readonly TierWorking[] } {
  const parts = stepParts(steps, mode, { at, base });
  return {
    pay: parts.reduce((sum, { pay }) => add(sum, pay), ZERO),
    parts: parts.map((part) => ({ ...partOfStep(part), group: name })),
  };
}

/** The groups of a window in the order of their names, that of what is not known last. */
function groupsOf(id: string, formula: Tiers, { measuring, version, at: when }: StandingWindow): Group[] {
  const { stint } = measuring;
  const fact = formula.groupBy ?? '';
  const days = { ...when.window, until: Math.min(when.known, when.window.until) };
  const groups = new Map<number, Summed>();
  const groupOn = (place: number): Summed => {
    const column = stint.versionOn(stint.dates[place] ?? 0)?.rateNames.indexOf(fact) ?? -1;
    const group = groupAt(stint, place, column);
    const known = groups.get(group) ?? { at: 0n, base: 0n, credits: [] };
    groups.set(group, known);
    return known;
  };
  const [picks, paid] = [partAfterDot(formula.axis), partAfterDot(formula.base)];
  const adds = (place: number, measure: string): bigint => measuring.addedAt(place, tallyOf(measure), days);
  for (let place = 0; place < stint.length; place += 1) {
    const [at, base] = [adds(place, picks), adds(place, paid)];
    if (at === 0n && base === 0n) continue;
    const group = groupOn(place);
    group.at += at;
    group.base += base;
  }
  for (const { place, amount } of contributionsOf(stint, id, when))
    groupOn(place).credits.push({ line: stint.credits.line[place] ?? 0, amount });
  const counted = (sum: bigint, measure: string): Ratio =>
    ratio(sum < 0n && version.measure(measure)?.negative === 'zero' ? 0n : sum, stint.unit);
  return [...groups]
    .map(([group, { at, base, credits }]) => ({
      name: groupNamed(stint, fact, group),
      at: counted(at, picks),
      base: counted(base, paid),
      credits,
    }))
    .sort((a, b) => inOrder(a.name.is, b.name.is));
}

function tallyOf(id: string): Tally {
  return (version) => {
    const measure = version.measure(id);
    return measure ? { measure, bits: version.measureBit(id) } : null;
  };
}

function inOrder(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareText(a, b);
}

function sharesOf(
  { credits }: Group,
  pay: Ratio,
): { readonly lines: readonly { readonly line: number; readonly share: Ratio }[]; readonly rest: Ratio } {
  const sum = credits.reduce((all, { amount }) => all + amount, 0n);
  if (sum === 0n) return { lines: [], rest: pay };
  const lines = credits.map(({ line, amount }) => ({ line, share: ratio(pay.n * amount, pay.d * sum) }));
  return { lines, rest: ZERO };
}

/** Where each credit found its group, and the start that the group has reached. */
function stoodOf(
  { credits }: Group,
  parts: readonly TierWorking[],
  { measuring: { stint } }: StandingWindow,
): [number, StoodInGroup][] {
  let before = 0n;
  return credits.map(({ line, amount }) => {
    const stood = { measureBefore: ratio(before, stint.unit), tier: parts.at(-1)?.id ?? '' };
    before += amount;
    return [line, stood];
  });
}
