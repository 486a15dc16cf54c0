import { CsvError, parse } from 'csv-parse/sync';
import { readConstant } from '../../../engine/kernel/quantity.js';
import { writeDecimal } from '../../../engine/kernel/ratio.js';
import { nearest } from '../../../engine/rulebook/nearest.js';
import { Refusal } from '../../../platform/refusal.js';
import { badInput, type AskedDeal, type AskedFact, type AskedLine } from './asked.js';

/** Columns of a file of deals; any further column is a fact, by its name with a dot in it. */
const DEAL_COLUMNS = ['deal', 'date', 'net', 'currency', 'salesperson', 'territory', 'account'] as const;
const LARGEST = 1_048_576;

type Row = Readonly<Record<string, string>>;

/** Deals of a CSV file with a header: a row is a deal, and rows of one deal that follow each other are its lines. */
export function readDealsCsv(text: string): readonly AskedDeal[] {
  if (text.length > LARGEST)
    throw new Refusal('IMPORT_LIMIT', 'The file is larger than any may be.', 'Give at most 1 MB.', 'deals');
  const rows = rowsOf(text);
  const [first] = rows;
  if (!first) throw new Refusal('IMPORT_EMPTY', 'The file has no row.', 'Give a row for each deal.', 'deals');
  refuseHeader(Object.keys(first));
  const deals: Row[][] = [];
  for (const row of rows) {
    const last = deals.at(-1);
    if (last && row['deal'] && last[0]?.['deal'] === row['deal']) last.push(row);
    else deals.push([row]);
  }
  return deals.map(dealOf);
}

function rowsOf(text: string): readonly Row[] {
  try {
    return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refusal('IMPORT_CSV', 'The file cannot be read as CSV.', error.message, 'deals');
  }
}

function refuseHeader(columns: readonly string[]): void {
  for (const needed of ['date', 'net'])
    if (!columns.includes(needed)) throw header(`The file has no column ${needed}.`, 'Add it to the header.');
  for (const column of columns) {
    if (column.includes('.') || DEAL_COLUMNS.some((known) => known === column)) continue;
    const near = nearest(column, DEAL_COLUMNS);
    const hint =
      near === undefined ? `Columns are ${DEAL_COLUMNS.join(', ')} and facts.` : `Did you mean ${near}?`;
    throw header(`Nobody knows a column ${column}.`, hint);
  }
}

function header(message: string, hint: string): Refusal {
  return new Refusal('IMPORT_HEADER', message, hint, 'deals');
}

function dealOf(rows: readonly Row[], index: number): AskedDeal {
  const [first = {}] = rows;
  const lines = rows.map((row, nth) => ({
    ...readAmount(row['net'] ?? '', `deals.${index}.lines.${nth}.net`),
    facts: factsOf(row),
  }));
  const text = (column: string): string | undefined => first[column] || undefined;
  const { currency } = lines[0] ?? {};
  return {
    id: text('deal'),
    date: first['date'] ?? '',
    currency: currency ?? text('currency'),
    salesperson: text('salesperson'),
    territory: text('territory'),
    account: text('account'),
    lines: lines.map(({ net, facts }): AskedLine => ({ net, facts })),
  };
}

function factsOf(row: Row): readonly AskedFact[] {
  return Object.entries(row).flatMap(([name, value]) =>
    name.includes('.') && value !== '' ? [{ name, value }] : [],
  );
}

/** An amount as a person writes it: `50,000 USD`, or `50000` in a currency that stands elsewhere. */
export function readAmount(text: string, path: string): { readonly net: string; readonly currency?: string } {
  const read = readConstant(text.trim());
  if ('quantity' in read) {
    const { value, unit } = read.quantity;
    if (unit.kind === 'money') return { net: writeDecimal(value), currency: unit.currency };
    if (unit.kind === 'plain') return { net: writeDecimal(value) };
  }
  throw badInput('The amount cannot be read.', 'Write it like 50,000 USD.', path);
}
