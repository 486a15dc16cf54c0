import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Alike, Column, Exclusive, Kind, Reference } from '../kinds/kind.js';
import { columnOf } from '../kinds/stored.js';
import { KINDS } from '../kinds/kinds.js';
import { knownRows, latestRows } from '../writing/known.js';
import { together } from '../writing/together.js';
import { currenciesApart } from '../deals/currencies-apart.js';
import { parentCirclesClosed } from '../accounts/parent-circles-closed.js';
import { ruledToNobody } from './ruled-to-nobody.js';
import type { Breach } from './breach.js';
import { circlesClosed, delegationCirclesClosed } from './circles-closed.js';

/** An import that is being taken back; its undo is written, so nothing of it is known any more. */
export interface Undoing {
  readonly kind: Kind;
  readonly entry: string;
  readonly catalogue: FactCatalogue | null;
}

interface Found {
  readonly entry: string;
  readonly fact: string;
  readonly value: string;
}

/**
 * What no import could have brought about among the facts that are known without this one: ids that name nothing, periods that
 * overlap, lines of one booking on two dates, circles of managers and of delegations. Only facts that this import told or that name one of them are looked at.
 */
export async function whatBreaks(tx: Transaction, undoing: Undoing): Promise<readonly Breach[]> {
  const breaches = [...(await danglingReferences(tx, undoing)), ...(await danglingPersons(tx, undoing))];
  for (const exclusive of undoing.kind.exclusive) breaches.push(...(await overlaps(tx, undoing, exclusive)));
  if (undoing.kind.alike) breaches.push(...(await unlike(tx, undoing, undoing.kind.alike)));
  if (undoing.kind.name === 'bookings') breaches.push(...(await linesApart(tx, undoing)));
  if (undoing.kind.name === 'deals') breaches.push(...(await currenciesApart(tx, undoing.entry)));
  breaches.push(...(await parentCirclesClosed(tx, undoing)));
  if (undoing.kind.name === 'participants') breaches.push(...(await ruledToNobody(tx, undoing.entry)));
  if (undoing.kind.name === 'assignments') breaches.push(...(await circlesClosed(tx, undoing.entry)));
  if (undoing.kind.name === 'delegations')
    breaches.push(...(await delegationCirclesClosed(tx, undoing.entry)));
  return breaches;
}

/** Where an id of each sort is known, and by which column. A booking is known by any of its lines, withdrawn or not. */
const NAMED: Readonly<
  Record<Exclude<Reference, 'shares'>, { table: FactTable; by: string; rows: (table: FactTable) => string }>
> = {
  participant: { table: 'participant', by: 'external_id', rows: latestRows },
  team: { table: 'participant', by: `attributes ->> 'participant.team'`, rows: latestRows },
  territory: { table: 'territory', by: 'external_id', rows: latestRows },
  'territory-group': { table: 'territory', by: 'group_id', rows: latestRows },
  account: { table: 'account', by: 'external_id', rows: latestRows },
  deal: { table: 'deal', by: 'external_id', rows: latestRows },
  opportunity: { table: 'opportunity', by: 'external_id', rows: latestRows },
  lead: { table: 'lead', by: 'external_id', rows: latestRows },
  registration: { table: 'registration', by: 'external_id', rows: latestRows },
  booking: { table: 'booking_line', by: 'external_id', rows: knownRows },
};

async function danglingReferences(tx: Transaction, { kind, entry }: Undoing): Promise<readonly Breach[]> {
  const breaches: Breach[] = [];
  for (const other of KINDS)
    for (const { refers, stored } of other.columns as readonly Column[]) {
      if (refers === undefined || refers === 'shares' || stored === null) continue;
      if (other.name !== kind.name && NAMED[refers].table !== kind.table) continue;
      const place = { from: other, value: `r.${stored}`, refers };
      const found = await tx.query<Found>(dangling(place, kind), [entry]);
      breaches.push(...found.map((each) => unknown(other, refers, each)));
    }
  return breaches;
}

/** People named in company-defined facts of the type person. */
async function danglingPersons(
  tx: Transaction,
  { kind, entry, catalogue }: Undoing,
): Promise<readonly Breach[]> {
  const fields = [...(catalogue?.fields ?? []), ...(catalogue?.attributes ?? [])];
  const names = fields.filter(({ is }) => is === 'person').map(({ name }) => name);
  const breaches: Breach[] = [];
  for (const other of KINDS)
    for (const name of names) {
      const prefixes = [...other.open, ...(other.known ?? [])];
      if (!other.attributes || !prefixes.some((prefix) => name.startsWith(prefix))) continue;
      if (other.name !== kind.name && kind.name !== 'participants') continue;
      const place = { from: other, value: 'r.attributes ->> $2', refers: 'participant' } as const;
      const found = await tx.query<Found>(dangling(place, kind), [entry, name]);
      breaches.push(...found.map((each) => unknown(other, 'participant', each)));
    }
  return breaches;
}

/** Facts in force that name what nothing known is called, by the import that told them; $1 is the undone import. */
function dangling(
  { from, value, refers }: { from: Kind; value: string; refers: Exclude<Reference, 'shares'> },
  undone: Kind,
): string {
  const { table, by, rows } = NAMED[refers];
  const source = from.name === 'bookings' ? 'r.source' : 'r.booking_source';
  const sameSource = refers === 'booking' ? `and n.source = ${source}` : '';
  const touched = [
    ...(from.name === undone.name ? [`r.id in (select id from ${undone.table} where entry = $1)`] : []),
    ...(table === undone.table ? [`${value} in (select ${by} from ${table} where entry = $1)`] : []),
  ];
  return `select r.entry, min(r.external_id) as fact, min(${value}) as value from ${latestRows(from.table)} r
    where ${value} is not null and (${touched.join(' or ')})
      and not exists (select from ${rows(table)} n where n.${by} = ${value} ${sameSource})
    group by r.entry`;
}

function unknown({ noun }: Kind, refers: Reference, { entry, fact, value }: Found): Breach {
  return { entry, what: `the ${noun} ${fact} names the ${refers} ${value}, which would be unknown` };
}

/** Two facts in force at once that exclude each other, by the later of the imports that told them; what is undone is in no one's way. */
async function overlaps(
  tx: Transaction,
  { kind, entry }: Undoing,
  exclusive: Exclusive,
): Promise<readonly Breach[]> {
  const found = await tx.query<Found>(
    `${pairs(kind)} where ${together(kind, exclusive)} and ${ONCE} group by b.entry`,
    [entry],
  );
  return found.map(({ entry: other, fact, value }) => ({
    entry: other,
    what: `two ${exclusive.what} would overlap: ${value} and ${fact}`,
  }));
}

/** Quantities that would stand beside others in another unit. */
async function unlike(
  tx: Transaction,
  { kind, entry }: Undoing,
  { by, quantity }: Alike,
): Promise<readonly Breach[]> {
  const { stored: same } = columnOf(kind, by);
  const { storedUnit: unit } = columnOf(kind, quantity);
  const found = await tx.query<Found>(
    `${pairs(kind)} where a.${same} = b.${same} and a.${unit} <> b.${unit} and ${ONCE} group by b.entry`,
    [entry],
  );
  return found.map(({ entry: other, fact, value }) => ({
    entry: other,
    what: `two ${kind.name} of one ${by} would have two units: ${value} and ${fact}`,
  }));
}

/** Lines of one booking that would stand on two dates. */
async function linesApart(tx: Transaction, { kind, entry }: Undoing): Promise<readonly Breach[]> {
  const found = await tx.query<Found>(
    `${pairs(kind)}
     where a.source = b.source and a.external_id = b.external_id and (a.booked_on, a.sequence) <> (b.booked_on, b.sequence)
       and ${ONCE} group by b.entry`,
    [entry],
  );
  return found.map(({ entry: other, fact }) => ({
    entry: other,
    what: `the lines of the booking ${fact} would have two dates`,
  }));
}

/** Facts of which an earlier revision is in force again, each beside the others in force. */
const pairs = (kind: Kind): string => `with latest as materialized (${latestRows(kind.table).slice(1, -1)}),
  touched as (select distinct id from ${kind.table} where entry = $1)
  select b.entry, min(b.external_id) as fact, min(a.external_id) as value
  from latest a join latest b on a.id <> b.id and a.id in (select id from touched)`;

/** A pair once; of two that are in force again the later one is named. */
const ONCE = `(b.id not in (select id from touched) or (a.entry, a.id) < (b.entry, b.id))`;
