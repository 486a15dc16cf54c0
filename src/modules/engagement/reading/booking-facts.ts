import type { NameType } from '../../../engine/conditions/types/name-types.js';
import { latestOfFound } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { NEVER_OF_BOOKINGS } from '../../../engine/rulebook/checks/scopes.js';
import { APPROVAL_SQL, DEAL_COLUMNS, joinClearances, joinDealsOf } from '../../deals/deals.service.js';
import type { KnownAt, Texts } from './subject.js';

/** A line of a booking, and what it is linked to. */
export interface LineKnown {
  /** `source/booking/line`. */
  readonly key: string;
  readonly booking: string;
  readonly day: string;
  readonly account: string | null;
  readonly opportunity: string | null;
  readonly people: readonly string[];
  readonly texts: Texts;
}

/** The fact of a booking that says which opportunity it closes. */
export const BOOKING_OPPORTUNITY = 'booking.opportunity';

interface Row {
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly booked_on: string;
  readonly currency: string;
  readonly net: string;
  readonly salesperson: string | null;
  readonly territory: string | null;
  readonly account: string | null;
  readonly changes: string | null;
  readonly approval: string;
  /** Of the deal that it names. */
  readonly offered_on: string | null;
  readonly deal_currency: string | null;
  readonly deal: Readonly<Record<string, string>> | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly holders: string | null;
  readonly head: string | null;
}

/** All lines of the bookings of which lines are asked for, by keys such as `crm/SO-1/1`, in the order of their numbers. */
export async function readLines(
  tx: Transaction,
  { position, types }: Pick<KnownAt, 'position' | 'types'>,
  keys: readonly string[],
): Promise<LineKnown[]> {
  const asked = keys.flatMap((key) => partsOf(key) ?? []);
  if (asked.length === 0) return [];
  const found = '(fact.source, fact.external_id) in (select * from unnest($2::text[], $3::text[]))';
  const inForce = (alias: string): string =>
    `${alias}.effective_from <= line.booked_on and (${alias}.effective_until is null or ${alias}.effective_until > line.booked_on)`;
  const rows = await tx.query<Row>(
    `with booked as materialized (${latestOfFound('booking_line', found)}),
       line as materialized (
         select b.source, b.external_id, b.line_no, b.booked_on, b.currency, b.net, b.salesperson, b.territory, b.account, b.changes, b.attributes,
           ${APPROVAL_SQL} as approval, ${DEAL_COLUMNS['deal.date']} as offered_on, ${DEAL_COLUMNS['deal.currency']} as deal_currency, d.attributes as deal
         from booked b ${joinDealsOf('booked')} ${joinClearances('booked')}),
       holder as materialized (${latestOfFound('territory_holder', 'fact.territory in (select territory from line)')}),
       place as materialized (${latestOfFound('territory', 'fact.external_id in (select territory from line)')}),
       head as materialized (${latestOfFound('territory_head', 'fact.group_id in (select group_id from place)')})
     select line.source, line.external_id, line.line_no, line.booked_on::text, line.currency, trim_scale(line.net)::text as net, line.salesperson, line.territory,
       line.account, line.changes, line.attributes, line.approval, line.offered_on, line.deal_currency, line.deal,
       (select string_agg(h.participant, ', ' order by h.participant collate "C") from holder h
         where h.territory = line.territory and ${inForce('h')}) as holders,
       (select h.participant from head h join place p on p.group_id = h.group_id
         where p.external_id = line.territory and ${inForce('h')} limit 1) as head
     from line order by line.source collate "C", line.external_id collate "C", line.line_no`,
    [position, asked.map(({ source }) => source), asked.map(({ booking }) => booking)],
  );
  return rows.map((row) => lineOf(row, types));
}

/** What a key of a line says; nothing where it is none. */
export function partsOf(key: string): { source: string; booking: string; line: number } | undefined {
  const [first, last] = [key.indexOf('/'), key.lastIndexOf('/')];
  const line = key.slice(last + 1);
  if (first < 1 || last <= first + 1 || !/^[1-9]\d{0,8}$/.test(line)) return undefined;
  return { source: key.slice(0, first), booking: key.slice(first + 1, last), line: Number(line) };
}

function lineOf(row: Row, types: KnownAt['types']): LineKnown {
  const {
    source,
    external_id: booking,
    line_no: line,
    booked_on: day,
    account,
    salesperson,
    attributes,
  } = row;
  const columns: readonly (readonly [string, string | null])[] = [
    ['booking.source', source],
    ['booking.approval', row.approval],
    ['deal.date', row.offered_on],
    ['deal.currency', row.deal_currency],
    ['booking.date', day],
    ['booking.currency', row.currency],
    ['booking.salesperson', salesperson],
    ['booking.territory', row.territory],
    ['booking.account', account],
    ['booking.changes', row.changes],
    ['line.net', `${row.net} ${row.currency}`],
    ['territory.holders', row.holders],
    ['territory.group-manager', row.head],
  ];
  return {
    key: `${source}/${booking}/${line}`,
    booking: `${source}/${booking}`,
    day,
    account,
    opportunity: attributes[BOOKING_OPPORTUNITY] ?? null,
    people: salesperson === null ? [] : [salesperson],
    texts: new Map([
      ...columns.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const])),
      ...Object.entries(attributes),
      ...Object.entries(row.deal ?? {}).filter(([name]) => isOfBooking(types.get(name))),
    ]),
  };
}

/** Amounts and people of a deal are for approvals alone. */
function isOfBooking(type: NameType | undefined): boolean {
  return type !== undefined && !NEVER_OF_BOOKINGS.has(type.is);
}
