import { add, compare, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Earning, ModifierWorking, Stood, TierWorking } from '../../model/result.js';
import type { Paid } from './sharing.js';

/** Places for the first that one person has in a pay period make one earning: the ledger knows an incentive by person and period. */
export function joined(paid: readonly Paid[]): readonly Paid[] {
  const byKey = new Map<string, Paid>();
  for (const each of paid) {
    const { earning } = each.earned;
    const { participant, incentive, version, period, window } = earning;
    const key = [participant, incentive, version, period.name, window.from].join(' ');
    const known = byKey.get(key);
    byKey.set(key, known ? together(known, each) : each);
  }
  return [...byKey.values()];
}

function together(a: Paid, b: Paid): Paid {
  const [one, other] = [a.earned.earning, b.earned.earning];
  const lines = [...a.earned.lines, ...b.earned.lines];
  const inLineOrder = lines.sort((x, y) => (x.credit?.line ?? 0) - (y.credit?.line ?? 0));
  return { ...a, earned: { earning: summed(one, other), lines: inLineOrder } };
}

function summed(one: Earning, other: Earning): Earning {
  const working = {
    ...one.working,
    tiers: tiersOf(one.working.tiers, other.working.tiers),
    modifiers: modifiersOf(one.working.modifiers, other.working.modifiers),
    exact: add(one.working.exact, other.working.exact),
  };
  return {
    ...one,
    measure: add(one.measure, other.measure),
    amount: one.amount + other.amount,
    reason: one.reason !== null && other.reason !== null ? one.reason : null,
    working,
  };
}

function tiersOf(some: readonly TierWorking[], more: readonly TierWorking[]): readonly TierWorking[] {
  return more.reduce<readonly TierWorking[]>((all, tier) => {
    const known = all.find(({ id }) => id === tier.id);
    if (!known) return [...all, tier];
    const base = add(known.base, tier.base);
    const amount = add(known.amount, tier.amount);
    const by = known.by && tier.by ? { by: byTogether(known.by, tier.by) } : {};
    return all.map((each) => (each === known ? { ...known, base, amount, ...by } : each));
  }, some);
}

/** Of what is told of each place alike, how many bookings took one is their sum; of places that pay different amounts nothing is told. */
function byTogether(some: readonly Stood[], more: readonly Stood[]): readonly Stood[] {
  const [one, other] = [some, more].map((by) => by.find(({ name }) => name === 'each')?.value ?? ZERO);
  if (one && other && compare(one, other) !== 0) return [];
  const others = more.find(({ name }) => name === 'bookings')?.value ?? ZERO;
  return some.map((each) => (each.name === 'bookings' ? { ...each, value: add(each.value, others) } : each));
}

function modifiersOf(
  some: readonly ModifierWorking[],
  more: readonly ModifierWorking[],
): readonly ModifierWorking[] {
  return more.reduce<readonly ModifierWorking[]>((all, modifier) => {
    const known = all.find(({ what, because }) => what === modifier.what && because === modifier.because);
    if (!known) return [...all, modifier];
    const change = addChanges(known.change, modifier.change);
    return all.map((each) => (each === known ? { ...known, ...(change ? { change } : {}) } : each));
  }, some);
}

function addChanges(a: Ratio | undefined, b: Ratio | undefined): Ratio | undefined {
  return a && b ? add(a, b) : (a ?? b);
}
