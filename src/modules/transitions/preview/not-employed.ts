import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

/** Who would have an account from which day on; a day that nobody can read is none. */
export interface Receiving {
  readonly to: string | null;
  /** `YYYY-MM-DD`. */
  readonly on: string | null;
}

/** Who of those who would get accounts is known and not with the company on the day, by their places in the list, and why: their last day is a day with it. */
export async function notEmployed(
  tx: Transaction,
  moves: readonly Receiving[],
): Promise<ReadonlyMap<number, string>> {
  const known = latestKnown('participant', 'external_id, hired, left_on');
  const rows = await tx.query<{ place: number; person: string; hired: string | null; left: string | null }>(
    `select asked.place::int - 1 as place, asked.recipient as person, min(p.hired) filter (where p.hired > asked.day)::text as hired,
       max(p.left_on) filter (where p.left_on < asked.day)::text as left
     from unnest($1::text[], $2::date[]) with ordinality asked (recipient, day, place)
     join (${known.replaceAll('$1', 'last_position()')}) p on p.external_id = asked.recipient
     group by asked.place, asked.recipient
     having bool_and(coalesce(p.hired > asked.day, false) or coalesce(p.left_on < asked.day, false)) order by asked.place`,
    [moves.map(({ to }) => to), moves.map(({ on }) => on)],
  );
  return new Map(
    rows.map(({ place, person, hired, left }) => [
      place,
      left === null ? `${person} is with the company from ${hired ?? ''} on` : `${person} left on ${left}`,
    ]),
  );
}
