import { describe, expect, it } from '@jest/globals';
import { LedgerCompany, type HandEarning } from '../../../test/support/ledger-company.js';
import { testDatabase } from '../../../test/support/database.js';
import { LedgerService } from './ledger.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const company = new LedgerCompany(database);
const ledger = new LedgerService(database, company.rules);
const actor = seeingAll('finance');

interface Line {
  readonly participant: string;
  readonly incentive: string;
  readonly origin: string;
  readonly posted: string;
  readonly booking: string | null;
  readonly change: string;
  readonly cause: string[];
}

/** Lines of the entries that a settlement wrote, in order. */
async function linesOf(identity: string, participant: string): Promise<Line[]> {
  return await database.inTransaction(actor, (tx) =>
    tx.query<Line>(
      `select e.participant, e.incentive, e.origin, e.posted, b.external_id as booking, l.change, l.cause
       from settlement s join ledger_entry e on e.entry = s.entry
       join ledger_line l on l.entry = e.entry and l.number = e.number
       left join (select distinct id, external_id from booking_line) b on b.id = l.booking_line
       where s.identity = $1 and e.participant = $2 order by e.number, b.external_id nulls last`,
      [identity, participant],
    ),
  );
}

async function settle(earnings: readonly HandEarning[]) {
  const { calculation, position } = await company.calculate(earnings);
  return await ledger.settle(actor, calculation, position);
}

function january(
  participant: string,
  lines: HandEarning['lines'],
  more: Partial<HandEarning> = {},
): HandEarning {
  return { participant, month: '2026-01', lines, ...more };
}

// One ledger, told as one story: each test continues where the one before ended.
const A: readonly [string, string, string] = ['A', '4500', '4500.00'];
const B: readonly [string, string, string] = ['B', '2000', '2000.00'];
const ana = january('ana', [A], { windowFrom: '2026-01-01' });
const anaFebruary: HandEarning = {
  participant: 'ana',
  month: '2026-02',
  lines: [B],
  windowFrom: '2026-01-01',
};
const kicker = january('ana', [['A', '500', '500.00']], { incentive: 'kicker' });
const thirds: HandEarning['lines'] = [
  ['X', '33.333333333333', '33.34'],
  ['Y', '33.333333333333', '33.33'],
  ['Z', '33.333333333333', '33.33'],
];

describe('LedgerService', () => {
  it('posts a first calculation to its own periods, in double entry, without causes', async () => {
    await company.hire('ana');
    await company.hire('cy', '2026-01-31');
    for (const [booking, date] of [
      ['A', '2026-01-10'],
      ['B', '2026-02-05'],
      ['X', '2026-01-02'],
      ['Y', '2026-01-03'],
      ['Z', '2026-01-04'],
    ] as const)
      await company.book(booking, date);
    const settled = await settle([ana, anaFebruary, kicker, january('ben', thirds)]);
    expect(settled).toMatchObject({ unchanged: false, entries: 4, lines: 6 });
    expect(settled.periods.map(({ period, amount, late }) => [period, amount, late])).toEqual([
      ['2026-01', '5100.00', '0.00'],
      ['2026-02', '2000.00', '0.00'],
    ]);
    const { checks, balances } = await ledger.verifyLedger(actor);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(balances).toEqual([
      { accounts: 'expense', currency: 'USD', balance: '7100.00' },
      { accounts: 'payable', currency: 'USD', balance: '-7100.00' },
    ]);
  });

  it('posts nothing when the same calculation is settled again', async () => {
    const settled = await settle([ana, anaFebruary, kicker, january('ben', thirds)]);
    expect(settled.unchanged).toBe(true);
  });

  it('refuses to close a period while an earlier one is open', async () => {
    const closing = ledger.closePeriod(actor, { period: '2026-02' });
    await expect(closing).rejects.toMatchObject({
      code: 'EARLIER_PERIOD_OPEN',
      hint: 'Close 2026-01 first.',
    });
  });

  it('refuses to close when facts were told that the settled calculation does not know', async () => {
    await company.book('L', '2026-01-25');
    const closing = ledger.closePeriod(actor, { period: '2026-01' });
    await expect(closing).rejects.toMatchObject({ code: 'CALCULATION_STALE' });
  });

  it('refuses to close while a complete calculation waits to be settled', async () => {
    const again = [ana, anaFebruary, kicker, january('ben', thirds), january('dee', [['L', '1', '1.00']])];
    const { calculation } = await company.calculate(again);
    const closing = ledger.closePeriod(actor, { period: '2026-01' });
    await expect(closing).rejects.toMatchObject({ code: 'NOT_SETTLED' });
    await ledger.settle(actor, calculation);
  });

  it('closes the oldest open period and pins what was known', async () => {
    const closing = await ledger.closePeriod(actor, { period: '2026-01' });
    expect(closing).toMatchObject({
      calendar: 'company',
      period: '2026-01',
      from: '2026-01-01',
      until: '2026-02-01',
    });
    await expect(ledger.closePeriod(actor, { period: '2026-01' })).rejects.toMatchObject({
      code: 'PERIOD_CLOSED',
    });
  });

  it('posts a late January deal, and the February line it moved, to February, naming origin and cause', async () => {
    await company.book('M', '2026-01-28');
    const late = { ...ana, lines: [A, ['M', '1500', '1500.00'] as const] };
    const moved = { ...anaFebruary, lines: [['B', '2500', '2500.00'] as const] };
    const { identity } = await settle([late, moved, kicker, january('ben', thirds)]);
    const cause = ['booking M line 1 revision 1'];
    expect(await linesOf(identity, 'ana')).toMatchObject([
      { origin: '2026-01', posted: '2026-02', booking: 'M', change: '1500.00', cause },
      { origin: '2026-02', posted: '2026-02', booking: 'B', change: '500.00', cause },
    ]);
    expect(await linesOf(identity, 'dee')).toMatchObject([
      { posted: '2026-02', booking: 'L', change: '-1.00' },
    ]);
  });

  it('names the revision of an amended booking', async () => {
    await company.book('M', '2026-01-28');
    const amended = { ...ana, lines: [A, ['M', '750', '750.00'] as const] };
    const moved = { ...anaFebruary, lines: [['B', '2500', '2500.00'] as const] };
    const { identity } = await settle([amended, moved, kicker, january('ben', thirds)]);
    expect(await linesOf(identity, 'ana')).toMatchObject([
      { booking: 'M', change: '-750.00', cause: ['booking M line 1 revision 2'] },
    ]);
  });

  it('takes back an incentive that a corrected version dropped', async () => {
    const { identity } = await settle([ana, anaFebruary, january('ben', thirds)]);
    const lines = await linesOf(identity, 'ana');
    expect(lines.filter(({ incentive }) => incentive === 'kicker')).toMatchObject([
      { origin: '2026-01', posted: '2026-02', booking: 'A', change: '-500.00' },
    ]);
  });

  it('keeps an adjustment when calculations are settled after it', async () => {
    const adjustment = {
      participant: 'ana',
      amount: '-100.00',
      currency: 'USD',
      period: '2026-02',
      reason: 'Advance',
    };
    await ledger.addAdjustment(actor, adjustment);
    const settled = await settle([
      ana,
      anaFebruary,
      january('ben', thirds),
      january('cy', [['L', '7', '7.00']]),
    ]);
    expect(await linesOf(settled.identity, 'ana')).toEqual([]);
    const { balances } = await ledger.verifyLedger(actor);
    expect(balances.find(({ accounts }) => accounts === 'payable')?.balance).toBe('-6507.00');
  });

  it('pays a leaver off cycle when the period is closed', async () => {
    const [row] = await database.inTransaction(actor, (tx) =>
      tx.query<{ posted: string }>(`select posted from ledger_entry where participant = 'cy'`),
    );
    expect(row?.posted).toBe('2026-02-off-cycle');
  });

  it('keeps the cents of deals that did not change and posts one rounding line', async () => {
    await company.book('W', '2026-01-01');
    const [x, y, z] = thirds;
    const joined: HandEarning['lines'] = [
      ['W', '0.004', '0.01'],
      ['X', x?.[1] ?? '', '33.33'],
      y ?? A,
      z ?? A,
    ];
    const { identity } = await settle([
      ana,
      anaFebruary,
      january('ben', joined),
      january('cy', [['L', '7', '7.00']]),
    ]);
    expect((await linesOf(identity, 'ben')).map(({ booking, change }) => [booking, change])).toEqual([
      ['W', '0.01'],
      [null, '-0.01'],
    ]);
  });

  it('settles a calculation of earlier facts again after those in between were undone', async () => {
    const { identity, unchanged } = await settle([ana, anaFebruary, kicker, january('ben', thirds)]);
    expect(unchanged).toBe(false);
    expect((await linesOf(identity, 'cy')).map(({ change }) => change)).toEqual(['-7.00']);
    const { checks } = await ledger.verifyLedger(actor);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('refuses a calculation that knows less than the last settled one', async () => {
    await expect(ledger.settle(actor, 1n)).rejects.toMatchObject({ code: 'CALCULATION_OLDER' });
    await expect(ledger.settle(actor, 999n)).rejects.toMatchObject({ code: 'CALCULATION_UNKNOWN' });
  });

  it('believes no position at which a calculation is not known to hold', async () => {
    const { calculation, position } = await company.calculate([
      ana,
      anaFebruary,
      kicker,
      january('ben', thirds),
    ]);
    const never = ledger.settle(actor, calculation, 99_999n);
    await expect(never).rejects.toMatchObject({ code: 'POSITION_UNPROVED' });
    const older = ledger.settle(actor, 1n, position);
    await expect(older).resolves.toMatchObject({ unchanged: true });
    const told = ledger.settle(actor, 2n, position);
    await expect(told).rejects.toMatchObject({ code: 'POSITION_UNPROVED' });
  });

  it('adds one adjustment for one request', async () => {
    const adjustment = { participant: 'ana', amount: '7', currency: 'USD', period: '2026-02', reason: 'Fix' };
    const first = await ledger.addAdjustment(actor, { ...adjustment, requestId: 'r-1' });
    expect(await ledger.addAdjustment(actor, { ...adjustment, requestId: 'r-1' })).toBe(first);
    const other = ledger.addAdjustment(actor, { ...adjustment, amount: '8', requestId: 'r-1' });
    await expect(other).rejects.toMatchObject({ code: 'REQUEST_REUSED' });
    expect(await ledger.addAdjustment(actor, { ...adjustment, requestId: 'r-2' })).not.toBe(first);
  });

  it('refuses an adjustment to a closed period, without a reason, or for nobody', async () => {
    const good = { participant: 'ana', amount: '5', currency: 'USD', period: '2026-02', reason: 'Thanks' };
    const adding = (over: Partial<typeof good>) => ledger.addAdjustment(actor, { ...good, ...over });
    await expect(adding({ period: '2026-01' })).rejects.toMatchObject({ code: 'PERIOD_CLOSED' });
    await expect(adding({ reason: ' ' })).rejects.toMatchObject({ code: 'REASON_MISSING' });
    await expect(adding({ participant: 'zed' })).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN' });
    await expect(adding({ amount: '1.005' })).rejects.toMatchObject({ code: 'AMOUNT_UNREADABLE' });
    await expect(adding({ currency: 'UDS' })).rejects.toMatchObject({ code: 'CURRENCY_UNKNOWN' });
    await expect(adding({ period: '2400-01' })).rejects.toMatchObject({ code: 'PERIOD_TOO_FAR' });
    await expect(adding({ period: '2026-13' })).rejects.toMatchObject({ code: 'PERIOD_UNKNOWN' });
  });

  it('says when the settled calculation earns something else than it was published with', async () => {
    const broken = async (earned: string) => {
      const totals = { periods: [{ name: '2026-02', earned: { USD: earned } }] };
      const { calculation } = await company.calculate([anaFebruary, january(`by ${earned}`, [])], totals);
      await ledger.settle(actor, calculation);
      const { checks } = await ledger.verifyLedger(actor);
      return checks.filter(({ holds }) => !holds).map(({ check, broken: what }) => [check, ...what]);
    };
    expect(await broken('2000')).toEqual([]);
    const name = 'the last settled calculation earns what it was published with';
    expect(await broken('2001')).toEqual([[name, '2026-02 USD']]);
  });
});
