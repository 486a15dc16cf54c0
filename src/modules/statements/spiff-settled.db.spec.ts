import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { ACTOR, booking, tell } from '../../../test/support/small-company.js';
import { recordedOn } from '../../../test/support/spiffs/long-ago.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { RulesService } from '../rules/rules.service.js';
import { statementJson } from './statement-json.js';
import { StatementsService } from './statements.service.js';
import { seedSprint, sprintPay } from '../../../test/support/spiffs/spiff-company.js';

const database = testDatabase();
const { service } = calculationOn(database);

const STANDING = `kicker: 1
spiff: sprint
title: February sprint
from: 2026-02-01
until: 2026-03-01
currency: USD
calendar: company
measures:
  - { id: sold, sum: line.net, window: plan-to-date, negative: carry-measure }
incentives:
  - id: prize
    title: Best seller
    source: Announced in January
    contest: { rank-by: measure.sold, best: highest, prizes: [300 USD, 100 USD], ties: share, settles: 2026-03-15, afterwards: stand }
  - id: early
    title: First two orders
    source: Announced in January
    first-n: { count: 2 bookings, each: company, order: recorded, pays: 50 USD }
budget: { amount: "1,000 USD", admits: recorded, when-exhausted: pay-what-is-left, after-cut-off: disqualify, settles: 20 days }
`;

const sells = (id: string, day: string, net: string, number: number, more = {}) =>
  booking({ id, day, net, seller: `seller-${number}`, ...more });

const WON = {
  'seller-0 early 2026-02': '50.00',
  'seller-0 prize 2026-03': '300.00',
  'seller-1 early 2026-02': '50.00',
  'seller-1 prize 2026-03': '100.00',
};

// One sprint, told as one story: each test continues where the one before ended.
beforeAll(async () => {
  await seedSprint(database, STANDING);
  await tell(database, [sells('B1', '2026-02-20', '900.00', 0)]);
  await tell(database, [sells('B2', '2026-02-10', '700.00', 1)]);
  await recordedOn('2026-02-21');
});

describe('a SPIFF that has settled', () => {
  it('is decided by what was recorded by its cut-off, not by what was told since', async () => {
    await tell(database, [sells('B3', '2026-02-05', '5000.00', 2)]);
    const { summary } = await service.calculate(ACTOR);
    expect(await sprintPay(database, summary.calculation)).toEqual(WON);
    expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
  });

  it('stands when the booking that won is taken back, and what a budget had admitted is lost', async () => {
    await tell(database, [sells('B1', '2026-02-20', '900.00', 0, { revision: 2, withdrawn: true })]);
    const { summary } = await service.calculate(ACTOR, { shards: 3 });
    expect(await sprintPay(database, summary.calculation)).toEqual({
      ...WON,
      'seller-0 early 2026-02': '0.00',
    });
    expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
  });

  it('is the same in any number of shards, and calculated again', async () => {
    const before = await service.summary(ACTOR);
    await tell(database, [sells('B9', '2026-02-05', '1.00', 5)]);
    await tell(database, [sells('B9', '2026-02-05', '1.00', 5, { revision: 2, withdrawn: true })]);
    const { summary, sameAs } = await service.calculate(ACTOR, { shards: 1 });
    expect([sameAs, summary.digest]).toEqual([before.calculation, before.digest]);
  });

  it('keeps what a booking was when it settled, whatever corrects it since', async () => {
    await tell(database, [sells('B2', '2026-02-10', '1.00', 1, { revision: 2 })]);
    const { summary } = await service.calculate(ACTOR);
    expect(await sprintPay(database, summary.calculation)).toMatchObject({
      'seller-0 prize 2026-03': '300.00',
      'seller-1 prize 2026-03': '100.00',
    });
  });

  it('is posted and told on a statement though its booking is gone', async () => {
    const { summary, position } = await service.calculate(ACTOR);
    const ledger = new LedgerService(database, new RulesService(database));
    await ledger.settle(ACTOR, summary.calculation, position);
    const statements = new StatementsService(database, ledger);
    const statement = await statements.statement(ACTOR, { participant: 'seller-0', period: '2026-03' });
    const told = JSON.stringify(statementJson(statement));
    expect(told).toContain('prize');
    expect(told).toContain('300.00');
  });

  it('is decided by the mere passing of days', async () => {
    await recordedOn('2026-03-01');
    const { summary, sameAs } = await service.calculate(ACTOR);
    expect(sameAs).toBeNull();
    expect(await sprintPay(database, summary.calculation)).toEqual({
      'seller-1 early 2026-02': '50.00',
      'seller-2 early 2026-02': '50.00',
      'seller-2 prize 2026-03': '300.00',
      'seller-1 prize 2026-03': '100.00',
    });
  });
});
