import { readDay } from '../../../../engine/kernel/day.js';
import type { BookingLine, FactValue } from '../../../../engine/model/facts.js';
import { isRelated, RelatedRecords } from '../../../../engine/model/derived/related-facts.js';
import { latestOfFound } from '../../../../platform/database/known.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { DECLARED_ORDER } from '../../../../platform/database/sql/declared-order.js';

interface Row {
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly booked_on: string;
  readonly net: string;
  readonly account: string | null;
  readonly changes: string | null;
}

const ASKED = '(fact.source, fact.external_id) in (select * from unnest($2::text[], $3::text[]))';

/** Facts of a line about other records, by name. */
export type RelatedOfLine = ReadonlyMap<string, FactValue>;

/**
 * What related facts came to for the lines of some bookings, by `lineKey`: found as the calculation does, by letting the lines pass that they hang
 * on, those of the same accounts and of the bookings that are changed, in the declared order.
 */
export async function relatedOfLines(
  tx: Transaction,
  { position, names }: { position: bigint; names: readonly string[] },
  [sources, ids]: readonly [sources: readonly string[], ids: readonly string[]],
): Promise<ReadonlyMap<string, RelatedOfLine>> {
  const related = names.filter(isRelated);
  const found = new Map<string, RelatedOfLine>();
  if (related.length === 0) return found;
  const rows = await tx.query<Row>(
    `with asked as materialized (${latestOfFound('booking_line', ASKED)}),
     near as materialized (
       select b.id from (select distinct account from asked) of_one join booking_line b on b.account = of_one.account
       union select b.id from asked join booking_line b on b.source = asked.source and b.external_id = asked.changes
       union select id from asked)
     select b.source, b.external_id, b.line_no, b.booked_on, b.net, b.account, b.changes
     from (${latestOfFound('booking_line', 'fact.id in (select id from near)')}) b
     where b.account in (select account from asked)
        or (b.source, b.external_id) in (select source, changes from asked)
        or (b.source, b.external_id) in (select source, external_id from asked)
     order by ${DECLARED_ORDER}`,
    [position, sources, ids],
  );
  const records = new RelatedRecords(related);
  const asked = new Set(ids.map((id, at) => JSON.stringify([sources[at], id])));
  for (const row of rows) {
    const line = lineOf(row);
    records.pass(line);
    if (!asked.has(JSON.stringify([row.source, row.external_id]))) continue;
    const values = related.map((name) => [name, records.read(name, line, row.changes ?? undefined)] as const);
    found.set(lineKey(row.source, row.external_id, row.line_no), new Map(values));
  }
  return found;
}

/** Names a line of a booking. */
export function lineKey(source: string, id: string, line: number): string {
  return JSON.stringify([source, id, line]);
}

function lineOf({ source, external_id, line_no, booked_on, net, account }: Row): BookingLine {
  const [whole = '0', places = ''] = net.split('.');
  const millionths = BigInt(`${whole}${places.padEnd(6, '0')}`);
  return {
    source,
    booking: external_id,
    line: line_no,
    date: readDay(booked_on) ?? 0,
    sequence: 0n,
    currency: '',
    net: millionths,
    salesperson: null,
    territory: null,
    account,
    facts: [],
  };
}
