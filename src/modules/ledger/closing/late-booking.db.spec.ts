import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { LedgerCompany } from '../../../../test/support/ledger-company.js';
import { LedgerService } from '../ledger.service.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const company = new LedgerCompany(database);
const ledger = new LedgerService(database, company.rules);
const actor = seeingAll('finance');

describe('closing a period', () => {
  it('names the periods by which pay falls due', async () => {
    await company.book('A', '2026-01-10');
    const earnings = [{ participant: 'ana', month: '2026-01', lines: [['A', '1', '1.00']] }] as const;
    const { calculation } = await company.calculate(earnings);
    await ledger.settle(actor, calculation);
    for (const period of ['2026', '2026-Q1']) {
      await expect(ledger.closePeriod(actor, { period })).rejects.toMatchObject({
        code: 'PERIOD_NOT_PAID_BY',
        hint: 'Close 2026-01.',
      });
    }
  });

  it('waits for an import that is about to commit, and is refused by it', async () => {
    let recorded = (): void => undefined;
    const telling = new Promise<void>((resolve) => (recorded = resolve));
    const importing = database.inTransaction(actor, async (tx) => {
      const [opened] = await tx.query<{ entry: string }>('select open_entry() as entry');
      await tx.query(`select record_entry($1, 'import', 'late.csv', '', '', null, null)`, [opened?.entry]);
      recorded();
      await sleep(300);
    });
    await telling;
    const closing = ledger.closePeriod(actor, { period: '2026-01' });
    await expect(closing).rejects.toMatchObject({ code: 'CALCULATION_STALE' });
    await importing;
  });
});
