import { writeCsv, type SharedFolder } from '../shared.js';
import type { ImportFiles } from '../adventureworks/inputs.js';

type Row = Record<string, string>;

const FROM = '2010-12-01';
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
