import fc from 'fast-check';
import { writeDay } from '../../../../src/engine/kernel/day.js';
import type { Spiff } from '../../../../src/engine/rulebook/rulebook.js';
import { day } from '../../../support/sample-rules.js';
import type { Handed } from '../../../support/situation.js';
import type { ToldResult } from '../../../support/spiffs/told-on.js';

/** Windows that results are handed in for; the SPIFF's own among them. */
const WINDOWS = [
  ['2026-03-01', '2026-04-01'],
  ['2026-04-01', '2026-05-01'],
  ['2026-05-01', '2026-06-01'],
  ['2026-04-01', '2026-07-01'],
  ['2026-03-29', '2026-07-01'],
] as const;

/** Scores of people, who need not have sold anything, and what the company took in; some dated late, and corrected. */
export const someHanded = fc.array(
  fc.record({
    subject: fc.constantFrom('ana', 'bob', 'cho', 'dee', 'mia', ''),
    window: fc.constantFrom(null, null, null, ...WINDOWS),
    /** Dated so many days after the window began, and told so many after that. */
    dated: fc.constantFrom(1, 5, 12, 25, 60),
    told: fc.constantFrom(0, 0, 9, 40),
    value: fc.constantFrom(40, 50, 50, 80, 133),
  }),
  { maxLength: 10 },
);
type SomeHanded = typeof someHanded extends fc.Arbitrary<infer T> ? T : never;

/** The results, with the days on which they were told. */
export function handedIn(results: SomeHanded, spiffs: readonly Spiff[]): readonly ToldResult[] {
  const [first, last] = [spiffs[0]?.effective, spiffs.at(-1)?.effective];
  const own = [writeDay(first?.from ?? 0), writeDay(last?.until ?? 0)] as const;
  return results.map(({ subject, window, dated, told, value }): ToldResult => {
    const [from, until] = window ?? own;
    const date = day(from) + dated;
    const of: Handed['of'] = subject === '' ? 'company' : 'participant';
    return {
      measure: of === 'company' ? 'takings' : 'score',
      of,
      subject,
      from,
      until,
      date: writeDay(date),
      on: writeDay(date + told),
      value: of === 'company' ? `${value}0.01 USD` : `${value}%`,
    };
  });
}
