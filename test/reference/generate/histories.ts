import fc from 'fast-check';
import { writeDay } from '../../../src/engine/kernel/day.js';
import type { Afterwards, Incentive, Spiff } from '../../../src/engine/rulebook/rulebook.js';
import { day } from '../../support/sample-rules.js';
import type { Booked } from '../../support/situation.js';
import type { History, ToldBooking } from '../../support/spiffs/told-on.js';
import { situationOf } from './company.js';
import { someContestants, someTold } from './contestants.js';
import { besides, someFrame, someTerms, versionsOf } from './spiffs.js';

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
    ...after.flatMap((each): ToldBooking[] => (each.id.startsWith('R') ? [{ ...each, on: each.date }] : [])),
  ];
}

/** Results that settle some days after their windows, and what becomes of them. */
function settling(spiff: Spiff, afterwards: Afterwards, after: number): Spiff {
  const incentives = spiff.incentives.map((each): Incentive => {
    const { formula } = each;
    if (formula.kind !== 'contest' && formula.kind !== 'pool') return { ...each, modify: [] };
    return { ...each, modify: [], formula: { ...formula, afterwards, settles: { after } } };
  });
  return { ...spiff, incentives, budget: null };
}

/** A SPIFF whose results settle, beside plans, with bookings that became known, and were corrected, day by day. */
export const someHistory = fc
  .record({
    frame: someFrame,
    versions: fc.array(someTerms, { minLength: 1, maxLength: 2 }),
    people: someContestants,
    bookings: someTold,
    days: fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 4 }),
    afterwards: fc.constantFrom<Afterwards>('stand', 'disqualify', 're-run'),
    after: fc.constantFrom(0, 3, 15),
  })
  .map(({ frame, versions, people, bookings, days, afterwards, after }): History => {
    const plans = ['ae', 'lead'].map((id) => besides(id, true));
    const spiffs = versionsOf(frame, versions, 0).map((each) => settling(each, afterwards, after));
    const last: ToldBooking = { id: 'Z', date: '2026-11-01', net: '0', by: 'mia', on: '2026-11-01' };
    const all = situationOf(plans, people, []);
    return { ...all, spiffs, told: [...told(bookings.told, bookings.known, days), last] };
  });
