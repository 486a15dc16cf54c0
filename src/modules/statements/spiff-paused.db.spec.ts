import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { ACTOR, booking, tell } from '../../../test/support/small-company.js';
import { recordedOn } from '../../../test/support/spiffs/long-ago.js';
import { seedSprint, sprintPay } from '../../../test/support/spiffs/spiff-company.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { statementJson } from './statement-json.js';
import { StatementsService } from './statements.service.js';

const database = testDatabase();
const { service } = calculationOn(database);
const ledger = new LedgerService(database, new RulesService(database));

/** A SPIFF of some days of February, each run of which has a budget that settles two days after it. */
const run = (from: string, until: string): string => `kicker: 1
spiff: sprint
title: February sprint
from: ${from}
until: ${until}
currency: USD
calendar: company
measures:
  - { id: sold, sum: line.net, window: month, negative: pay-back }
incentives:
  - id: bonus
    title: Part of what is sold
    source: Announced in January
    flat: { base: measure.sold, pays: 100% }
budget: { amount: "500 USD", admits: recorded, when-exhausted: pay-what-is-left, after-cut-off: stand, settles: 2 days }
`;

const sells = (id: string, day: string, net: string) => booking({ id, day, net, seller: 'seller-0' });

beforeAll(async () => {
  await seedSprint(database, run('2026-02-01', '2026-02-10'));
  const again = [{ path: 'spiffs/sprint/again.yaml', text: Buffer.from(run('2026-02-20', '2026-03-01')) }];
  const { position } = await new RulesService(database).publish(ACTOR, again, 'The sprint again');
  expect(position).not.toBeNull();
  await tell(database, [sells('B1', '2026-02-05', '600.00')]);
  await tell(database, [sells('B2', '2026-02-22', '300.00')]);
  await recordedOn('2026-02-08');
});

describe('a SPIFF that pauses in a month, each run of which has settled', () => {
  it('stores what both budgets paid, and calculates the same again', async () => {
    const { summary } = await service.calculate(ACTOR);
    expect(await sprintPay(database, summary.calculation)).toEqual({ 'seller-0 bonus 2026-02': '800.00' });
    expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
    const again = await service.calculate(ACTOR, { shards: 3 });
    expect(again.summary.digest).toBe(summary.digest);
  });

  it('posts both, once, and tells both on one statement', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { summary, position } = await service.calculate(ACTOR);
      await ledger.settle(ACTOR, summary.calculation, position);
    }
    const posted = await database.inTransaction(ACTOR, (tx) =>
      tx.query(`select sum(amount)::numeric(18, 2)::text as sum from ledger_entry where incentive = 'bonus'`),
    );
    expect(posted).toEqual([{ sum: '800.00' }]);
    const { checks } = await ledger.verifyLedger(ACTOR);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    const statements = new StatementsService(database, ledger);
    const statement = await statements.statement(ACTOR, { participant: 'seller-0', period: '2026-02' });
    const told = JSON.stringify(statementJson(statement));
    for (const part of ['500.00', '300.00']) expect(told).toContain(part);
  });
});
