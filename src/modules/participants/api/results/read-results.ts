import { latestKnown } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../../platform/graphql/schema/cursor.js';
import { positionNow } from '../read-participants.js';
import type { ReportedResultType } from './result.type.js';

/** Which results; null lets all through. */
export interface ResultFilter {
  readonly measure: string | null;
  readonly of: string | null;
  readonly participant: string | null;
  readonly team: string | null;
  readonly from: string | null;
  readonly until: string | null;
}

/** A result with the last of its sort keys. */
export type ResultRow = ReportedResultType & { readonly key: string };

const COLUMNS =
  'id, external_id, source, measure, participant, team, effective_from, effective_until, dated_on, amount, unit';
const OF = `case when fact.participant is not null then 'participant' when fact.team is not null then 'team' else 'company' end`;
const FOUND = `
  from (${latestKnown('result', COLUMNS)}) fact
  where ($2::text is null or fact.measure = $2) and ($3::text is null or ${OF} = $3)
    and ($4::text is null or fact.participant = $4) and ($5::text is null or fact.team = $5)
    and ($6::date is null or fact.effective_until > $6) and ($7::date is null or fact.effective_from < $7)`;
const KEYS = 'fact.effective_from, fact.external_id collate "C", fact.id';

/** A page of results by first day and id, as far as the actor sees them. */
export async function readResultPage(
  tx: Transaction,
  filter: ResultFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<ResultRow[]> {
  return await tx.query<ResultRow>(
    `select fact.id as key, fact.external_id as id, fact.source, fact.measure, ${OF} as of, fact.participant as "participantId", fact.team,
       fact.effective_from as from, fact.effective_until as until, fact.dated_on as date, fact.amount, fact.unit
     ${FOUND} and ($8::date is null or (${KEYS}) > ($8::date, $9::text collate "C", $10::uuid)) order by ${KEYS} limit $11`,
    [...(await valuesOf(tx, filter)), ...(after ?? [null, null, null]), limit],
  );
}

/** How many results a filter lets through. */
export async function countResults(tx: Transaction, filter: ResultFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count ${FOUND}`,
    await valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

async function valuesOf(tx: Transaction, filter: ResultFilter): Promise<(string | null)[]> {
  const { measure, of, participant, team, from, until } = filter;
  return [await positionNow(tx), measure, of, participant, team, from, until];
}
