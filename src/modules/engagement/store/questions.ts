import type { Transaction } from '../../../platform/database/transaction.js';
import { questionLists, type Question } from './question.js';
import { holdTouching } from './touching/touch-questions.js';

const KEY = '(kind, subject, decision, day)';

/** Notes questions that were never asked, and holds them all to the end of the transaction, in one order. */
export async function holdQuestions(tx: Transaction, questions: readonly Question[]): Promise<void> {
  await holdTouching(tx);
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
 * Questions after this one of which something was told since they were looked at, in their order, held to the end of the transaction; those that somebody else
 * holds are left to them.
 */
export async function holdTouched(
  tx: Transaction,
  { after, most }: { readonly after: Question | null; readonly most: number },
): Promise<Question[]> {
  const from = after ? [after.kind, after.subject, after.decision, after.day] : ['', '', '', '-infinity'];
  return await tx.query<Question>(
    `select kind, subject, decision, day::text as day from engagement_question
     where checked < touched and nth > 0 and ${KEY} > ($1, $2, $3, $4::date)
     order by kind, subject, decision, day limit $5 for update skip locked`,
    [...from, most],
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
