import { writeDay, type Day } from '../../../engine/kernel/day.js';
import { latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** What stages and activities are of. */
export type Historied = 'account' | 'opportunity' | 'lead' | 'registration';

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

/** The last day of any activity, by who asks and what for; of several things that one asks for, the last of all. */
export async function readLastActivities(
  tx: Transaction,
  position: bigint,
  asked: readonly (ActivityAsked & { readonly as: Historied })[],
): Promise<ReadonlyMap<string, string>> {
  if (asked.length === 0) return new Map();
  const kinds: readonly Historied[] = ['account', 'opportunity', 'lead', 'registration'];
  const ids = kinds.map((kind) => asked.filter(({ of }) => of === kind).map(({ id }) => id));
  const found = kinds.map((kind, at) => `fact.${kind} = any($${at + 2}::text[])`).join(' or ');
  const on = kinds.map((kind) => `asked.kind = '${kind}' and known.${kind} = asked.id`).join(' or ');
  const rows = await tx.query<{ nth: number; as_kind: string; day: string }>(
    `select asked.nth, asked.as_kind, max(known.happened_on)::text as day
     from (${latestOfFound('activity', `(${found})`)}) known
     join unnest($6::int[], $7::text[], $8::text[], $9::text[], $10::date[]) asked (nth, as_kind, kind, id, day) on (${on})
     where known.happened_on <= asked.day group by asked.nth, asked.as_kind`,
    [
      position,
      ...ids,
      asked.map(({ nth }) => nth),
      asked.map((each) => each.as),
      asked.map(({ of }) => of),
      asked.map(({ id }) => id),
      asked.map(({ day }) => writeDay(day)),
    ],
  );
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
