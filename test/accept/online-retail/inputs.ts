import { writeCsv, type SharedFolder } from '../shared.js';
import type { ImportFiles } from '../adventureworks/inputs.js';

type Row = Record<string, string>;

const FROM = '2010-12-01';
/** Who decides has no name in the scenario but that of the office. */
const OFFICES = ['MANAGER', 'VP'];
const HOME = 'United Kingdom';

/** Online Retail's own documents under our column names, with the territories of the scenario: a country, and four at home by the customer's number. */
export function onlineRetailFiles(shared: SharedFolder): ImportFiles {
  const documents = shared.rows('data', 'online_retail', 'invoices.csv');
  const territories = [...new Set(documents.flatMap((row) => territoryOf(row) ?? []))].sort();
  const each = (row: (id: string) => Record<string, string>): Record<string, string>[] =>
    territories.map(row);
  return [
    {
      kind: 'participants',
      csv: writeCsv(
        ['participant', 'name'],
        each((id) => ({ participant: id, name: id })),
      ),
    },
    {
      kind: 'assignments',
      csv: writeCsv(
        ['participant', 'plan', 'from'],
        each((id) => ({ participant: id, plan: 'online-retail', from: FROM })),
      ),
    },
    {
      kind: 'territories',
      csv: writeCsv(
        ['territory', 'name'],
        each((id) => ({ territory: id, name: id })),
      ),
    },
    {
      kind: 'territory-holders',
      csv: writeCsv(
        ['territory', 'participant', 'from'],
        each((id) => ({ territory: id, participant: id, from: FROM })),
      ),
    },
    { kind: 'bookings', csv: bookings(documents) },
    ...offers(documents),
  ];
}

/** The documents once more, as offers, and who decides on them. */
function offers(documents: readonly Row[]): ImportFiles {
  return [
    { kind: 'deals', csv: deals(documents) },
    { kind: 'deal-lines', csv: dealLines(documents) },
    {
      kind: 'participants',
      csv: writeCsv(
        ['participant', 'name'],
        OFFICES.map((id) => ({ participant: id, name: id })),
      ),
    },
    {
      kind: 'approver-groups',
      csv: writeCsv(
        ['group', 'participant', 'from'],
        OFFICES.map((id) => ({ group: id.toLowerCase(), participant: id, from: FROM })),
      ),
    },
  ];
}

/** Nobody sells to a customer whom nobody knows. */
function territoryOf({ CustomerID: customer, Country: country }: Row): string | undefined {
  if (!customer) return undefined;
  return country === HOME ? `UK${BigInt(customer) % 4n}` : country;
}

function bookings(documents: readonly Row[]): string {
  return writeCsv(
    ['booking', 'line', 'date', 'currency', 'net', 'territory', 'booking.kind'],
    documents.map((row) => ({
      booking: row['InvoiceNo'],
      line: '1',
      date: row['InvoiceDate'],
      currency: 'GBP',
      net: row['GoodsAmount'],
      territory: territoryOf(row),
      'booking.kind': row['Kind']?.toLowerCase(),
    })),
  );
}

function deals(documents: readonly Row[]): string {
  return writeCsv(
    ['deal', 'seller', 'currency', 'offered', 'deal.kind'],
    documents.map((row) => ({
      deal: row['InvoiceNo'],
      seller: territoryOf(row),
      currency: 'GBP',
      offered: row['InvoiceDate'],
      'deal.kind': row['Kind']?.toLowerCase(),
    })),
  );
}

function dealLines(documents: readonly Row[]): string {
  return writeCsv(
    ['deal', 'line', 'net'],
    documents.map((row) => ({ deal: row['InvoiceNo'], line: '1', net: row['GoodsAmount'] })),
  );
}
