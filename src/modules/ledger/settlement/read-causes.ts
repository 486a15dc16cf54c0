import { FIRST_DAY, readDay, type Day } from '../../../engine/kernel/day.js';
import { WindowCauses, type ChangedFact } from '../../../engine/steps/settle/name-causes.js';
import type { Causes } from '../../../engine/model/ledger.js';
import { readCopy } from '../../../platform/database/copy/copy-reader.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { CHANGED_BOOKINGS, CHANGED_FACTS } from '../facts-since.sql.js';
import { FACTS_OF_CHUNK, touchedBookings } from './causes.sql.js';
import { holding, isFresh, type SettlingWindow } from './windows.js';

interface FactRow {
  readonly name: string;
  readonly participants: string[] | null;
  readonly from_day: string | null;
  readonly until_day: string | null;
}

/** What became known between two positions, put where the causes of differences are read from. */
export async function findChanges(
  tx: Transaction,
  since: { readonly from: bigint; readonly to: bigint },
): Promise<void> {
  const columns = 'name, participants, from_day, until_day';
  await tx.query(`insert into settling_booking ${CHANGED_BOOKINGS}`, [since.from, since.to]);
  await tx.query(
    `insert into settling_fact select row_number() over (), ${columns} from (${CHANGED_FACTS}) f (${columns})`,
    [since.from, since.to],
  );
  await tx.query('create index on settling_booking (id)');
  await tx.query('analyze settling_booking; analyze settling_fact');
}

/** What of it caused the differences of a chunk's windows. The cause of a line that changed itself comes with the line. */
export async function readCauses(
  tx: Transaction,
  chunk: number,
  windows: readonly SettlingWindow[],
): Promise<Causes> {
  const facts = await tx.query<FactRow>(FACTS_OF_CHUNK, [chunk]);
  const causes = new WindowCauses(
    windows.filter((window) => !isFresh(window)),
    facts.map(changedFact),
  );
  await readCopy(tx.copyOut(touchedBookings(holding(windows))), 3, (row) =>
    causes.booking({ participant: row.text(0), name: row.text(1), date: row.date(2) }),
  );
  return causes.causes(() => undefined);
}

function changedFact({ name, participants, from_day, until_day }: FactRow): ChangedFact {
  const until: Day | undefined = until_day === null ? undefined : readDay(until_day);
  const from = from_day === null ? FIRST_DAY : (readDay(from_day) ?? FIRST_DAY);
  return { name, participants, from, until: until ?? null };
}
