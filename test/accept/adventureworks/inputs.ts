import { writeCsv, type SharedFolder } from '../shared.js';
import { writeDay, readDay } from '../../../src/engine/kernel/day.js';

/** The import files of one scenario by kind, in the order in which a comp admin would load them. */
export type ImportFiles = readonly { readonly kind: string; readonly csv: string }[];

const FIRST_DAY = '2011-05-31';
/** The head of each territory group (rule A.5); the heads' hire dates come from Employee.csv. */
const HEADS: Record<string, string> = { 'North America': '274', Europe: '287', Pacific: '285' };

/** AdventureWorks' own rows under our column names; joins and inclusive ends are turned here, amounts and dates are not touched. */
export function adventureWorksFiles(shared: SharedFolder): ImportFiles {
  const rows = (file: string): Record<string, string>[] => shared.rows('data', 'adventureworks', file);
  const employees = new Map(rows('Employee.csv').map((row) => [row['BusinessEntityID'], row]));
  const people = rows('SalesPerson.csv');
  const hired = (id: string): string => employees.get(id)?.['HireDate'] ?? '';
  return [
    { kind: 'participants', csv: participants(people, hired, employees) },
    { kind: 'assignments', csv: assignments(people) },
    { kind: 'territories', csv: territories(rows('SalesTerritory.csv')) },
    { kind: 'territory-holders', csv: holders(rows('SalesTerritoryHistory.csv')) },
    { kind: 'territory-heads', csv: heads(hired) },
    { kind: 'quotas', csv: quotas(rows('SalesPersonQuotaHistory.csv')) },
  ];
}

/** The orders go through the mapping file, as a company's own export would. */
export const ORDERS = ['data', 'adventureworks', 'SalesOrderHeader.csv'] as const;

type Row = Record<string, string>;

function participants(
  people: Row[],
  hired: (id: string) => string,
  employees: Map<string | undefined, Row>,
): string {
  const columns = ['id', 'name', 'hired'];
  return writeCsv(
    columns,
    people.map(({ BusinessEntityID: id = '' }) => ({
      id,
      name: employees.get(id)?.['LoginID']?.replace('adventure-works\\', '') ?? id,
      hired: hired(id),
    })),
  );
}

function assignments(people: Row[]): string {
  return writeCsv(
    ['participant', 'plan', 'from', 'until', 'attribute.rate'],
    people.map((person) => ({
      participant: person['BusinessEntityID'],
      plan: 'adventureworks',
      from: FIRST_DAY,
      'attribute.rate': percent(person['CommissionPct'] ?? '0'),
    })),
  );
}

/** A fraction of at most three decimals as a percentage: 0.015 is 1.5%. */
function percent(fraction: string): string {
  const thousandths =
    BigInt((fraction.split('.')[1] ?? '').padEnd(3, '0') || '0') +
    BigInt(fraction.split('.')[0] ?? '0') * 1000n;
  return `${thousandths / 10n}.${thousandths % 10n}%`;
}

function territories(rows: Row[]): string {
  return writeCsv(
    ['id', 'name', 'group'],
    rows.map((row) => ({ id: row['TerritoryID'], name: row['Name'], group: row['Group'] })),
  );
}

/** The history's end dates are inclusive; ours are the first day out. */
function holders(rows: Row[]): string {
  return writeCsv(
    ['territory', 'participant', 'from', 'until'],
    rows.map((row) => ({
      territory: row['TerritoryID'],
      participant: row['BusinessEntityID'],
      from: row['StartDate'],
      until: row['EndDate'] ? writeDay((readDay(row['EndDate']) ?? 0) + 1) : '',
    })),
  );
}

function heads(hired: (id: string) => string): string {
  return writeCsv(
    ['group', 'participant', 'from', 'until'],
    Object.entries(HEADS).map(([group, participant]) => ({ group, participant, from: hired(participant) })),
  );
}

/** A quota holds until the same person's next quota date; the last until the plan ends. */
function quotas(rows: Row[]): string {
  const dates = [...new Set(rows.map((row) => row['QuotaDate'] ?? ''))].sort();
  return writeCsv(
    ['participant', 'attribute', 'from', 'until', 'amount', 'unit'],
    rows.map((row) => ({
      participant: row['BusinessEntityID'],
      attribute: 'attribute.quota',
      from: row['QuotaDate'],
      until: dates[dates.indexOf(row['QuotaDate'] ?? '') + 1] ?? '2014-05-31',
      amount: row['SalesQuota'],
      unit: 'USD',
    })),
  );
}
