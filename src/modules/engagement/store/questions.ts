import { TELLING } from '../../../platform/database/telling.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { KindName } from '../../bookings/import.service.js';
import { questionLists, type Question } from './question.js';

const KEY = '(kind, subject, decision, day)';

/** Notes questions that were never asked, and holds them all to the end of the transaction, in one order. */
export async function holdQuestions(tx: Transaction, questions: readonly Question[]): Promise<void> {
  await tx.query(
    `insert into engagement_question (kind, subject, decision, day, checked)
     select distinct asked.*, 0 from unnest($1::text[], $2::text[], $3::text[], $4::date[]) asked order by 1, 2, 3, 4
     on conflict do nothing`,
    questionLists(questions),
  );
  await tx.query(
    `select nth from engagement_question where ${KEY} in (select * from unnest($1::text[], $2::text[], $3::text[], $4::date[]))
     order by kind, subject, decision, day for update`,
    questionLists(questions),
  );
}

/**
 * Questions after this one that were not looked at since a position, in their order, held to the end of the transaction; those that somebody else holds
 * are left to them.
 */
export async function holdUnchecked(
  tx: Transaction,
  {
    since,
    after,
    most,
  }: { readonly since: ToldUntil; readonly after: Question | null; readonly most: number },
): Promise<Question[]> {
  const from = after ? [after.kind, after.subject, after.decision, after.day] : ['', '', '', '-infinity'];
  return await tx.query<Question>(
    `select kind, subject, decision, day::text as day from engagement_question
     where checked < case kind when 'booking' then $1::bigint when 'dispute' then $8::bigint else $2::bigint end and nth > 0
       and ${KEY} > ($3, $4, $5, $6::date)
     order by kind, subject, decision, day limit $7 for update skip locked`,
    [since.bookings, since.others, ...from, most, since.disputes],
  );
}

/** Says up to where questions were looked at; never back. */
export async function markChecked(
  tx: Transaction,
  questions: readonly Question[],
  position: bigint,
): Promise<void> {
  await tx.query(
    `update engagement_question set checked = greatest(checked, $5)
     where ${KEY} in (select * from unnest($1::text[], $2::text[], $3::text[], $4::date[]))`,
    [...questionLists(questions), position],
  );
}

/** Kinds of files that no ruling reads anything of. */
const NEVER_READ: readonly KindName[] = [
  'absences',
  'quotas',
  'results',
  'events',
  'fx-rates',
  'deal-lines',
  'approver-groups',
  'delegations',
];
/** Kinds that rulings read where a policy reads facts of people. */
const OF_PEOPLE: readonly KindName[] = ['participants', 'assignments'];
/** Kinds that rulings on bookings alone read. */
const OF_BOOKINGS: readonly KindName[] = [
  'bookings',
  'territories',
  'territory-holders',
  'territory-heads',
  'credit-rulings',
  'deals',
];

/**
 * The last positions at which rules, or facts that rulings read, were told: what was looked at since then needs no second look. What an entry does not say is
 * taken for something that matters. Entries up to where every question was looked at are not read: they matter to none.
 */
export async function lastTold(tx: Transaction, readsPeople: boolean): Promise<ToldUntil> {
  const never = readsPeople ? NEVER_READ : [...NEVER_READ, ...OF_PEOPLE];
  const [row] = await tx.query<{ bookings: string | null; others: string | null; disputes: string | null }>(
    `select max(position) as bookings, max(position) filter (where kind is null or kind <> all($3::text[])) as others,
       (select max(position) from audit_entry where action like 'dispute.%') as disputes from (
       select position, case when action = any($4::text[]) then after ->> 'kind' when action = $5 then 'bookings' end as kind
       from audit_entry where action = any($1::text[]) and position > (select min(checked) from engagement_question where nth > 0)
     ) told where kind is null or kind <> all($2::text[])`,
    [Object.values(TELLING), never, OF_BOOKINGS, [TELLING.import, TELLING.undo], TELLING.clear],
  );
  const [bookings, own] = [BigInt(row?.bookings ?? 0), BigInt(row?.disputes ?? 0)];
  return { bookings, others: BigInt(row?.others ?? 0), disputes: own > bookings ? own : bookings };
}

/** Up to where something was told that rulings on bookings read, those on disputes of them, and other rulings. */
export interface ToldUntil {
  readonly bookings: bigint;
  readonly others: bigint;
  readonly disputes: bigint;
}
