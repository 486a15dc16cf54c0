import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import { latestOfFew } from '../../deals/deals.service.js';
import { isRequestId } from './read-requests.js';
import type { Sees } from './sees.js';

/** Which requests are listed. */
export interface RequestFilter {
  /** `mine`: I am asked; `team`: somebody of my team submits or sells; `overdue`: time is up; `to-review`: a level was passed over and nobody looked at it; null: all that one sees. */
  readonly of: 'mine' | 'team' | 'overdue' | 'to-review' | null;
  readonly deal: string | null;
  readonly standing: string | null;
}

/** SQL: the days on which the actor sees pay of somebody, as row-level security has it. */
const seenOn = (person: string): string =>
  `coalesce(((select team_seen()) ->> ${person})::datemultirange @> r.submitted_at::date, false)`;

/** SQL: the delegations to `$2` in force today, where the company is. */
const DELEGATED = `(${latestKnown('approval_delegation', 'giver, deputy, matrix, most, currency, effective_from, effective_until').replaceAll('$1', 'last_position()')}) d
  where d.deputy = $2::text and daterange(d.effective_from, d.effective_until) @> company_day()`;

/** SQL: those for whom `$2` stands in today, by delegations without a limit or with one; read once for a statement, as they hang on no row. */
const stoodInFor = (is: 'null' | 'not null'): string =>
  `array(select d.giver from ${DELEGATED} and coalesce(d.matrix, d.most::text) is ${is})`;

/** SQL: whether `$2` is asked at a step `s` of the request `r`, or somebody for whom they may decide it. */
export const ASKED = `(s.people && (${stoodInFor('null')} || $2::text) or (s.people && ${stoodInFor('not null')}
  and exists (select from ${DELEGATED} and d.giver = any(s.people) and delegation_reaches(d.matrix, d.most, d.currency, r))))`;

/** SQL: whether the actor sees the request `r`; $1 all, $2 own. Who decides a step, or stood in, sees it for ever. */
export const SEEN = `($1::boolean or ${seenOn('r.submitter')} or ${seenOn('r.seller')}
  or exists (select from approval_step s where s.request = r.id and ${ASKED})
  or exists (select from approval_event e where e.request = r.id and $2::text in (e.actor, e.acting_for)))`;

/** SQL: what was last said of passing over the step `s`. */
const LAST_OVERRIDE = `select e.event, e.detail from approval_event e
  where e.request = s.request and e.step = s.step and e.event in ('OVERRIDE', 'OVERRIDE_ASKED', 'OVERRIDE_REVIEWED') order by e.sequence desc limit 1`;

/** SQL: whether the step `s` is passed over once `$2` agrees. */
const MUST_AGREE = `exists (select from (${LAST_OVERRIDE}) o where o.event = 'OVERRIDE_ASKED' and o.detail ->> 'second' = $2::text)`;

/** SQL: whether a level of the request `r` was passed over, and nobody has looked at that. */
const TO_REVIEW = `exists (select from approval_step s where s.request = r.id and s.standing = 'OVERRIDDEN'
  and exists (select from (${LAST_OVERRIDE}) o where o.event = 'OVERRIDE'))`;

/** SQL: the filter; $3 people, $4 of, $5 deal, $6 standing. */
const WANTED = `($5::text is null or r.deal = $5) and ($6::text is null or r.standing = $6) and case $4::text
  when 'mine' then exists (select from approval_step s where s.request = r.id and s.standing = 'REQUESTED' and (${ASKED} or ${MUST_AGREE}))
  when 'team' then r.submitter = any($3::text[]) or r.seller = any($3::text[])
  when 'overdue' then exists (select from approval_step s where s.request = r.id and s.standing = 'REQUESTED' and s.due_at <= clock_timestamp())
  when 'to-review' then ${TO_REVIEW}
  else true end`;

function values({ all, own, people }: Sees, { of, deal, standing }: RequestFilter): unknown[] {
  return [all, own, [...people], of, deal, standing];
}

/** Ids of a page of requests, the latest submitted first, with the keys of their order. */
export async function listRequests(
  tx: Transaction,
  { sees, filter }: { readonly sees: Sees; readonly filter: RequestFilter },
  { after, limit }: { readonly after: CursorKeys | null; readonly limit: number },
): Promise<{ id: string; at: string }[]> {
  return await tx.query(
    `select r.id, (extract(epoch from r.submitted_at) * 1000)::bigint::text as at from approval_request r where ${SEEN} and ${WANTED}
       and ($7::text is null or ((extract(epoch from r.submitted_at) * 1000)::bigint, r.id) < ($7::bigint, $8::uuid))
     order by (extract(epoch from r.submitted_at) * 1000)::bigint desc, r.id desc limit $9`,
    [...values(sees, filter), ...(after ?? [null, null]), limit],
  );
}

/** How many there are. */
export async function countRequests(tx: Transaction, sees: Sees, filter: RequestFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from approval_request r where ${SEEN} and ${WANTED}`,
    values(sees, filter),
  );
  return row?.count ?? 0;
}

/** Requests of which a level was passed over and nobody has looked at that, the first submitted first. */
export async function requestsToReview(tx: Transaction): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select r.id from approval_request r where ${TO_REVIEW} order by r.submitted_at, r.id`,
  );
  return rows.map(({ id }) => id);
}

/** The requests among these that the actor sees. */
export async function seenAmong(tx: Transaction, sees: Sees, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select r.id from approval_request r where ${SEEN} and r.id = any($3::uuid[])`,
    [sees.all, sees.own, ids.filter(isRequestId)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The requests among these that the person is asked to decide, or decided, for themselves or for somebody else. */
export async function decidedAmong(
  tx: Transaction,
  own: string | null,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `select r.id from approval_request r
     where r.id = any($1::uuid[]) and (exists (select from approval_step s where s.request = r.id and ${ASKED})
       or exists (select from approval_event e where e.request = r.id and e.event in ('APPROVE', 'REJECT', 'OVERRIDE') and e.actor = $2::text))`,
    [ids, own],
  );
  return new Set(rows.map(({ id }) => id));
}

/** SQL: whether the deal of the request `r` is lost, or not known any more. */
const LOST = `not exists (select from (${latestOfFew('deal', 'fact.external_id = r.deal').replaceAll('$1', '(select last_position())')}) d
  where d.standing <> 'lost')`;

/** Requests with a step that is late, an approval that has run out, or a deal that was lost or withdrawn. */
export async function dueRequests(
  tx: Transaction,
  { but, most, at }: { readonly but: readonly string[]; readonly most: number; readonly at: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select r.id from approval_request r where r.ended_at is null and r.id <> all($2::uuid[]) and (
       ${LOST} or r.valid_until <= to_timestamp($3::bigint / 1000.0)
       or exists (select from approval_step s where s.request = r.id and s.standing = 'REQUESTED' and s.due_at <= to_timestamp($3::bigint / 1000.0)))
     order by r.submitted_at limit $1`,
    [most, [...but], at],
  );
  return rows.map(({ id }) => id);
}

/** What levels and rows of each matrix brought between two moments, of the requests that the actor sees. */
export async function readLoad(
  tx: Transaction,
  sees: Sees,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<
  {
    of: string;
    id: string;
    matrix: string;
    asked: number;
    open: number;
    late: number;
    rejected: number;
    medianMinutes: number | null;
  }[]
> {
  return await tx.query(
    `with asked as (
       select s.*, r.matrix from approval_step s join approval_request r on r.id = s.request
       where ${SEEN} and s.asked_at >= $3 and s.asked_at < $4
     ), counted as (
       select 'level' as of, level as id, * from asked
       union all
       select 'row', reason ->> 'row', asked.* from asked join lateral (
         select e.detail from approval_event e where e.request = asked.request and e.event = 'EVALUATED' order by e.sequence desc limit 1
       ) evaluated on true, jsonb_array_elements(evaluated.detail -> 'steps' -> asked.step -> 'requirement' -> 'reasons') reason
     )
     select of, id, matrix, count(*)::int as asked, count(*) filter (where standing = 'REQUESTED')::int as open,
       count(*) filter (where standing = 'REQUESTED' and due_at <= clock_timestamp())::int as late,
       count(*) filter (where standing = 'REJECTED')::int as rejected,
       (percentile_cont(0.5) within group (order by extract(epoch from decided_at - asked_at) / 60)
         filter (where decided_at is not null))::int as "medianMinutes"
     from counted group by of, id, matrix order by of, id collate "C", matrix collate "C"`,
    [sees.all, sees.own, from, until],
  );
}
