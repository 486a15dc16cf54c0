import fc from 'fast-check';
import type { Incentive, Measure, Modifier, Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { operand } from '../../../support/sample-rules.js';
import type { Situation } from '../../../support/situation.js';
import { someRefund, takenBack } from '../currencies.js';

/** The most that a credit or a deal counts. */
const someCounted: fc.Arbitrary<NonNullable<Measure['modify']>[number]> = fc.record({
  kind: fc.constant('cap' as const),
  what: fc.constantFrom<'credit' | 'deal'>('credit', 'deal', 'deal'),
  at: fc.constantFrom('120 USD', '80.01 USD', 'attribute.target').map(operand),
});

/** The most that a deal earns, after what stands above it. */
const someEarned: fc.Arbitrary<Modifier> = fc.record({
  kind: fc.constant('deal-cap' as const),
  at: fc.constantFrom('9 USD', '20.01 USD', 'attribute.target').map(operand),
});

const someCaps = fc.record({
  counts: fc.array(someCounted, { maxLength: 2 }),
  earns: fc.option(someEarned, { nil: null }),
  refunds: fc.array(fc.option(someRefund, { nil: null, freq: 2 }), { minLength: 1, maxLength: 5 }),
});
type Caps = typeof someCaps extends fc.Arbitrary<infer T> ? T : never;

/** Some of the same situations with caps on what credits and deals count and earn, and with bookings that take back others. */
export function dealsCapped(situations: fc.Arbitrary<Situation>): fc.Arbitrary<Situation> {
  return fc.tuple(situations, fc.option(someCaps, { nil: null, freq: 2 })).map(([situation, caps]) => {
    if (caps === null) return situation;
    // In several currencies there are refunds already.
    const { plans = [], spiffs = [], bookings, rates } = situation;
    const numbered = [...new Set(bookings.map(({ id }) => id))];
    const refunds = { refunds: caps.refunds, known: [undefined] };
    return {
      ...situation,
      plans: plans.map((each) => capped(each, caps)),
      spiffs: spiffs.map((each) => capped(each, caps)),
      bookings: bookings.flatMap((each) =>
        each.id === 'Z' || rates ? [each] : [each, ...takenBack(each, numbered.indexOf(each.id), refunds)],
      ),
    };
  });
}

function capped<T extends Plan>(plan: T, { counts, earns }: Caps): T {
  return {
    ...plan,
    measures: plan.measures.map((each) =>
      each.id === 'sold' ? { ...each, modify: [...(each.modify ?? []), ...counts] } : each,
    ),
    incentives: plan.incentives.map((each) =>
      earns !== null && earnsByDeals(each) ? { ...each, modify: [...each.modify, earns] } : each,
    ),
  };
}

const BY_DEALS: readonly string[] = ['commission', 'own'];

/** Caps on deals stand above what limits a window, here below what multiplies it, and only where pay goes credit by credit. */
function earnsByDeals({ id, modify }: Incentive): boolean {
  return BY_DEALS.includes(id) && modify.every(({ kind }) => kind !== 'floor' && kind !== 'threshold');
}
