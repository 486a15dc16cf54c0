import { readDay, type Day } from '../../../engine/kernel/day.js';
import { TOLD_ON } from '../../../engine/model/recorded.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { partsOf } from './booking-facts.js';
import type { KnownSubject } from './subject.js';

const TOLD = `
  select first.source || '/' || first.external_id || '/' || first.line_no as key, min(told.day) as day
  from booking_line first join known_positions($1) known on known.entry = first.entry join known_days($1, $2) told on told.position = known.position
  where (first.source, first.external_id) in (select * from unnest($3::text[], $4::text[])) and not first.withdrawn and not exists (
    select from booking_line gone
    where gone.id = first.id and gone.nth > first.nth and gone.withdrawn and gone.revision >= first.revision
      and gone.entry in (select entry from known_entries($1)))
  group by 1`;

/** The days on which lines of bookings became known, by keys such as `crm/SO-1/1`, in a time zone. */
export async function readToldOn(
  tx: Transaction,
  at: { readonly position: bigint; readonly zone: string },
  keys: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  const asked = keys.flatMap((key) => partsOf(key) ?? []);
  const rows = await tx.query<{ key: string; day: string }>(TOLD, [
    at.position.toString(),
    at.zone,
    asked.map(({ source }) => source),
    asked.map(({ booking }) => booking),
  ]);
  return new Map(rows.map(({ key, day }) => [key, readDay(day) ?? 0]));
}

/** What is known of a booking, with the day on which it was told. */
export function withToldOn(known: KnownSubject | undefined, day: Day | undefined): KnownSubject | undefined {
  if (!known || day === undefined) return known;
  return { ...known, facts: new Map([...known.facts, [TOLD_ON, day]]) };
}
