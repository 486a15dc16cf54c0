import type { ChangeTransaction } from '../../../platform/database/transaction.js';
import { differencesOf, type Answer } from '../deciding/answer.js';
import { questionLists, rulingId, type Question, type StoredRuling } from './question.js';

/** An answer to be recorded, and the one that it takes the place of. */
export interface NewRuling {
  readonly question: Question;
  readonly answer: Answer;
  readonly before: StoredRuling | null;
}

/** Records answers under the entry of this change, with what they were given by; their questions are held. */
export async function writeRulings(
  tx: ChangeTransaction,
  rulings: readonly NewRuling[],
  position: bigint,
): Promise<void> {
  const rows = rulings.map(({ question, answer, before }) => {
    const { versionFrom, ...said } = answer;
    const nth = (before?.nth ?? 0) + 1;
    const cause = before ? differencesOf(before, answer) : [];
    return { ...question, ...said, version_from: versionFrom, id: rulingId(question, nth), nth, cause };
  });
  await tx.query(
    `insert into engagement_ruling (id, kind, subject, decision, day, nth, entry, position, policy, version_from, version, phase, rule, because, exception,
       gives, lost, read, cause, people)
     select id, kind, subject, decision, day, nth, $2, $3, policy, version_from, version, phase, rule, because, exception, gives, lost, read, cause, people
     from jsonb_to_recordset($1::jsonb) row (id uuid, kind text, subject text, decision text, day date, nth integer, policy text, version_from date,
       version text, phase text, rule text, because text, exception text, gives jsonb, lost jsonb, read jsonb, cause jsonb, people text[])`,
    [JSON.stringify(rows), tx.entry.toString(), position],
  );
  await tx.query(
    `update engagement_question q set nth = told.nth, checked = greatest(q.checked, $6)
     from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::int[]) told (kind, subject, decision, day, nth)
     where (q.kind, q.subject, q.decision, q.day) = (told.kind, told.subject, told.decision, told.day)`,
    [...questionLists(rulings.map(({ question }) => question)), rows.map(({ nth }) => nth), position],
  );
}
