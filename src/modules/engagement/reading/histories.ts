import { writeDay, type Day } from '../../../engine/kernel/day.js';
import { KNOWN_ROW, latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** What stages and activities are of. */
export type Historied = 'account' | 'opportunity' | 'lead' | 'registration';

const KINDS: readonly Historied[] = ['account', 'opportunity', 'lead', 'registration'];

/** A stage that was reached. */
export interface StageReached {
  readonly day: string;
  readonly stage: string;
}

/** The stages of opportunities and leads by `historyKey`, in the order in which they were reached. */
export async function readStages(
  tx: Transaction,
  position: bigint,
  of: { readonly opportunities: readonly string[]; readonly leads: readonly string[] },
): Promise<ReadonlyMap<string, readonly StageReached[]>> {
  const stages = new Map<string, StageReached[]>();
  if (of.opportunities.length + of.leads.length === 0) return stages;
  const found = '(fact.opportunity = any($2::text[]) or fact.lead = any($3::text[]))';
  const rows = await tx.query<StageReached & { opportunity: string | null; lead: string | null }>(
    `select opportunity, lead, reached_on::text as day, stage from (${latestOfFound('stage_reached', found)}) known
     order by reached_on, sequence`,
    [position, of.opportunities, of.leads],
  );
  for (const { opportunity, lead, day, stage } of rows) {
    const key =
      opportunity === null ? historyKey('lead', lead ?? '') : historyKey('opportunity', opportunity);
    stages.set(key, [...(stages.get(key) ?? []), { day, stage }]);
  }
  return stages;
}

/** A question for the last activity on something up to a day; `nth` is who asks. */
export interface ActivityAsked {
  readonly nth: number;
  readonly of: Historied;
  readonly id: string;
  readonly day: Day;
}

/** SQL of the last known activity on what is asked about, of one kind: found from its day back by index, however many there are. */
const lastOf = (kind: Historied): string => `
  select asked.nth, asked.as_kind, last.day from asked cross join lateral (
    select fact.happened_on as day from activity fact
    where fact.${kind} = asked.id and fact.happened_on <= asked.day and not fact.withdrawn and ${KNOWN_ROW} and not exists (
      select from activity again where again.id = fact.id and (again.revision, again.nth) > (fact.revision, fact.nth)
        and ${KNOWN_ROW.replaceAll('fact.', 'again.')})
    order by fact.happened_on desc limit 1) last
  where asked.kind = '${kind}'`;

const LAST_ACTIVITIES = `
  with asked as (select * from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::date[]) asked (nth, as_kind, kind, id, day))
  select nth, as_kind, max(day)::text as day from (${KINDS.map(lastOf).join(' union all ')}) found group by nth, as_kind`;

/** The last day of any activity, by who asks and what for; of several things that one asks for, the last of all. */
export async function readLastActivities(
  tx: Transaction,
  position: bigint,
  asked: readonly (ActivityAsked & { readonly as: Historied })[],
): Promise<ReadonlyMap<string, string>> {
  if (asked.length === 0) return new Map();
  const rows = await tx.query<{ nth: number; as_kind: string; day: string }>(LAST_ACTIVITIES, [
    position,
    asked.map(({ nth }) => nth),
    asked.map((each) => each.as),
    asked.map(({ of }) => of),
    asked.map(({ id }) => id),
    asked.map(({ day }) => writeDay(day)),
  ]);
  return new Map(rows.map(({ nth, as_kind, day }) => [activityKey(nth, as_kind as Historied), day]));
}

/** Names who asks for the last activity, and what for. */
export function activityKey(nth: number, as: Historied): string {
  return `${nth} ${as}`;
}

/** Names something that has a history. */
export function historyKey(kind: Historied, id: string): string {
  return `${kind} ${id}`;
}
