import fc from 'fast-check';
import { writeDay } from '../../../../src/engine/kernel/day.js';
import type { Afterwards, Budget, Incentive, Spiff } from '../../../../src/engine/rulebook/rulebook.js';
import { day, operand } from '../../../support/sample-rules.js';
import type { Booked } from '../../../support/situation.js';
import type { History, ToldBooking } from '../../../support/spiffs/told-on.js';
import { situationOf } from '../company.js';
import { someContestants, someTold } from './contestants.js';
import { handedIn, someHanded } from './handed.js';
import { besides, PAUSE, someFrame, someTerms, versionsOf, withRefunds } from '../spiffs.js';

/** Everything has settled by then. */
export const TODAY = '2026-12-01';

/** What happened to a booking later is told some days after it. */
function told(
  first: readonly Booked[],
  known: readonly Booked[],
  days: readonly number[],
): readonly ToldBooking[] {
  const whole = first.filter(({ line }) => line === 1);
  const after = known.filter(({ line }) => line === 1);
  return [
    ...whole.map((each) => ({ ...each, on: each.date })),
    ...whole.flatMap((each, at): ToldBooking[] => {
      const on = writeDay(day(each.date) + (days[at % days.length] ?? 1));
      const now = after.find(({ id }) => id === each.id);
      if (!now) return [{ ...each, on, gone: true }];
      return now.net === each.net ? [] : [{ ...now, on }];
    }),
    ...after.flatMap((each): ToldBooking[] => (each.id.startsWith('D') ? [] : [{ ...each, on: each.date }])),
  ];
}

/** When results settle, counted in days after their windows, and what becomes of them; and of all that a budget pays, which is the last. */
interface Settling {
  readonly afterwards: Afterwards;
  readonly after: number;
  readonly budget: (Budget & { readonly settles: { readonly after: number } | null }) | null;
}

function settling(spiff: Spiff, { afterwards, after, budget }: Settling): Spiff {
  const once = spiff.measures.every(({ window }) => window === 'plan-to-date');
  // Under a budget all settles with it, or goes by what is known.
  const own = budget === null ? { afterwards, settles: { after } } : RUN_AGAIN;
  const decided = budget?.settles && once ? { afterwards, settles: budget.settles } : own;
  const incentives = spiff.incentives.map((each): Incentive => {
    const { formula } = each;
    if (formula.kind !== 'contest' && formula.kind !== 'pool') return { ...each, modify: [] };
    return { ...each, modify: [], formula: { ...formula, ...decided } };
  });
  return { ...spiff, incentives, budget };
}

const RUN_AGAIN = { afterwards: 're-run' as const, settles: null };

/** Budgets that settle when or after all that they pay has, or go by what is known now. */
const someBudget: fc.Arbitrary<NonNullable<Settling['budget']>> = fc
  .record({
    amount: fc.constantFrom('150 USD', '90.01 USD', '400 USD').map(operand),
    whenExhausted: fc.constantFrom<Budget['whenExhausted']>('pay-what-is-left', 'pay-nothing', 'scale-all'),
    afterCutOff: fc.constantFrom<Afterwards>('stand', 'disqualify', 'disqualify', 're-run'),
    settles: fc.constantFrom(15, 15, 30).map((after) => ({ after })),
  })
  .map((each) => (each.afterCutOff === 're-run' ? { ...each, settles: null } : each));

/** A SPIFF whose results settle, beside plans, with bookings that became known, and were corrected, day by day. */
export const someHistory = fc
  .record({
    frame: someFrame,
    versions: fc.array(someTerms, { minLength: 1, maxLength: 2 }),
    people: someContestants,
    bookings: someTold,
    results: someHanded,
    days: fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 }),
    afterwards: fc.constantFrom<Afterwards>('stand', 'disqualify', 're-run'),
    after: fc.constantFrom(0, 3, 15),
    budget: fc.option(someBudget, { nil: null, freq: 3 }),
    refunds: fc.constantFrom<'any' | 'many' | 'in two runs'>('any', 'many', 'in two runs'),
  })
  .map(({ people, bookings, results, days, refunds, ...of }): History => {
    const { frame, versions } = withRefunds(of, refunds);
    const plans = ['ae', 'lead'].map((id) => besides(id, true));
    const spiffs = versionsOf(frame, versions, refunds === 'in two runs' ? PAUSE : 0).map((each) =>
      settling(each, of),
    );
    const last: ToldBooking = { id: 'Z', date: '2026-11-01', net: '0', by: 'mia', on: '2026-11-01' };
    const all = situationOf(plans, people, []);
    return {
      ...all,
      spiffs,
      told: [...told(bookings.told, bookings.known, days), last],
      handed: handedIn(results, spiffs),
    };
  });
