import { FIRST_DAY, writeDay } from '../../../../engine/kernel/day.js';
import type { DayRate } from '../../../../engine/model/rates.js';
import type { TestRate } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import type { Given } from '../gather.js';

/** The rates of a situation; one that is told again corrects the one before, from the day on which it is recorded. */
export function ratesOf(given: readonly Given<TestRate>[], problems: Problem[]): readonly DayRate[] {
  const rates = new Map<string, DayRate>();
  for (const { item, path } of given) {
    const { set, from, date: day, rate, recorded } = item;
    const to = rate.currency;
    const key = [set, from, to, day].join(' ');
    const before = rates.get(key)?.told ?? [];
    const since = recorded ?? FIRST_DAY;
    if (rate.value.n <= 0n) problems.push({ path, message: 'A rate is above zero.' });
    if (from === to) problems.push({ path, message: `${from} has no rate to itself.` });
    if (before.some((told) => told.since >= since)) {
      const message = `The rate of ${writeDay(day)} from ${from} to ${to} in ${set} is told twice: say with \`recorded\` when it was corrected.`;
      problems.push({ path, message });
    }
    rates.set(key, { set, from, to, day, told: [...before, { since, rate: rate.value }] });
  }
  return [...rates.values()];
}
