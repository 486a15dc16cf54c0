import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { periodContaining } from './kernel/calendar-period.js';
import { readDay, type NamedPeriod } from './kernel/day.js';
import type { Causes, EarnedLine, PayCalendars, PostedLine, Posting, WindowKey } from './model/ledger.js';
import { settle, settlementIdentity } from './settle.js';
import { WindowCauses } from './steps/settle/name-causes.js';

const TRILLION = 1_000_000_000_000n;
const YEARS = { yearStarts: day('2026-01-01'), quarters: [] };

function day(text: string): number {
  return readDay(text) ?? Number.NaN;
}

function month(name: string): NamedPeriod {
  return periodContaining(YEARS, 'month', day(`${name}-01`)) as NamedPeriod;
}

function key(origin: string, over: Partial<WindowKey> = {}): WindowKey {
  const at = { participant: 'ana', incentive: 'commission', currency: 'USD', calendar: 'company' };
  return { ...at, every: 'month', origin: month(origin), state: 'payable', ...over };
}

/** A line worth exactly `exact` (in units, such as 33.333…), paid `cents`. */
function line(at: WindowKey, bookingLine: string, exact: number | bigint, cents?: bigint): EarnedLine {
  const whole = typeof exact === 'bigint' ? exact : BigInt(exact) * TRILLION;
  return {
    key: at,
    bookingLine,
    exact: whole,
    cents: cents ?? whole / 10_000_000_000n,
    tier: 'base',
    rate: null,
  };
}

function calendars(closedUntil: string | null, left: string | null = null): PayCalendars {
  return {
    closedUntil: () => (closedUntil === null ? null : day(closedUntil)),
    periodAt: (_, every, date) =>
      every === 'plan-to-date' ? undefined : periodContaining(YEARS, every, date),
    leftOn: () => (left === null ? null : day(left)),
  };
}

const NO_CAUSES: Causes = { ofLine: () => undefined, ofWindow: () => ['recalculated'] };

/** The ledger after postings were made: what the next settlement finds posted. */
function ledgerOf(postings: readonly Posting[]): PostedLine[] {
  return postings.map((posting) => ({ ...posting, kind: 'earning' }));
}

function settled(
  earned: EarnedLine[],
  posted: PostedLine[],
  closedUntil: string | null = null,
): readonly Posting[] {
  return settle({ earned, posted }, calendars(closedUntil), NO_CAUSES);
}

function brief(postings: readonly Posting[]): readonly [string, string, bigint][] {
  return postings.map(({ bookingLine, posted, cents }) => [bookingLine ?? 'rounding', posted.name, cents]);
}

describe('Settle', () => {
  it('posts what is earned to its own period, without a cause', () => {
    const [posting] = settled([line(key('2026-01'), 'A', 1000)], []);
    expect(posting).toMatchObject({ bookingLine: 'A', cents: 100_000n, posted: month('2026-01'), cause: [] });
  });

  it('names a settlement by its calculation and the position of the ledger', () => {
    expect(settlementIdentity('abc', 7n)).toBe(settlementIdentity('abc', 7n));
    expect(settlementIdentity('abc', 7n)).not.toBe(settlementIdentity('abc', 8n));
  });
});

describe('semantics 1: purity and identity', () => {
  it('posts 1,000 and then 0 for the same facts, so the ledger is part of what names a settlement', () => {
    const earned = [line(key('2026-01'), 'A', 1000)];
    const first = settled(earned, []);
    expect(brief(first)).toEqual([['A', '2026-01', 100_000n]]);
    expect(settled(earned, ledgerOf(first))).toEqual([]);
    expect(settlementIdentity('facts', 1n)).not.toBe(settlementIdentity('facts', 2n));
  });
});

describe('semantics 4: a correction takes back what was paid on a mistake', () => {
  it('takes back 3,000 when the first quarter was 100k and not 120k', () => {
    const q1 = key('2026-03', {
      every: 'quarter',
      origin: periodContaining(YEARS, 'quarter', day('2026-01-01')) as NamedPeriod,
    });
    const first = settled([line(q1, 'A', 13_000)], []);
    const correction = settled([line(q1, 'A', 10_000)], ledgerOf(first), '2026-07-01');
    expect(brief(correction)).toEqual([['A', '2026-Q3', -300_000n]]);
  });
});

describe('semantics 6: the key of a difference is fine enough', () => {
  it('posts both a deal halved and a deal that came late, though the total is the same', () => {
    const first = settled([line(key('2026-01'), 'A', 10)], []);
    const earned = [line(key('2026-01'), 'A', 5), line(key('2026-01'), 'C', 5)];
    expect(brief(settled(earned, ledgerOf(first)))).toEqual([
      ['A', '2026-01', -500n],
      ['C', '2026-01', 500n],
    ]);
  });

  it('posts a line of no cents when the same amount comes by another rate and tier', () => {
    const at = key('2026-01');
    const first = settled([{ ...line(at, 'A', 10), rate: TRILLION / 10n }], []);
    const earned = [{ ...line(at, 'A', 10), rate: TRILLION / 5n, tier: 'accelerator' }];
    expect(settled(earned, ledgerOf(first))).toMatchObject([{ cents: 0n, exact: 0n, tier: 'accelerator' }]);
  });
});

describe('semantics 7: earned and posted are joined both ways', () => {
  it('takes back 500 of a kicker that a corrected version dropped', () => {
    const kicker = key('2026-01', { incentive: 'kicker' });
    const first = settled([line(key('2026-01'), 'A', 100), line(kicker, 'A', 500)], []);
    const corrected = settled([line(key('2026-01'), 'A', 100)], ledgerOf(first), '2026-02-01');
    expect(brief(corrected)).toEqual([['A', '2026-02', -50_000n]]);
    expect(corrected[0]?.key.incentive).toBe('kicker');
  });

  it('pays a renamed incentive once', () => {
    const first = settled([line(key('2026-01', { incentive: 'kicker' }), 'A', 500)], []);
    const renamed = settled([line(key('2026-01', { incentive: 'booster' }), 'A', 500)], ledgerOf(first));
    expect(renamed.map(({ cents }) => cents)).toEqual([50_000n, -50_000n]);
  });
});

describe('semantics 8: held and payable are different keys', () => {
  it('takes 120 from payable and 80 from held when 1,000 becomes 800', () => {
    const held = key('2026-01', { state: 'held' });
    const first = settled([line(key('2026-01'), 'A', 600), line(held, 'A', 400)], []);
    const amended = settled([line(key('2026-01'), 'A', 480), line(held, 'A', 320)], ledgerOf(first));
    expect(amended.map(({ key: { state }, cents }) => [state, cents])).toEqual([
      ['held', -8000n],
      ['payable', -12_000n],
    ]);
  });
});

describe('semantics 9: manual entries and waivers', () => {
  const at = key('2026-01');
  const by = (kind: PostedLine['kind'], exact: number): PostedLine => ({ ...line(at, 'A', exact), kind });

  it('never nets an adjustment', () => {
    expect(settled([line(at, 'A', 1000)], [by('earning', 1000), by('adjustment', -100)])).toEqual([]);
  });

  it('does not bring back what was waived', () => {
    expect(settled([line(at, 'A', 880)], [by('earning', 1000), by('waiver', -120)])).toEqual([]);
  });
});

describe('semantics 10: rounding again disturbs no innocent deal', () => {
  const at = key('2026-01');
  const third = (TRILLION * 100n) / 3n;
  const thirds = (cents: readonly bigint[]): EarnedLine[] =>
    ['A', 'B', 'C'].map((name, index) => line(at, name, third, cents[index] ?? 0n));

  it('keeps the cents of three deals when a fourth of 0.004 joins them', () => {
    const first = settled(thirds([3334n, 3333n, 3333n]), []);
    const fourth = line(at, 'D', TRILLION / 250n, 1n);
    const next = settled([...thirds([3333n, 3333n, 3333n]), fourth], ledgerOf(first));
    expect(brief(next)).toEqual([
      ['D', '2026-01', 1n],
      ['rounding', '2026-01', -1n],
    ]);
  });

  it('reverses the rounding line when it is no longer needed', () => {
    const posted = ledgerOf(settled(thirds([3334n, 3333n, 3333n]), []));
    const fourth = line(at, 'D', TRILLION / 250n, 1n);
    posted.push(...ledgerOf(settled([...thirds([3333n, 3333n, 3333n]), fourth], posted)));
    const withdrawn = settled(thirds([3334n, 3333n, 3333n]), posted);
    expect(brief(withdrawn)).toEqual([
      ['D', '2026-01', -1n],
      ['rounding', '2026-01', 1n],
    ]);
  });
});

describe('semantics 23: which open period', () => {
  const late = [line(key('2026-01'), 'L', 10)];

  it('posts to the oldest period that is not closed', () => {
    expect(brief(settled(late, [], '2026-02-01'))).toEqual([['L', '2026-02', 1000n]]);
  });

  it('posts to the origin while it is open, and never before it', () => {
    expect(brief(settled([line(key('2026-03'), 'L', 10)], [], '2026-02-01'))).toEqual([
      ['L', '2026-03', 1000n],
    ]);
  });

  it('pays a leaver without an open period off cycle', () => {
    const postings = settle({ earned: late, posted: [] }, calendars('2026-04-01', '2026-03-15'), NO_CAUSES);
    expect(brief(postings)).toEqual([['L', '2026-04-off-cycle', 1000n]]);
  });

  it('pays off cycle when the calendar has ended', () => {
    const at = { ...calendars('2026-02-01'), periodAt: () => undefined };
    expect(brief(settle({ earned: late, posted: [] }, at, NO_CAUSES))).toEqual([
      ['L', 'off-cycle-2026-02-01', 1000n],
    ]);
  });
});

describe('semantics 26: the cause is named', () => {
  it('names the late January deal on the line of February that it moved', () => {
    const posted = ledgerOf(settled([line(key('2026-01'), 'A', 4500), line(key('2026-02'), 'B', 2000)], []));
    const earned = [
      line(key('2026-01'), 'A', 4500),
      line(key('2026-01'), 'L', 1500),
      line(key('2026-02'), 'B', 2500),
    ];
    const told = new WindowCauses(
      earned.map((each) => ({ key: each.key, measuredFrom: day('2026-01-01') })),
      [],
    );
    told.booking({ name: 'booking L line 1', date: day('2026-01-25'), participant: 'ana' });
    const causes = told.causes((bookingLine) => (bookingLine === 'L' ? 'booking L line 1' : undefined));
    const postings = settle({ earned, posted }, calendars('2026-03-01'), causes);
    expect(postings.map(({ key: { origin }, cents, cause }) => [origin.name, cents, cause])).toEqual([
      ['2026-01', 150_000n, ['booking L line 1']],
      ['2026-02', 50_000n, ['booking L line 1']],
    ]);
  });
});

const MONTHS = ['2026-01', '2026-02', '2026-03'];
const someLine = fc.record({
  origin: fc.constantFrom(...MONTHS),
  incentive: fc.constantFrom('commission', 'kicker'),
  participant: fc.constantFrom('ana', 'ben'),
  bookingLine: fc.constantFrom('A', 'B', 'C', 'D'),
  exact: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n }),
  cents: fc.bigInt({ min: -9n, max: 9n }),
});
/** A calculation: each key and booking line once, rounded within some cents of its exact amount. */
const calculation = fc
  .uniqueArray(someLine, {
    selector: (each) => `${each.origin} ${each.incentive} ${each.participant} ${each.bookingLine}`,
  })
  .map((lines) =>
    lines.map(({ origin, incentive, participant, bookingLine, exact, cents }) =>
      line(key(origin, { incentive, participant }), bookingLine, exact, exact / 10_000_000_000n + cents),
    ),
  );
const step = fc.record({ calculation, closes: fc.boolean() });

function centsByWindow(lines: readonly { key: WindowKey; cents: bigint }[]): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const { key: at, cents } of lines) {
    const name = `${at.participant} ${at.incentive} ${at.origin.name}`;
    sums.set(name, (sums.get(name) ?? 0n) + cents);
  }
  const kept = [...sums].filter(([, cents]) => cents !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(kept.map(([name, cents]) => [name, `${cents}`]));
}

describe('any sequence of calculations and closes', () => {
  it('ends with posted equal to earned as now known, posts nothing twice and nothing to a closed period', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const posted: PostedLine[] = [];
        let closed = 0;
        for (const { calculation: earned, closes } of steps) {
          const closedUntil = closed === 0 ? null : month(MONTHS[closed - 1] ?? '').until;
          const open = { ...calendars(null), closedUntil: () => closedUntil };
          const postings = settle({ earned, posted }, open, NO_CAUSES);
          for (const { posted: into, key: at } of postings) {
            expect(into.until > (closedUntil ?? 0)).toBe(true);
            expect(into.from).toBeGreaterThanOrEqual(at.origin.from);
          }
          posted.push(...ledgerOf(postings));
          expect(centsByWindow(posted)).toEqual(centsByWindow(earned));
          expect(settle({ earned, posted }, open, NO_CAUSES)).toEqual([]);
          if (closes && closed < MONTHS.length) closed += 1;
        }
      }),
    );
  });

  it('does not depend on the order in which lines arrive', () => {
    fc.assert(
      fc.property(calculation, calculation, (before, now) => {
        const posted = ledgerOf(settled(before, []));
        expect(settled(now.toReversed(), posted.toReversed())).toEqual(settled(now, posted));
      }),
    );
  });
});
