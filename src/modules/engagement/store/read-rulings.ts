import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import { OTHER_DAY, type Answer, type Difference } from '../deciding/answer.js';
import { questionLists, type Question, type StoredRuling } from './question.js';

interface Row
  extends Question, Pick<Answer, 'policy' | 'version' | 'phase' | 'rule' | 'because' | 'exception'> {
  readonly id: string;
  readonly nth: number;
  readonly last: number;
  readonly entry: string;
  readonly position: string;
  readonly recorded: string;
  readonly checked: string;
  readonly actor: string;
  readonly version_from: string | null;
  readonly gives: Answer['gives'];
  readonly lost: Answer['lost'];
  readonly read: Answer['read'];
  readonly cause: readonly Difference[];
  readonly people: readonly string[];
}

/** Up to where a question holds: where nothing was told that it reads, it needed no second look. */
const CHECKED =
  'case when q.checked < q.touched then q.checked else greatest(q.checked, (select position from ruling_progress)) end';

/** Rulings with where they were recorded and whether they stand; row-level security leaves those that the actor sees. */
const RULINGS = `
  select r.id, r.kind, r.subject, r.decision, r.day::text as day, r.nth, r.entry, r.position, r.policy, r.version_from::text as version_from, r.version,
    r.phase, r.rule, r.because, r.exception, r.gives, r.lost, r.read, r.cause, r.people, q.nth as last, ${CHECKED} as checked, e.position as recorded, e.actor
  from engagement_ruling r
  join engagement_question q on (q.kind, q.subject, q.decision, q.day) = (r.kind, r.subject, r.decision, r.day)
  join audit_entry e on e.entry = r.entry`;

/** The answers that stand, by their questions. */
export async function readStanding(tx: Transaction, questions: readonly Question[]): Promise<StoredRuling[]> {
  const rows = await tx.query<Row>(
    `${RULINGS} join unnest($1::text[], $2::text[], $3::text[], $4::date[]) asked (kind, subject, decision, day)
       on (asked.kind, asked.subject, asked.decision, asked.day) = (r.kind, r.subject, r.decision, r.day)
     where r.nth = q.nth`,
    questionLists(questions),
  );
  return rows.map(rulingOf);
}

/** All answers to a question that were recorded up to a position, the latest first; up to now where none is named. */
export async function readAnswers(
  tx: Transaction,
  { kind, subject, decision, day }: Question,
  position: bigint | null,
): Promise<StoredRuling[]> {
  const rows = await tx.query<Row>(
    `${RULINGS} where (r.kind, r.subject, r.decision, r.day) = ($1, $2, $3, $4::date) and ($5::bigint is null or e.position <= $5)
     order by r.nth desc`,
    [kind, subject, decision, day, position],
  );
  return rows.map(rulingOf);
}

/** Which rulings are listed. */
export interface RulingFilter {
  readonly kind: string | null;
  readonly subject: string | null;
  readonly decision: string | null;
  /** Those alone that have no answer: the exception queue. */
  readonly exceptions: boolean;
  /** Also those that a later answer took the place of. */
  readonly superseded: boolean;
}

const WANTED = `($1::text is null or r.kind = $1) and ($2::text is null or r.subject = $2) and ($3::text is null or r.decision = $3)
  and (not $4 or r.exception is not null and r.exception <> '${OTHER_DAY}') and ($5 or r.nth = q.nth)`;

function values({ kind, subject, decision, exceptions, superseded }: RulingFilter): unknown[] {
  return [kind, subject, decision, exceptions, superseded];
}

/** A page of rulings, the latest recorded first. */
export async function listRulings(
  tx: Transaction,
  filter: RulingFilter,
  { after, limit }: { readonly after: CursorKeys | null; readonly limit: number },
): Promise<StoredRuling[]> {
  const rows = await tx.query<Row>(
    `${RULINGS} where ${WANTED} and ($6::bigint is null or (r.entry, r.id) < ($6::bigint, $7::uuid)) order by r.entry desc, r.id desc limit $8`,
    [...values(filter), ...(after ?? [null, null]), limit],
  );
  return rows.map(rulingOf);
}

/** How many there are. */
export async function countRulings(tx: Transaction, filter: RulingFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (${RULINGS} where ${WANTED}) found`,
    values(filter),
  );
  return row?.count ?? 0;
}

function rulingOf(row: Row): StoredRuling {
  const { last, entry, position, recorded, checked, actor, version_from: versionFrom, ...own } = row;
  return {
    ...own,
    versionFrom,
    stands: own.nth === last,
    entry: BigInt(entry),
    position: BigInt(position),
    recorded: BigInt(recorded),
    checked: BigInt(checked),
    recordedBy: actor,
  };
}
