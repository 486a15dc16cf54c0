import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { holdersOf } from '../../calculation/earnings.service.js';
import { bookingsOfDeals } from '../clearing/deal-bookings.js';
import type { PaidOfDeal } from './stored-deal.js';

const SETTLED_LAST = `
  select s.calculation from settlement s join audit_entry a on a.entry = s.entry order by a.position desc limit 1`;

/** $1 the calculation, $2 those that hold its blocks; $3 to $5 bookings and the deal of each: whom it credits with more than nothing. */
const CREDITED = `
  with line as materialized (
    select distinct b.id, wanted.deal from unnest($3::text[], $4::text[], $5::text[]) wanted (source, booking, deal)
    join booking_line b on b.source = wanted.source and b.external_id = wanted.booking
    where b.deal = wanted.deal or (b.deal is null and b.changes is not null))
  select line.deal, m.participant, bool_and(l.credit_kind = 'rollup') as rolled_up
  from line join earning_line l on l.booking_line = line.id and l.calculation = any($2::bigint[])
  join manifest m on m.calculation = $1 and m.held_in = l.calculation and m.earning_id = l.earning_id
  where l.credit > 0 group by 1, 2 order by 2`;

/**
 * Whom deals pay already: the people whom their bookings name, and those whom the calculation settled last credits for them, who earn by rollup alone apart.
 * Of deals without bookings nobody. The transaction must see everything.
 */
export async function readPaid(
  tx: Transaction,
  at: { readonly position: bigint; readonly catalogue: FactCatalogue },
  deals: readonly string[],
): Promise<ReadonlyMap<string, PaidOfDeal>> {
  const bookings = await bookingsOfDeals(tx, at, deals);
  const booked = [...bookings].flatMap(([deal, list]) => list.map((each) => ({ deal, ...each })));
  if (booked.length === 0) return new Map();
  const credited = await readCredited(tx, booked);
  return new Map(
    [...bookings].map(([deal, list]) => {
      const own = credited.filter((each) => each.deal === deal);
      const direct = own.flatMap((each) => (each.rolled_up ? [] : [each.participant]));
      const rollup = own.flatMap((each) => (each.rolled_up ? [each.participant] : []));
      return [deal, { direct: [...new Set([...list.flatMap(({ people }) => people), ...direct])], rollup }];
    }),
  );
}

interface Credited {
  readonly deal: string;
  readonly participant: string;
  readonly rolled_up: boolean;
}

async function readCredited(
  tx: Transaction,
  booked: readonly { readonly source: string; readonly booking: string; readonly deal: string }[],
): Promise<readonly Credited[]> {
  const [settled] = await tx.query<{ calculation: string }>(SETTLED_LAST);
  if (!settled) return [];
  const calculation = BigInt(settled.calculation);
  const values = [
    calculation,
    await holdersOf(tx, [calculation]),
    booked.map(({ source }) => source),
    booked.map(({ booking }) => booking),
    booked.map(({ deal }) => deal),
  ];
  // How many bookings are meant the planner cannot know: it would go over all credits for each of them.
  await tx.query(`select set_config('enable_nestloop', 'off', true)`);
  const credited = await tx.query<Credited>(CREDITED, values);
  await tx.query(`select set_config('enable_nestloop', 'on', true)`);
  return credited;
}
