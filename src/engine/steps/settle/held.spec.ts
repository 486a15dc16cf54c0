import fc from 'fast-check';
import { writeDay } from '../../kernel/day.js';
import type { EarnedLine, PayCalendars, PayState, PostedLine, WindowKey } from '../../model/ledger.js';
import { settle } from '../../settle.js';

const MONTH = 30;
const period = (at: number): WindowKey['origin'] => ({ name: writeDay(at), from: at, until: at + MONTH });
const key: WindowKey = {
  participant: 'ana',
  incentive: 'commission',
  currency: 'USD',
  calendar: 'company',
  every: 'month',
  origin: period(0),
  state: 'payable',
};

/** Periods of thirty days, of which the first so many are closed. */
const calendars = (closed: number): PayCalendars => ({
  closedUntil: () => (closed === 0 ? null : closed * MONTH),
  periodAt: (_, __, day) => period(Math.floor(day / MONTH) * MONTH),
  leftOn: () => null,
});

/** Cents are exact to a third, so that some lines keep theirs while others move. */
const step = fc.record({
  amounts: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.bigInt({ min: -900n, max: 900n })),
  held: fc.subarray(['a', 'b', 'c']),
  closes: fc.boolean(),
});

const sum = (lines: readonly { readonly cents: bigint }[]): bigint =>
  lines.reduce((all, { cents }) => all + cents, 0n);

describe('lines that are held', () => {
  it('are together with what is payable what is earned, over any holds, releases and closed periods', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const posted: PostedLine[] = [];
        let closed = 0;
        for (const { amounts, held, closes } of steps) {
          const earned = Object.entries(amounts).map(([bookingLine, exact]): EarnedLine => {
            return { key, bookingLine, exact, cents: exact / 3n, tier: 'base', rate: null };
          });
          const holds = new Set(held);
          const causes = { ofLine: () => undefined, ofWindow: () => ['told'] };
          const postings = settle({ earned, posted, held: holds }, calendars(closed), causes);
          expect(postings.every((each) => each.posted.from >= closed * MONTH)).toBe(true);
          posted.push(...postings.map((each) => ({ ...each, kind: 'earning' as const })));
          const stands = (state: PayState): bigint => sum(posted.filter((each) => each.key.state === state));
          expect(stands('held')).toBe(sum(earned.filter(({ bookingLine }) => holds.has(bookingLine))));
          expect(stands('payable') + stands('held')).toBe(sum(earned));
          if (closes) closed += 1;
        }
      }),
    );
  });

  it('move at their own amount, and leave others where they are', () => {
    const line = (bookingLine: string): EarnedLine => {
      return { key, bookingLine, exact: 100n, cents: 33n, tier: 'base', rate: null };
    };
    const earned = [line('a'), line('b')];
    const causes = { ofLine: () => undefined, ofWindow: () => ['told'] };
    const first = settle({ earned, posted: [], held: new Set(['a']) }, calendars(0), causes);
    const posted = first.map((each) => ({ ...each, kind: 'earning' as const }));
    const moved = settle({ earned, posted }, calendars(1), causes);
    expect(
      moved.map(({ bookingLine, key: { state }, cents, posted: { from } }) => [
        bookingLine,
        state,
        cents,
        from,
      ]),
    ).toEqual([
      ['a', 'held', -33n, MONTH],
      ['a', 'payable', 33n, MONTH],
    ]);
  });
});
