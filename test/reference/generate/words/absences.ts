import fc from 'fast-check';
import { writeDay } from '../../../../src/engine/kernel/day.js';
import type { Measure, Relief } from '../../../../src/engine/rulebook/rulebook.js';
import { day, operand } from '../../../support/sample-rules.js';
import type { Situation } from '../../../support/situation.js';

export const ABSENCES = ['leave', 'sick'];

const someKind: fc.Arbitrary<Relief> = fc
  .record({
    kind: fc.constant('relief' as const),
    for: fc.subarray(ABSENCES, { minLength: 1 }),
    by: fc.constantFrom<Relief['by']>('days', 'days', 'months', 'months', 'weeks', 'none'),
    partMonth: fc.constantFrom<Relief['partMonth']>('counts', 'does-not-count', 'counts-if-started'),
    beforeDay: fc.constant(15),
    atLeast: fc.constantFrom(null, null, 7, 20, 40),
    after: fc
      .constantFrom<readonly string[]>([], ['50%'], ['0%', '66.6%'], ['25%', '100%', '75%'])
      .map((parts) => parts.map(operand)),
  })
  .map((relief) => (relief.by === 'none' && relief.after.length === 0 ? { ...relief, by: 'days' } : relief));

/** Less quota for who is away, of one or two kinds; mostly none. */
export const someRelief = fc.oneof(
  { weight: 2, arbitrary: fc.constant<readonly Relief[]>([]) },
  { weight: 1, arbitrary: fc.array(someKind, { minLength: 1, maxLength: 2 }) },
);

/** The relief that a measure may have: of a quota that grows with time, above what else changes it or below. */
export function relieved(measure: Measure, reliefs: readonly Relief[]): Measure {
  const { quota, window, modify = [] } = measure;
  if (quota === null || window === 'plan-to-date' || reliefs.length === 0) return measure;
  return { ...measure, modify: [...reliefs.slice(1), ...modify, ...reliefs.slice(0, 1)] };
}

/** Times away: short and long, one after the other, at once, and some that are not over. */
export const someAbsences: fc.Arbitrary<NonNullable<Situation['absences']>> = fc.array(
  fc
    .record({
      who: fc.constantFrom('ana', 'ana', 'bob', 'mia'),
      kind: fc.constantFrom(...ABSENCES),
      from: fc.oneof(
        fc.integer({ min: -90, max: 240 }),
        fc
          .constantFrom('2026-01-01', '2026-02-01', '2026-04-01', '2026-05-15')
          .map((text) => day(text) - START),
      ),
      days: fc.oneof(fc.constantFrom(7, 14, 28, 31, null), fc.integer({ min: 1, max: 110 })),
    })
    .map(({ who, kind, from, days }) => {
      const first = writeDay(START + from);
      return days === null
        ? ([who, kind, first] as const)
        : ([who, kind, first, writeDay(START + from + days)] as const);
    }),
  { maxLength: 5 },
);

const START = day('2026-01-01');
