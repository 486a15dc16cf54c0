import { decidedBefore, settledBefore, type SettledDay } from '../../../engine/calculate.js';
import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { Company } from '../../../engine/model/facts.js';
import type { FactCatalogue, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** A day by whose end something settled, the position that was reached by then, and the company as it was known. */
export interface SettledFacts extends SettledDay {
  readonly position: bigint;
  readonly company: Company;
}

/** The day on which a calculation began, in the company's time zone. */
export async function calculationDay(tx: Transaction, calculation: bigint, timeZone: string): Promise<Day> {
  const [row] = await tx.query<{ day: string }>(
    `select to_char(calculation_began($1) at time zone $2, 'YYYY-MM-DD') as day`,
    [calculation, timeZone],
  );
  return dayIn(row);
}

/** The day that it is now, in the company's time zone. */
export async function dayNow(tx: Transaction, timeZone: string): Promise<Day> {
  const [row] = await tx.query<{ day: string }>(
    `select to_char(clock_timestamp() at time zone $1, 'YYYY-MM-DD') as day`,
    [timeZone],
  );
  return dayIn(row);
}

function dayIn(row: { readonly day: string } | undefined): Day {
  const day = row && readDay(row.day);
  invariant(day !== undefined, 'the database says no day');
  return day;
}

/** What was known at each cut-off that has passed before a day, of what is known at a position. */
export async function settledFacts(
  tx: Transaction,
  at: { readonly position: bigint; readonly today: Day; readonly rulebook: Rulebook },
  companyAt: (position: bigint, catalogue: FactCatalogue) => Promise<Company>,
): Promise<readonly SettledFacts[]> {
  const { facts } = at.rulebook;
  const settled: SettledFacts[] = [];
  for (const each of settledBefore(at.today, at.rulebook)) {
    const [row] = await tx.query<{ position: string }>(
      `select position_before($1, $2::date::timestamp at time zone $3) as position`,
      [at.position, writeDay(each.day + 1), facts.timeZone],
    );
    const position = BigInt(row?.position ?? 0);
    settled.push({ ...each, position, company: await companyAt(position, facts) });
  }
  return settled;
}

/** Whether something that people share was decided by the mere passing of days since a calculation began. */
export async function settledSince(
  tx: Transaction,
  calculation: bigint,
  rulebook: Rulebook,
): Promise<boolean> {
  const { timeZone } = rulebook.facts;
  const then = decidedBefore(await calculationDay(tx, calculation, timeZone), rulebook);
  return decidedBefore(await dayNow(tx, timeZone), rulebook).length !== then.length;
}
