import { writeDay, type Day } from '../../../engine/kernel/day.js';
import { readConstant } from '../../../engine/kernel/quantity.js';
import type { Ratio } from '../../../engine/kernel/ratio.js';
import type { CapAsked, OwnNumbers } from '../../../engine/rulebook/checks/limits/check-caps.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { literal } from './fact-sources.js';

const SEATS = latestKnown('assignment', 'participant, plan, attributes, effective_from, effective_until');
const QUOTAS = latestKnown('quota', 'participant, name, amount, unit, effective_from, effective_until');
const PEOPLE = latestKnown('participant', 'external_id, attributes');

interface Row {
  readonly place: number;
  readonly participant: string;
  readonly texts: readonly (string | null)[];
}

/**
 * What the people on each plan have of the attributes that a cap and the pay below it hang on, on each day of the version on which that may
 * change: dated, on the assignment, or of their own, as pay finds them.
 */
export async function capsAtHand(
  tx: Transaction,
  position: bigint,
  asked: readonly CapAsked[],
): Promise<readonly (readonly OwnNumbers[])[]> {
  if (asked.length === 0) return [];
  const rows = await tx.query<Row>(statement(asked), [position.toString()]);
  const held = asked.map((): OwnNumbers[] => []);
  for (const { place, participant, texts } of rows) {
    const currency = asked[place]?.currency ?? '';
    held[place]?.push({ participant, numbers: texts.map((text) => numberOf(text, currency)) });
  }
  return held;
}

/** The numbers of each name, by place, participant and the days on which one of them may be another. */
function statement(asked: readonly CapAsked[]): string {
  const names = [...new Set(asked.flatMap((each) => each.names))].map(literal).join(', ');
  return `with quotas as materialized (select * from (${QUOTAS}) quota where quota.name in (${names})),
     seats as (
       select asked.place, asked.names, seat.participant, seat.attributes,
         asked.days * daterange(seat.effective_from, seat.effective_until) as days
       from (values ${asked.map(question).join(', ')}) asked(place, plan, names, days)
       join (${SEATS}) seat on seat.plan = asked.plan
         and daterange(seat.effective_from, seat.effective_until) && asked.days
     ), changes as (
       select place, names, participant, attributes, lower(days) as day from seats
       union select place, names, seats.participant, attributes, quotas.effective_from from seats
         join quotas on quotas.participant = seats.participant and quotas.name = any(names) and quotas.effective_from <@ days
     ), numbers as (
       select place, changes.participant, day, nth, min(coalesce(
         quotas.amount::text || case when quotas.unit = '%' then '%' else ' ' || quotas.unit end,
         changes.attributes ->> asked.name, person.attributes ->> asked.name)) as text
       from changes cross join unnest(names) with ordinality asked(name, nth)
       left join quotas on quotas.participant = changes.participant and quotas.name = asked.name
         and day <@ daterange(quotas.effective_from, quotas.effective_until)
       left join (${PEOPLE}) person on person.external_id = changes.participant
       group by place, changes.participant, day, nth
     )
     select distinct place, participant, texts from (
       select place, participant, array_agg(text order by nth) as texts from numbers group by place, participant, day
     ) dated order by place, participant, texts`;
}

/** A number as pay reads it; nothing of money in another currency than the plan's. */
function numberOf(text: string | null, currency: string): Ratio | null {
  const read = text === null ? { fault: '' } : readConstant(text);
  if (!('quantity' in read)) return null;
  const { value, unit } = read.quantity;
  return unit.kind === 'money' && unit.currency !== currency ? null : value;
}

function question({ plan, names, on }: CapAsked, place: number): string {
  const day = (each: Day | null): string => (each === null ? 'null' : `${literal(writeDay(each))}::date`);
  const all = `array[${names.map(literal).join(', ')}]::text[]`;
  return `(${place}, ${literal(plan)}, ${all}, daterange(${day(on.from)}, ${day(on.until)}))`;
}
