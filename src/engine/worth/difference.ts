import { sayCents } from '../explain/say-numbers.js';
import { whyNothing } from '../explain/why-nothing.js';
import { compare } from '../kernel/ratio.js';
import type { Earned, Earning } from '../model/result.js';
import type { WorthEarning, WorthStanding } from './worth.js';

/** An earning and the tier that its last credit reached. */
export interface Reached {
  readonly earning: Earning;
  readonly tier: string;
}

/** Reads an earning's lines for the tier they end in. */
export function reachedBy({ earning, lines }: Earned): Reached {
  let tier = '';
  for (const line of lines) if (line.tier !== '') tier = line.tier;
  return { earning, tier };
}

/**
 * What earnings come to beyond others of the same person, incentive by incentive and pay period by pay period. Where nothing is earned beyond, the first period that counts
 * more is told all the same, with the reason; what is no different is left out.
 */
export function differenceOf(after: readonly Reached[], before: readonly Reached[]): readonly WorthEarning[] {
  const known = new Map(counted(before).map((each) => [keyOf(each.earning), each]));
  const now = new Map(counted(after).map((each) => [keyOf(each.earning), each]));
  const keys = [...new Set([...now.keys(), ...known.keys()])];
  const pairs = keys.flatMap((key): Pair[] => {
    const [one, other] = [now.get(key), known.get(key)];
    const of = one ?? other;
    return of ? [{ of: of.earning, after: one, before: other ?? earlier(of.earning, before) }] : [];
  });
  const changed = pairs.filter(isChanged).sort((a, b) => a.of.period.from - b.of.period.from);
  const paid = new Set(changed.filter((pair) => changeOf(pair) !== 0n).map(({ of }) => windowOf(of)));
  const told = changed.filter((pair) => changeOf(pair) !== 0n || isFirst(pair, changed, paid));
  return told.map(earningOf);
}

interface Pair {
  readonly of: Earning;
  readonly after: Reached | undefined;
  readonly before: Reached | undefined;
}

function counted(all: readonly Reached[]): readonly Reached[] {
  return all.filter(({ earning }) => earning.incentive !== '');
}

function windowOf({ plan, incentive, window }: Earning): string {
  return [plan, incentive, window.from, window.until].join('\u001f');
}

function keyOf(earning: Earning): string {
  return [windowOf(earning), earning.period.from, earning.period.until].join('\u001f');
}

/** Where the window stood at the end of the pay periods before, if the period itself has nothing. */
function earlier(of: Earning, all: readonly Reached[]): Reached | undefined {
  return counted(all)
    .filter(({ earning }) => windowOf(earning) === windowOf(of) && earning.period.from < of.period.from)
    .sort((a, b) => a.earning.period.from - b.earning.period.from)
    .at(-1);
}

function amountIn(pair: Pair, reached: Reached | undefined): bigint {
  return reached && keyOf(reached.earning) === keyOf(pair.of) ? reached.earning.amount : 0n;
}

function changeOf(pair: Pair): bigint {
  return amountIn(pair, pair.after) - amountIn(pair, pair.before);
}

function isChanged(pair: Pair): boolean {
  const [after, before] = [pair.after?.earning.measure, pair.before?.earning.measure];
  const moves = after && before ? compare(after, before) !== 0 : (after ?? before)?.n !== 0n;
  return changeOf(pair) !== 0n || moves;
}

/** Of a window that pays nothing beyond, only the first period is told. */
function isFirst(pair: Pair, changed: readonly Pair[], paid: ReadonlySet<string>): boolean {
  const window = windowOf(pair.of);
  return !paid.has(window) && changed.find(({ of }) => windowOf(of) === window) === pair;
}

function earningOf(pair: Pair): WorthEarning {
  const { of, after, before } = pair;
  const { incentive, plan, version, period, window, currency, working } = of;
  return {
    incentive,
    plan,
    version,
    period,
    window,
    currency,
    planCurrency: working.pay?.currency ?? currency,
    unit: working.unit ?? null,
    amount: changeOf(pair),
    before: before ? standingOf(before, amountIn(pair, before)) : null,
    after: after ? standingOf(after, amountIn(pair, after)) : null,
    because: after ? limitsOf(after.earning, changeOf(pair)) : [],
  };
}

function standingOf({ earning, tier }: Reached, amount: bigint): WorthStanding {
  const { measure, quota, attainment } = earning;
  return { amount, measure, quota, attainment, tier };
}

/** Why an earning is no more than it was, and what multiplies or limits it. */
function limitsOf(earning: Earning, change: bigint): readonly string[] {
  const nothing = whyNothing(earning);
  if (nothing !== null) return [nothing];
  const limits = earning.working.modifiers
    .filter(({ applied, times, change: by }) => applied && (times.n !== times.d || (by && by.n !== 0n)))
    .map(({ what, because }) => `${what}: ${because.replaceAll('\n', ' ')}`);
  if (limits.length > 0 || change !== 0n) return limits;
  return [
    `It earns ${sayCents(earning.amount)} ${earning.currency} in ${earning.period.name} with or without.`,
  ];
}
