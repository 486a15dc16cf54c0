import { beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerCompany, type HandEarning } from '../../../test/support/ledger-company.js';
import { testDatabase } from '../../../test/support/database.js';
import { relationsLocked } from '../../../test/support/locks.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { statementJson } from './statement-json.js';
import { statementText } from './statement-text.js';
import { StatementsService } from './statements.service.js';
import { seeingAll } from '../../../test/support/actors/actor.js';

const database = testDatabase();
const company = new LedgerCompany(database);
const ledger = new LedgerService(database, company.rules);
const statements = new StatementsService(database, ledger);
const actor = seeingAll('finance');

const january: HandEarning = { participant: 'ana', month: '2026-01', lines: [['A', '4500', '4500.00']] };
const late: HandEarning = { ...january, lines: [...january.lines, ['L', '1500', '1500.00']] };
const february: HandEarning = { participant: 'ana', month: '2026-02', lines: [['B', '2000', '2000.00']] };

async function settle(earnings: readonly HandEarning[]): Promise<void> {
  const { calculation, position } = await company.calculate(earnings);
  await ledger.settle(actor, calculation, position);
}

beforeAll(async () => {
  await company.hire('ana');
  await company.book('A', '2026-01-10');
  await settle([january]);
  await ledger.closePeriod(actor, { period: '2026-01' });
  await company.book('L', '2026-01-25');
  await company.book('B', '2026-02-05');
  await settle([late, february]);
  const adjustment = { participant: 'ana', amount: '-100.00', currency: 'USD', period: '2026-02' };
  await ledger.addAdjustment(actor, { ...adjustment, reason: 'Advance returned' });
});

describe('StatementsService', () => {
  it('states a period: opening balance, lines with origin and cause, adjustments, closing balance', async () => {
    const statement = await statements.statement(actor, { participant: 'ana', period: '2026-02' });
    const [account] = statement.accounts;
    expect(account?.opening?.payable).toBe(450_000n);
    expect(account?.earned.map(({ origin, cents }) => [origin.name, cents])).toEqual([
      ['2026-01', 150_000n],
      ['2026-02', 200_000n],
    ]);
    expect(account?.earned[0]?.lines).toMatchObject([
      {
        booking: { booking: 'L', line: 1 },
        credit: '1000',
        rate: '0.1',
        cause: ['booking L line 1 revision 1'],
      },
    ]);
    expect(account?.adjusted).toMatchObject([{ cents: -10_000n, reason: 'Advance returned' }]);
    expect(account?.closing?.payable).toBe(790_000n);
  });

  it('opens each period with what the one before closed with', async () => {
    const first = await statements.statement(actor, { participant: 'ana', period: '2026-01' });
    const next = await statements.statement(actor, { participant: 'ana', period: '2026-02' });
    expect(first.isClosed).toBe(true);
    expect(next.accounts[0]?.opening).toEqual(first.accounts[0]?.closing);
  });

  it('is readable in a terminal and adds up there', async () => {
    const text = statementText(await statements.statement(actor, { participant: 'ana', period: '2026-02' }));
    expect(text).toContain('commission for 2026-01, posted to 2026-02');
    expect(text).toContain('because of booking L line 1 revision 1');
    expect(text).toMatch(/Opening balance, USD +4,500\.00/);
    expect(text).toMatch(/Closing balance, USD +7,900\.00/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
  });

  it('is JSON without a number that floats', async () => {
    const json = statementJson(await statements.statement(actor, { participant: 'ana', period: '2026-02' }));
    expect(JSON.parse(JSON.stringify(json))).toMatchObject({
      participant: 'ana',
      period: { name: '2026-02', from: '2026-02-01', until: '2026-03-01' },
      accounts: [{ opening: { payable: '4500.00' }, closing: { payable: '7900.00' } }],
    });
  });

  it('says so when nothing was posted, and refuses whom it does not know', async () => {
    const empty = await statements.statement(actor, { participant: 'ana', period: '2025-12' });
    expect(statementText(empty)).toContain('Nothing was earned or posted.');
    const unknown = statements.statement(actor, { participant: 'zed', period: '2026-02' });
    await expect(unknown).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN' });
  });

  it('opens the partitions it reads and no others, however many calculations there are', async () => {
    const locked = (): Promise<number> =>
      relationsLocked(database, (counting) =>
        new StatementsService(counting, ledger).statement(actor, { participant: 'ana', period: '2026-02' }),
      );
    const before = await locked();
    await company.hire('bo');
    for (let number = 0; number < 60; number += 1)
      await company.calculate([{ participant: 'bo', month: '2026-01', lines: [['A', `${number}`, '1.00']] }]);
    expect(await locked()).toBe(before);
    expect(before).toBeLessThan(80);
  });

  it('names somebody by the id when all that is known of them is what was posted', async () => {
    await database.change(actor, { action: 'import.undo', subject: 'participants' }, async (tx) => {
      const sql = `insert into import_undo (undone, entry) select entry, $1 from participant where external_id = 'ana'`;
      await tx.query(sql, [tx.entry]);
      return { result: undefined };
    });
    const statement = await statements.statement(actor, { participant: 'ana', period: '2026-02' });
    expect(statement.name).toBe('ana');
    expect(statement.accounts[0]?.closing?.payable).toBe(790_000n);
  });
});
