import type { ClearingsService } from '../../../src/modules/approvals/clearing/clearings.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { ACTOR, type Told } from '../small-company.js';

interface Order {
  readonly deal: string;
  readonly booking?: string;
  readonly revision?: number;
  readonly net?: string;
  readonly account?: string | null;
  readonly seller?: string;
}

/** A booking of one line that names a deal: `SO-` and the deal, if it has no other name. */
export function orderOf({
  deal,
  booking = `SO-${deal}`,
  revision = 1,
  net = '1000',
  account = null,
  seller = 'ana',
}: Order): Told {
  const of = { line_no: 1, booked_on: '2026-03-10', sequence: 0, currency: 'USD', net, deal };
  return {
    table: 'booking_line',
    id: booking,
    revision,
    key: `${booking} 1`,
    columns: { ...of, account, salesperson: seller, attributes: '{}' },
  };
}

/** How the booking of a deal stands once it was looked at, and what it lacks. */
export async function standingOf(
  { clearings, database }: { readonly clearings: ClearingsService; readonly database: Database },
  deal: string,
): Promise<string | undefined> {
  await clearings.look();
  const rows = await database.reading(ACTOR, (tx) =>
    tx.query<{ standing: string }>(
      `select concat_ws(' ', standing, lacks) as standing from booking_clearance where booking = $1 order by nth desc limit 1`,
      [`SO-${deal}`],
    ),
  );
  return rows[0]?.standing;
}
