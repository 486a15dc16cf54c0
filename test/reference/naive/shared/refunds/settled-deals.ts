import type { Part, Program } from '../program.js';
import type { Refusing } from './refused.js';
import { rootOf } from './taken-back.js';

/** What runs that have settled paid by bookings, and what was earned there and not paid, for what takes it back later. */
export function settledDeals(
  program: Program,
  earned: readonly Part[],
  settled: readonly Part[],
): Omit<Refusing, 'program' | 'takings'> {
  const keyOf = ({ person, incentive, booking }: Part): string =>
    `${person} ${incentive} ${booking === undefined ? '' : rootOf(program, booking)}`;
  const all = [...earned, ...settled].filter(({ booking }) => booking !== undefined);
  const one = all.filter((part, at) => all.findIndex((each) => keyOf(each) === keyOf(part)) === at);
  const madeOf = (parts: readonly Part[], of: Part): bigint =>
    parts.reduce((sum, each) => (keyOf(each) === keyOf(of) ? sum + each.cents : sum), 0n);
  return {
    asked: one,
    portions: one.flatMap((of) => {
      const paid = madeOf(settled, of);
      const positive = paid > 0n ? paid : 0n;
      const refused = madeOf(earned, of) - positive;
      const by = of.version;
      return [
        { is: 'paid' as const, of, by, cents: positive },
        { is: 'refused' as const, of, by, cents: refused > 0n ? refused : 0n },
      ];
    }),
    owed: one.flatMap((of) => {
      const paid = madeOf(settled, of);
      return paid < 0n ? [{ of, cents: -paid }] : [];
    }),
  };
}
