import { writeDay, readDay } from '../../../../engine/kernel/day.js';
import { ratio } from '../../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../../engine/model/facts.js';
import { latestOfFound } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { accountKey } from '../account-facts.js';
import type { RelatedOfLine } from './related-of-lines.js';

interface Row {
  readonly place: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly bookings: string;
}

/** What bookings of an account by a day, that day among them, say of it. */
const READ: Readonly<Record<string, (row: Row) => FactValue>> = {
  'account.first-booking-date': ({ first }) => (first === null ? undefined : readDay(first)),
  'account.previous-booking-date': ({ last }) => (last === null ? undefined : readDay(last)),
  'account.earlier-bookings': ({ bookings }) => ratio(BigInt(bookings)),
};

/** Of facts about other bookings, those that say something of an account on a day, without a booking. */
export function relatedToAccounts(names: readonly string[]): readonly string[] {
  return names.filter((name) => Object.hasOwn(READ, name));
}

/**
 * What facts about earlier bookings are of accounts on days, by `accountKey`: as a booking of that day would have them that comes after all that are known.
 * Nothing where the actor does not see all bookings.
 */
export async function relatedOfAccounts(
  tx: Transaction,
  { position, names }: { readonly position: bigint; readonly names: readonly string[] },
  wanted: readonly { readonly account: string; readonly day: number }[],
): Promise<ReadonlyMap<string, RelatedOfLine>> {
  const related = relatedToAccounts(names);
  if (related.length === 0 || wanted.length === 0) return new Map();
  const asked = [...new Map(wanted.map((each) => [accountKey(each.account, each.day), each])).values()];
  const rows = await tx.query<Row>(
    `with known as materialized (${latestOfFound('booking_line', 'fact.account = any($2::text[])')})
     select asked.place::int as place, min(b.booked_on)::text as first, max(b.booked_on)::text as last, count(distinct (b.source, b.external_id)) filter (where b.id is not null) as bookings
     from unnest($2::text[], $3::date[]) with ordinality asked (account, day, place)
     left join known b on b.account = asked.account and b.booked_on <= asked.day
     where (select sees_all_bookings()) group by asked.place`,
    [position, asked.map(({ account }) => account), asked.map(({ day }) => writeDay(day))],
  );
  return new Map(
    rows.flatMap((row) => {
      const of = asked[row.place - 1];
      const facts = new Map(related.map((name) => [name, READ[name]?.(row)] as const));
      return of ? [[accountKey(of.account, of.day), facts] as const] : [];
    }),
  );
}
