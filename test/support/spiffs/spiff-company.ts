import type { Database } from '../../../src/platform/database/database.js';
import { LedgerService } from '../../../src/modules/ledger/ledger.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import { calculationOn } from '../calculation.js';
import { ACTOR, booking, people, publishRules, tell } from '../small-company.js';

/** A contest, places for the first and what each sells, in February 2026, on top of the sellers' plan. */
const SPRINT = `kicker: 1
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
    contest: { rank-by: measure.sold, best: highest, prizes: [300 USD, 100 USD], ties: share, settles: 2026-03-15, afterwards: re-run }
  - id: early
    title: First two orders
    source: Announced in January
    first-n: { count: 2 bookings, each: company, order: recorded, pays: 50 USD }
budget: { amount: "1,000 USD", admits: recorded, when-exhausted: pay-what-is-left, after-cut-off: re-run }
`;

/** Publishes the sellers' plan and a SPIFF, and tells who works there and that March has begun. */
export async function seedSprint(database: Database, text = SPRINT): Promise<void> {
  await publishRules(database);
  const files = [{ path: 'spiffs/sprint/spiff.yaml', text: Buffer.from(text) }];
  const { findings, position } = await new RulesService(database).publish(ACTOR, files, 'The sprint');
  if (position === null) throw new Error(JSON.stringify(findings));
  const march = booking({ id: 'B900', day: '2026-03-02', net: '1.00', seller: 'seller-7' });
  await tell(database, [...people(), march]);
}

/** Calculates in some shards and settles; returns the calculation. */
export async function calculateSprint(database: Database, shards = 1): Promise<bigint> {
  const { summary, position } = await calculationOn(database).service.calculate(ACTOR, { shards });
  const ledger = new LedgerService(database, new RulesService(database));
  await ledger.settle(ACTOR, summary.calculation, position);
  return summary.calculation;
}

/** What a calculation pays by the SPIFF, without who has nothing and is told why: `seller prize 2026-03` and the amount. */
export async function sprintPay(
  database: Database,
  calculation: bigint,
): Promise<Readonly<Record<string, string>>> {
  const rows = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ key: string; amount: string }>(
      `select m.participant || ' ' || m.incentive || ' ' || m.period as key, sum(e.amount)::numeric(18, 2)::text as amount
       from manifest m join earning e on e.calculation = m.held_in and e.earning_id = m.earning_id
       where m.calculation = $1 and e.plan = 'sprint' and e.reason is null group by 1 order by 1`,
      [calculation],
    ),
  );
  return Object.fromEntries(rows.map(({ key, amount }) => [key, amount]));
}
