import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { testDatabase } from '../../../test/support/database.js';
import { LedgerCompany, type HandEarning } from '../../../test/support/ledger-company.js';
import type { Statement } from '../../engine/model/statement.js';
import { ALL_DAYS, NOTHING, type Actor } from '../../platform/database/actor.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { statementJson } from './statement-json.js';
import { statementText } from './statement-text.js';
import { StatementsService } from './statements.service.js';

const database = testDatabase();
const company = new LedgerCompany(database);
const ledger = new LedgerService(database, company.rules);
const statements = new StatementsService(database, ledger);
const finance = seeingAll('finance');
const seeing = (days: string): Actor => ({
  id: 'boss',
  sight: { ...NOTHING, pay: new Map([['ana', days]]) },
});
const HAD_HER = seeing('{[2026-01-01,2026-02-01)}');
const HAS_HER = seeing('{[2026-02-01,)}');
const HERSELF = seeing(ALL_DAYS);

const january: HandEarning = { participant: 'ana', month: '2026-01', lines: [['A', '4500', '4500.00']] };
const late: HandEarning = { ...january, lines: [...january.lines, ['L', '1500', '1500.00']] };
const february: HandEarning = { participant: 'ana', month: '2026-02', lines: [['B', '2000', '2000.00']] };

async function settle(earnings: readonly HandEarning[]): Promise<void> {
  const { calculation, position } = await company.calculate(earnings);
  await ledger.settle(finance, calculation, position);
}

/** Ana earned 4,500 in January, of which 1,500 more came late, and 2,000 in February; in February she went to another manager. */
beforeAll(async () => {
  await company.hire('ana');
  await company.book('A', '2026-01-10');
  await settle([january]);
  await ledger.closePeriod(finance, { period: '2026-01' });
  await company.book('L', '2026-01-25');
  await company.book('B', '2026-02-05');
  await settle([late, february]);
});

const told = (actor: Actor, period: string): Promise<Statement> =>
  statements.statement(actor, { participant: 'ana', period });

describe('a statement of somebody who reported to one for a time', () => {
  it('of days out of sight is refused, before and after', async () => {
    for (const [actor, period] of [
      [HAD_HER, '2026-02'],
      [HAD_HER, '2026-08'],
      [HAS_HER, '2026-01'],
    ] as const)
      await expect(told(actor, period)).rejects.toMatchObject({ code: 'PERIOD_NOT_SEEN', path: 'period' });
  });

  it('is whole where every day that it needs is seen', async () => {
    const statement = await told(HAD_HER, '2026-01');
    expect(statement).toEqual(await told(finance, '2026-01'));
    expect(statement.accounts[0]?.closing?.payable).toBe(450_000n);
  });

  it('that needs other days has their entries and balances left out, and says so', async () => {
    const statement = await told(HAS_HER, '2026-02');
    const [account] = statement.accounts;
    expect(account?.earned.map(({ origin, cents }) => [origin.name, cents])).toEqual([['2026-02', 200_000n]]);
    expect(account).toMatchObject({ opening: null, closing: null });
    expect(statement.partial).toContain('some days only');
    const text = statementText(statement);
    expect(text).toContain('some days only');
    expect(text).not.toMatch(/balance, USD/);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(96);
    expect(JSON.parse(JSON.stringify(statementJson(statement)))).toMatchObject({
      accounts: [{ opening: null, closing: null }],
    });
  });

  it('is whole for the participant and for who sees everybody', async () => {
    const own = await told(HERSELF, '2026-02');
    expect(own.partial).toBeNull();
    expect(own).toEqual(await told(finance, '2026-02'));
  });

  it('of whom one never saw looks as if they were not there', async () => {
    const stranger: Actor = { id: 'stranger', sight: { ...NOTHING, pay: new Map([['ben', ALL_DAYS]]) } };
    await expect(told(stranger, '2026-01')).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN' });
  });
});
