import { latestKnown } from '../../../../platform/database/known.js';
import { TELLING } from '../../../../platform/database/telling.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { reachOf, tableOf } from './told-kinds.js';
import { touchedSubjects, type Reads } from './touched.sql.js';

/** What is read by the rules in force, which says how far what was told reaches. */
export interface Reaching extends Reads {
  /** Facts of people. */
  readonly people: boolean;
}

interface Told {
  readonly entry: string;
  readonly action: string;
  readonly kind: string | null;
}

const PUBLISHED: readonly string[] = [TELLING.publish, TELLING.publishVersion, TELLING.retireVersion];
const OF_A_KIND: readonly string[] = [TELLING.import, TELLING.undo];

/**
 * Marks the questions that read anything of what was told since this was done last, so that they are decided again, and no others. Rules that were published,
 * and facts that anything may read, touch all. Who comes second finds it done; a question that is being asked waits for it, or it for that.
 */
export async function touchQuestions(tx: Transaction, reads: Reaching): Promise<void> {
  const [progress] = await tx.query<{ position: string | null }>(
    'select position from ruling_progress for update',
  );
  const [last] = await tx.query<{ position: string }>('select last_position() as position');
  const [since, now] = [progress?.position ?? null, last?.position ?? '0'];
  if (since === now) return;
  const told = since === null ? [] : await readTold(tx, since, now);
  const reach = (each: Told): ReturnType<typeof reachOf> => {
    if (PUBLISHED.includes(each.action)) return 'everything';
    return OF_A_KIND.includes(each.action) ? reachOf(each.kind ?? '', reads.people) : 'own';
  };
  const [everything, bookings] = (['everything', 'bookings'] as const).map((far) =>
    told.some((each) => reach(each) === far),
  );
  const own = told.filter((each) => reach(each) === 'own');
  if (since === null || everything || (await flipsNamed(tx, own, now))) await touchAll(tx, now, ALL);
  else {
    if (bookings) await touchAll(tx, now, OF_BOOKINGS);
    if (own.length > 0) await touchOwn(tx, now, { own, reads });
  }
  await tx.query('update ruling_progress set position = $1', [now]);
}

/** Holds back `touchQuestions` to the end of the transaction: what is told until then touches questions that are asked in it. */
export async function holdTouching(tx: Transaction): Promise<void> {
  await tx.query('select from ruling_progress for share');
}

const ALL = 'true';
const OF_BOOKINGS = `kind in ('booking', 'dispute')`;

async function touchAll(tx: Transaction, now: string, which: string): Promise<void> {
  await tx.query(
    `update engagement_question set touched = $1 where nth > 0 and touched < $1::bigint and ${which}`,
    [now],
  );
}

/** Entries that told something between two positions, in their order. */
async function readTold(tx: Transaction, since: string, now: string): Promise<Told[]> {
  return await tx.query<Told>(
    `select entry, action, after ->> 'kind' as kind from audit_entry
     where (action = any($1::text[]) or action like 'dispute.%') and position > $2::bigint and position <= $3::bigint order by entry`,
    [Object.values(TELLING), since, now],
  );
}

/** From the first named account on all others are ordinary, and with the last one that is over: whether either came of these entries. */
async function flipsNamed(tx: Transaction, own: readonly Told[], now: string): Promise<boolean> {
  const tables = tablesOf(own);
  if (own.length === 0 || (tables !== null && !tables.has('named_account'))) return false;
  const again = 'select id from named_account where entry = any($2::bigint[])';
  const [row] = await tx.query<{ flips: boolean }>(
    `select exists (${again}) and not exists (
       select from (${latestKnown('named_account', 'id')}) known where known.id not in (${again})) as flips`,
    [now, await withUndone(tx, own)],
  );
  return row?.flips === true;
}

async function touchOwn(
  tx: Transaction,
  now: string,
  { own, reads }: { readonly own: readonly Told[]; readonly reads: Reads },
): Promise<void> {
  await tx.query(
    `update engagement_question q set touched = $2 from (${touchedSubjects(reads, tablesOf(own))}) found
     where q.kind = found.kind and q.subject = found.subject and q.nth > 0 and q.touched < $2::bigint`,
    [await withUndone(tx, own), now],
  );
}

/** The tables that entries told anything of, by their kinds; null where an entry of another sort may have told of any. */
function tablesOf(told: readonly Told[]): ReadonlySet<string> | null {
  if (!told.every(({ action }) => OF_A_KIND.includes(action) || action === TELLING.clear)) return null;
  return new Set(told.flatMap(({ action, kind }) => (action === TELLING.clear ? [] : [tableOf(kind ?? '')])));
}

/** Entries, and those that they undo. */
async function withUndone(tx: Transaction, told: readonly Told[]): Promise<string[]> {
  const entries = told.map(({ entry }) => entry);
  const undone = await tx.query<{ undone: string }>(
    'select undone from import_undo where entry = any($1::bigint[])',
    [entries],
  );
  return [...entries, ...undone.map((row) => row.undone)];
}
