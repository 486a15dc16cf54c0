import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { QuotaAsked, QuotaHeld } from '../../../engine/rulebook/checks/money/check-quotas.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { literal } from './fact-sources.js';

const SEATS = latestKnown('assignment', 'participant, plan, attributes, effective_from, effective_until');
const QUOTAS = latestKnown('quota', 'participant, name, effective_from, effective_until');
const PEOPLE = latestKnown('participant', 'external_id, attributes');

/** How many people are on each plan on a day of the version, and how many of them have the quota that day: on the assignment, dated, or of their own. */
export async function quotasAtHand(
  tx: Transaction,
  position: bigint,
  asked: readonly QuotaAsked[],
): Promise<readonly QuotaHeld[]> {
  if (asked.length === 0) return [];
  const rows = await tx.query<QuotaHeld & { readonly place: number }>(
    `select asked.place, count(distinct seat.participant)::integer as people,
       count(distinct seat.participant) filter (where seat.attributes ->> asked.name is not null
         or exists (
           select from (${QUOTAS}) quota where quota.participant = seat.participant and quota.name = asked.name
             and daterange(quota.effective_from, quota.effective_until) && (asked.days * seat.days))
         or exists (
           select from (${PEOPLE}) person where person.external_id = seat.participant
             and person.attributes ->> asked.name is not null))::integer as having
     from (values ${asked.map(question).join(', ')}) asked(place, plan, name, days)
     join (select seat.*, daterange(seat.effective_from, seat.effective_until) as days from (${SEATS}) seat) seat
       on seat.plan = asked.plan and seat.days && asked.days
     group by asked.place`,
    [position.toString()],
  );
  const held = new Map(rows.map((row) => [row.place, row]));
  return asked.map((_, place) => held.get(place) ?? { people: 0, having: 0 });
}

function question({ plan, name, on }: QuotaAsked, place: number): string {
  const day = (each: Day | null): string => (each === null ? 'null' : `${literal(writeDay(each))}::date`);
  return `(${place}, ${literal(plan)}, ${literal(name)}, daterange(${day(on.from)}, ${day(on.until)}))`;
}
