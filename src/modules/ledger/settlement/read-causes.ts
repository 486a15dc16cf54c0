import { FIRST_DAY, readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import { sharedSpiffs } from '../../../engine/rulebook/reads/shared-spiffs.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import {
  WindowCauses,
  type ChangedFact,
  type SharedBooking,
} from '../../../engine/steps/settle/name-causes.js';
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
  { windows, rulebook }: { readonly windows: readonly SettlingWindow[]; readonly rulebook: Rulebook },
): Promise<Causes> {
  const facts = await tx.query<FactRow>(FACTS_OF_CHUNK, [chunk]);
  const causes = new WindowCauses(
    windows.filter((window) => !isFresh(window)),
    facts.map(changedFact),
    await sharedBookings(tx, windows, rulebook),
  );
  await readCopy(tx.copyOut(touchedBookings(holding(windows))), 3, (row) =>
    causes.booking({ participant: row.text(0), name: row.text(1), date: row.date(2) }),
  );
  return causes.causes(() => undefined);
}

/** Bookings that changed on the days of a SPIFF which several people share, for each of its incentives that a window is of. */
async function sharedBookings(
  tx: Transaction,
  windows: readonly SettlingWindow[],
  rulebook: Rulebook,
): Promise<readonly SharedBooking[]> {
  const asked = new Set(windows.filter((window) => !isFresh(window)).map(({ key }) => key.incentive));
  const found: SharedBooking[] = [];
  for (const { effective, incentives } of sharedSpiffs(rulebook)) {
    const mine = incentives.filter(({ id }) => asked.has(id));
    if (mine.length === 0) continue;
    const rows = await tx.query<{ name: string }>(
      `select distinct name from settling_booking
       where booked_on >= $1::date and ($2::date is null or booked_on < $2::date) order by name limit 1000`,
      [writeDay(effective.from), effective.until === null ? null : writeDay(effective.until)],
    );
    found.push(...mine.flatMap(({ id }) => rows.map(({ name }) => ({ incentive: id, name }))));
  }
  return found;
}

function changedFact({ name, participants, from_day, until_day }: FactRow): ChangedFact {
  const until: Day | undefined = until_day === null ? undefined : readDay(until_day);
  const from = from_day === null ? FIRST_DAY : (readDay(from_day) ?? FIRST_DAY);
  return { name, participants, from, until: until ?? null };
}
