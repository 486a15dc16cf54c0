import type { Database } from '../../../src/platform/database/database.js';
import { LedgerService } from '../../../src/modules/ledger/ledger.service.js';
import { RulesService } from '../../../src/modules/rules/rules.service.js';
import { calculationOn } from '../calculation.js';
import { ACTOR, bookings, people, publishRules, tell } from '../small-company.js';

/** A company of twelve with sixty bookings, calculated and settled. */
export async function calculateSmallCompany(database: Database): Promise<void> {
  await publishRules(database);
  await tell(database, [...people(), ...bookings(60)]);
  await calculateAndSettle(database);
}

/** Calculates what is known by now, and posts the difference. */
export async function calculateAndSettle(database: Database): Promise<void> {
  const { summary, position } = await calculationOn(database).service.calculate(ACTOR);
  await new LedgerService(database, new RulesService(database)).settle(ACTOR, summary.calculation, position);
}
