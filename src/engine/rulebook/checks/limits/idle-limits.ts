import { compare, multiply, ONE, ratio, type Ratio } from '../../../kernel/ratio.js';
import { sayRate } from '../../../explain/say-numbers.js';
import { warningAt, type Finding } from '../../finding.js';
import type { Incentive, Modifier, Operand } from '../../rulebook.js';
import type { InPlan } from '../plan/in-plan.js';
import { sayPay } from '../money/money-words.js';
import { constantOf } from '../money/plain-rate.js';
import { scaledOf } from '../money/scaled.js';

const EARNED = ratio(10_000n);

/** Limits that leave nothing of what is earned to decide: a floor above a cap, a multiplier of nothing that always applies, a rate below zero. */
export function idleLimits({ formula, modify }: Incentive, path: string, by: InPlan): Finding[] {
  const rate =
    formula.kind === 'flat' || formula.kind === 'override' ? constantOf(formula.pays.what) : undefined;
  return [
    ...(rate && rate.n < 0n ? [belowZero(rate, `${path}.${formula.kind}.pays`, by)] : []),
    ...modify.flatMap((modifier, index) => timesNothing(modifier, `${path}.modify.${index}`, by)),
    ...floorsAboveCaps(modify, path, by),
  ];
}

/** A guarantee above the cap of a plan. */
export function guaranteeAboveCap(by: InPlan): Finding[] {
  const all = by.plan.modify ?? [];
  return all.flatMap((guarantee, index) =>
    guarantee.kind !== 'guarantee'
      ? []
      : all.flatMap((cap) => {
          if (cap.kind !== 'cap' || cap.window !== guarantee.window) return [];
          const said = pairOf({ least: guarantee.at, most: cap.at }, by);
          if (!said) return [];
          const message = `${said.given}the guarantee is ${said.least} and the cap of the plan is ${said.most}: nobody is ever paid what is guaranteed, and who sells nothing earns as much as who sells most.`;
          const remedy = 'Guarantee at most what the cap allows, or raise the cap.';
          const path = `modify.${index}.guarantee.at`;
          return [warningAt(path, { code: 'NEVER_REACHED', message: capital(message), remedy })];
        }),
  );
}

function belowZero(rate: Ratio, path: string, { plan }: InPlan): Finding {
  const taken = multiply({ n: -rate.n, d: rate.d }, ratio(100_000n));
  const message = `The rate is below zero: 100,000 sold take ${sayPay(taken, plan.currency)} from what is earned.`;
  const remedy = `Write ${sayRate({ n: -rate.n, d: rate.d })}; what is taken back has a negative amount itself, and takes back by the same rate.`;
  return warningAt(path, { code: 'RATE_BELOW_ZERO', message, remedy });
}

function timesNothing(modifier: Modifier, path: string, { plan }: InPlan): Finding[] {
  if (modifier.kind !== 'multiplier' || modifier.when) return [];
  if (constantOf(modifier.times)?.n !== 0n) return [];
  const message = `A multiplier of 0x always applies: ${sayPay(EARNED, plan.currency)} earned become nothing, for everybody.`;
  const remedy = 'Write when it applies, or take the incentive away.';
  return [warningAt(`${path}.multiplier.times`, { code: 'NEVER_REACHED', message, remedy })];
}

function floorsAboveCaps(modify: Incentive['modify'], path: string, by: InPlan): Finding[] {
  return modify.flatMap((floor, index) =>
    floor.kind !== 'floor'
      ? []
      : modify.flatMap((cap, place) => {
          if (cap.kind !== 'cap' || cap.what !== 'earning' || cap.window !== floor.window) return [];
          const said = pairOf({ least: floor.at, most: cap.at }, by);
          if (!said) return [];
          const message = `${said.given}the floor is ${said.least} and the cap ${said.most}: everybody earns ${place > index ? said.most : said.least}, whatever they sell.`;
          const remedy = 'Let the floor be lower than the cap.';
          return [
            warningAt(`${path}.modify.${index}.floor.at`, {
              code: 'NEVER_REACHED',
              message: capital(message),
              remedy,
            }),
          ];
        }),
  );
}

interface Said {
  readonly given: string;
  readonly least: string;
  readonly most: string;
}

/** What is paid at least where that is more than what is paid at most: both written out, or both so much of one thing. */
function pairOf(
  { least, most }: { least: Operand; most: Operand },
  { values, plan }: InPlan,
): Said | undefined {
  const [low, high] = [scaledOf(least, values), scaledOf(most, values)];
  if (!low || !high || low.of !== high.of || low.per !== '' || high.per !== '') return undefined;
  if (compare(low.times, high.times) <= 0) return undefined;
  const example = low.of === '' ? ONE : EARNED;
  const say = (times: Ratio): string => sayPay(multiply(times, example), plan.currency);
  const given = low.of === '' ? '' : `with ${low.of} at ${sayPay(example, plan.currency)}, `;
  return { given, least: say(low.times), most: say(high.times) };
}

function capital(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}
