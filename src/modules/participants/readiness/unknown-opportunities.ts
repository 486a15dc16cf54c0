import { writeDay, type Day } from '../../../engine/kernel/day.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { latestKnown, latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { ReadinessLine } from './readiness-line.js';

/** Opportunities that are named; where there are more, they mostly have one cause: their file. */
const MOST = 100;

/** An opportunity that bookings name, and the first of them. */
interface Named {
  readonly opportunity: string;
  readonly source: string;
  readonly booking: string;
  readonly bookings: number;
}

/**
 * Opportunities that bookings up to a day name and that nobody told: a policy that asks for facts of one finds them unknown, and the next rule decides. Nothing where
 * the catalogue knows no facts of opportunities, so that nobody asks for any. The transaction must see all bookings.
 */
export async function unknownOpportunities(
  tx: Transaction,
  { position, on, facts }: { readonly position: bigint; readonly on: Day; readonly facts: FactCatalogue },
): Promise<readonly ReadinessLine[]> {
  if (!facts.fields.some(({ name }) => name.startsWith('opportunity.'))) return [];
  const rows = await tx.query<Named>(
    `with line as (${latestOfFound('booking_line', `fact.attributes ? 'booking.opportunity'`)}),
       named as (select source, external_id, booked_on, attributes ->> 'booking.opportunity' as opportunity from line where booked_on <= $2)
     select opportunity, count(distinct (source, external_id))::int as bookings,
       (array_agg(source order by booked_on, source collate "C", external_id collate "C"))[1] as source,
       (array_agg(external_id order by booked_on, source collate "C", external_id collate "C"))[1] as booking
     from named where opportunity is not null
       and not exists (select from (${latestKnown('opportunity', 'external_id')}) told where told.external_id = opportunity)
     group by opportunity order by opportunity collate "C" limit $3`,
    [position.toString(), writeDay(on), MOST],
  );
  return rows.map(lineOf);
}

function lineOf({ opportunity, source, booking, bookings }: Named): ReadinessLine {
  const others = bookings - 1;
  const name = others === 0 ? 'names' : `and ${others} ${others === 1 ? 'other' : 'others'} name`;
  const message = `${booking} of ${source} ${name} the opportunity ${opportunity}, which nobody told: policies find its facts unknown.`;
  return { lacks: 'OPPORTUNITY', id: opportunity, message };
}
