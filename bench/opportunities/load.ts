import type { ChangeTransaction } from '../../src/platform/database/transaction.js';
import type { Database } from '../../src/platform/database/database.js';
import { BENCH } from '../company/actor.js';

const HEAD = 'id, source, external_id, revision, nth, entry, content';
const head = (id: string): string => `md5(${id})::uuid, 'bench', ${id}, 1, 1, $2::bigint, md5(${id})::uuid`;

/** Facts of bookings and of what they came of, each as rows made of a number `n` from 1 up to a share of how many bookings there are. */
const FACTS: readonly (readonly [table: string, share: number, columns: string, values: string])[] = [
  ['account', 0.1, 'name, owner, attributes', `${head(`'a-' || n`)}, 'A', 'seller-' || n % 1800, '{}'`],
  [
    'opportunity',
    0.2,
    'account, seller, created_on, attributes',
    `${head(`'o-' || n`)}, 'a-' || (n / 2 + 1), 'seller-' || n % 1800, date '2025-06-01' + n % 500, '{"opportunity.kind": "growth"}'`,
  ],
  [
    'stage_reached',
    0.6,
    'opportunity, reached_on, sequence, stage',
    `${head(`'s-' || n`)}, 'o-' || (n / 3 + 1), date '2025-06-01' + n % 500, n, 'stage ' || n % 3`,
  ],
  [
    'move_request',
    0.04,
    'opportunity, account, asked_on, asked_by, attributes',
    `${head(`'q-' || n`)}, case when n % 4 > 0 then 'o-' || n * 5 end, 'a-' || n, date '2025-09-01' + n % 300, 'seller-1', '{"transfer.date": "2026-02-01", "request.reason": "other"}'`,
  ],
  [
    'activity',
    0.4,
    'account, opportunity, happened_on, kind',
    `${head(`'v-' || n`)}, case when n % 4 = 0 then 'a-' || (n / 4 + 1) end, case when n % 4 > 0 then 'o-' || (n / 2 + 1) end, date '2025-06-01' + n % 500, 'call'`,
  ],
  [
    'booking_line',
    1,
    'line_no, booked_on, sequence, currency, net, salesperson, account, attributes',
    `${head(`'b-' || n`)}, 1, date '2026-01-01' + n % 365 * 151 % 365, n, 'USD', n % 50000, 'seller-' || n % 1800, 'a-' || (n / 10 + 1), jsonb_build_object('booking.opportunity', 'o-' || (n / 5 + 1))`,
  ],
];

/** Tells bookings, each of an account and an opportunity that five of them name, with stages, requests and activities. */
export async function loadOpportunities(database: Database, bookings: number): Promise<void> {
  for (const [table, share, columns, values] of FACTS)
    await database.change(BENCH, { action: 'import', subject: table }, async (tx: ChangeTransaction) => {
      await tx.query(
        `insert into ${table} (${HEAD}, ${columns}) select ${values} from generate_series(1, $1::int) n`,
        [Math.round(bookings * share), tx.entry.toString()],
      );
      return { result: undefined };
    });
  await database.asOwner((tx) => tx.query('analyze'));
}

/** Tells one booking anew, as an import does. */
export async function tellAgain(database: Database, booking: number): Promise<void> {
  const after = { kind: 'bookings' };
  await database.change(BENCH, { action: 'import', subject: 'one booking' }, async (tx) => {
    await tx.query(
      `insert into booking_line (id, source, external_id, revision, nth, entry, content, line_no, booked_on, sequence, currency, net, salesperson, account, attributes)
       select id, source, external_id, revision + 1, nth + 1, $2::bigint, content, line_no, booked_on, sequence, currency, net + 1, salesperson, account, attributes
       from booking_line where external_id = $1 and nth = 1`,
      [`b-${booking}`, tx.entry.toString()],
    );
    return { result: undefined, after };
  });
}
