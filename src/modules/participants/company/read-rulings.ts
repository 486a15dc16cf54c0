import { readDay } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { readShares, type BookingChange, type CreditRuling } from '../../../engine/model/credit-ruling.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';

interface Row {
  readonly external_id: string;
  readonly booking_source: string | null;
  readonly booking: string | null;
  readonly account: string | null;
  readonly effective_from: string;
  readonly effective_until: string | null;
  readonly shares: string;
  readonly reason: string;
  readonly decided_by: string;
  readonly arises_from: string | null;
}

const COLUMNS =
  'id, external_id, booking_source, booking, account, effective_from, effective_until, shares, reason, decided_by, arises_from';

/** What people have ruled on credit, as known at a position, in the order of ids. */
export async function readRulings(tx: Transaction, position: bigint): Promise<readonly CreditRuling[]> {
  const rows = await tx.query<Row>(
    `select * from (${latestKnown('credit_ruling', COLUMNS)}) known order by known.external_id collate "C", known.id`,
    [position.toString()],
  );
  const changed = await readChanges(tx, position, rows);
  return rows.map((row) => rulingOf(row, changed.get(keyOf(row)) ?? []));
}

/** Bookings that change those of rulings, or what changes them and so on, as known at $1. */
const CHANGES = `
  with recursive change as materialized (
    select distinct source, external_id as booking, changes from (
      select distinct on (b.id) b.id, b.source, b.external_id, b.changes, b.withdrawn from booking_line b
      where b.id in (select named.id from booking_line named where named.changes is not null)
        and b.entry in (select entry from known_entries($1))
      order by b.id, b.revision desc, b.nth desc) line
    where changes is not null and not withdrawn
  ),
  reached as (
    select c.source, r.booking as ruled, c.booking, c.changes from unnest($2::text[], $3::text[]) r (source, booking)
    join change c on c.source = r.source and c.changes = r.booking
    union
    select c.source, reached.ruled, c.booking, c.changes from reached join change c on c.source = reached.source and c.changes = reached.booking
  )
  select source as booking_source, ruled as booking, array_agg(booking) as changing, array_agg(changes) as changes from reached group by 1, 2`;

type BookingOf = Pick<Row, 'booking_source' | 'booking'>;

async function readChanges(
  tx: Transaction,
  position: bigint,
  rulings: readonly BookingOf[],
): Promise<ReadonlyMap<string, readonly BookingChange[]>> {
  const ofBookings = rulings.filter(({ booking }) => booking !== null);
  if (ofBookings.length === 0) return new Map();
  const rows = await tx.query<BookingOf & { changing: readonly string[]; changes: readonly string[] }>(
    CHANGES,
    [
      position.toString(),
      ofBookings.map((each) => each.booking_source),
      ofBookings.map(({ booking }) => booking),
    ],
  );
  return new Map(
    rows.map((row) => [
      keyOf(row),
      row.changing.map((booking, nth) => ({ booking, changes: row.changes[nth] ?? '' })),
    ]),
  );
}

const keyOf = ({ booking_source: source, booking }: BookingOf): string => `${source}\u001f${booking}`;

function rulingOf(row: Row, changedBy: readonly BookingChange[]): CreditRuling {
  const from = readDay(row.effective_from);
  const to = readShares(row.shares);
  invariant(from !== undefined, `a stored date ${row.effective_from} that is no day`);
  invariant(to === 'house' || !('fault' in to), `stored shares ${row.shares} that nobody has`);
  return {
    id: row.external_id,
    of:
      row.booking === null
        ? { account: row.account ?? '' }
        : { source: row.booking_source ?? '', booking: row.booking },
    from,
    until: row.effective_until === null ? null : (readDay(row.effective_until) ?? null),
    to,
    because: row.reason,
    by: row.decided_by,
    arisesFrom: row.arises_from,
    ...(changedBy.length > 0 ? { changedBy } : {}),
  };
}
