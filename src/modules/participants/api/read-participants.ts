import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { CursorKeys } from '../../../platform/graphql/schema/cursor.js';
import type { StoredFacts } from '../company/typed-facts.js';

/** Which participants; null lets everybody through. */
export interface ParticipantFilter {
  readonly search: string | null;
  readonly plan: string | null;
  readonly manager: string | null;
  readonly activeOn: string | null;
}

/** Somebody with a name; the rest is null where the actor sees nothing of their pay. */
export interface ParticipantRow {
  readonly participant: string;
  readonly name: string;
  readonly hired: string | null;
  readonly left_on: string | null;
  readonly payroll_id: string | null;
  readonly legal_entity: string | null;
  readonly cost_centre: string | null;
  readonly pay_currency: string | null;
  readonly email: string | null;
  readonly attributes: StoredFacts | null;
}

const OWN = 'hired, left_on, payroll_id, legal_entity, cost_centre, pay_currency, email, attributes';

const NAMED = `
  from people_named() named
  where ($2::text is null or position(lower($2) in lower(named.participant)) > 0 or position(lower($2) in lower(named.name)) > 0)
    and (coalesce($3, $4, $5::text) is null or exists (
      select from (${latestKnown('assignment', 'participant, plan, manager, effective_from, effective_until')}) seat
      where seat.participant = named.participant and ($3::text is null or seat.plan = $3)
        and ($4::text is null or seat.manager = $4)
        and ($5::date is null or daterange(seat.effective_from, seat.effective_until) @> $5::date)))`;

/** The position last reached: facts known at it are facts as known now. */
export async function positionNow(tx: Transaction): Promise<string> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return row?.position ?? '0';
}

/** A page of participants by id, with what the actor may see of each. */
export async function readParticipantPage(
  tx: Transaction,
  filter: ParticipantFilter,
  { after, limit }: { after: CursorKeys | null; limit: number },
): Promise<ParticipantRow[]> {
  return await tx.query<ParticipantRow>(
    `with page as (
       select named.participant, named.name ${NAMED} and ($6::text is null or named.participant collate "C" > $6 collate "C")
       order by named.participant collate "C" limit $7)
     ${withOwn('page')} order by page.participant collate "C"`,
    [...(await valuesOf(tx, filter)), after?.[0] ?? null, limit],
  );
}

/** How many participants a filter lets through. */
export async function countParticipants(tx: Transaction, filter: ParticipantFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count ${NAMED}`,
    await valuesOf(tx, filter),
  );
  return row?.count ?? 0;
}

/** Participants by their ids, those that there are. */
export async function readParticipants(tx: Transaction, ids: readonly string[]): Promise<ParticipantRow[]> {
  return await tx.query<ParticipantRow>(
    `with page as (select * from people_named() named where named.participant = any($2::text[])) ${withOwn('page')}`,
    [await positionNow(tx), ids],
  );
}

/** Who reports on a day to each of some people, as `[manager, participant]`. */
export async function readReports(
  tx: Transaction,
  managers: readonly string[],
  on: string,
): Promise<{ manager: string; participant: string }[]> {
  return await tx.query(
    `select distinct seat.manager, seat.participant collate "C" as participant
     from (${latestKnown('assignment', 'participant, manager, effective_from, effective_until')}) seat
     where seat.manager = any($2::text[]) and daterange(seat.effective_from, seat.effective_until) @> $3::date
     order by seat.manager, seat.participant collate "C"`,
    [await positionNow(tx), managers, on],
  );
}

function withOwn(page: string): string {
  const columns = OWN.split(', ').map((name) => `own.${name}`);
  return `select ${page}.participant, ${page}.name, ${columns.join(', ')} from ${page}
    left join (${latestKnown('participant', `external_id, ${OWN}`)}) own on own.external_id = ${page}.participant`;
}

async function valuesOf(
  tx: Transaction,
  { search, plan, manager, activeOn }: ParticipantFilter,
): Promise<unknown[]> {
  return [await positionNow(tx), search, plan, manager, activeOn];
}
