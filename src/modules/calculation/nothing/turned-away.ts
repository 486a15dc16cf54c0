import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { LatestCalculation } from '../reading/latest-calculation.js';
import type { SeenLines } from '../rulings/other-bookings.js';
import { lineKey } from '../../engagement/rulings.service.js';

/** A line that a rule of engagement gave somebody, and their plan did not take. */
export interface TurnedAway {
  readonly participant: string;
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly booked_on: string;
  readonly code: string;
  readonly reason: string;
}

/** Lines that are told of; of the rest, how many. */
const MOST = 3;

/** What a calculation turned away of some people, booked in a period; the transaction sees everybody's pay. */
export async function readTurnedAway(
  tx: Transaction,
  { calculation, position }: LatestCalculation,
  of: { people: readonly string[]; from: string; until: string },
): Promise<readonly TurnedAway[]> {
  return await tx.query<TurnedAway>(
    `select distinct x.participant, b.source, b.external_id, b.line_no, b.booked_on, x.code, x.reason
     from credit_exception x join (${latestKnown('booking_line')}) b on b.id = x.booking_line
     where x.calculation = $2 and x.participant = any($3::text[]) and x.code not in ('WINDFALL', 'NO_NUMBER')
       and b.booked_on >= $4::date and b.booked_on < $5::date
     order by b.booked_on, b.source, b.external_id, b.line_no, x.code, x.reason`,
    [position, calculation, of.people, of.from, of.until],
  );
}

/** Says which bookings were turned away and why; of a booking that the viewer does not see, only what kind of reason it was. */
export function sayTurnedAway(period: string, away: readonly TurnedAway[], seen: SeenLines): string {
  const said = away.slice(0, MOST).map((each) => {
    if (!seen.all && !seen.lines.has(lineKey(each.source, each.external_id, each.line_no)))
      return `a booking that you do not see (${each.code})`;
    const reason = each.reason.replace(/\.$/, '');
    return `${each.external_id}, line ${each.line_no}, of ${each.booked_on} (${each.code}: ${reason})`;
  });
  const more = away.length > MOST ? `; and ${away.length - MOST} more` : '';
  const what = away.length === 1 ? 'it was turned away' : 'they were turned away';
  return `Nothing was credited in ${period}: the rules of engagement gave them what follows, and ${what}: ${said.join('; ')}${more}.`;
}
