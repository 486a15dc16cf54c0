import {
  multiply,
  ratio,
  readDecimal,
  subtract,
  writeDecimal,
  ZERO,
} from '../../../src/engine/kernel/ratio.js';
import { writeCsv, type SharedFolder } from '../shared.js';
import type { ImportFiles } from '../adventureworks/inputs.js';

type Row = Record<string, string>;

/** Rule 5 names the employee. */
const VICE_PRESIDENT = '2';

/** Northwind's own rows under our column names: a line is price by quantity, its discount a fact of its own. */
export function northwindFiles(shared: SharedFolder): ImportFiles {
  const rows = (file: string): Row[] => shared.rows('data', 'northwind', file);
  const employees = rows('employees.csv');
  const details = rows('order_details.csv');
  const orders = rows('orders.csv');
  return [
    { kind: 'participants', csv: participants(employees) },
    { kind: 'assignments', csv: assignments(employees) },
    {
      kind: 'bookings',
      csv: bookings({ orders, details, ...categories(rows) }),
    },
    { kind: 'deals', csv: deals(orders) },
    { kind: 'deal-lines', csv: dealLines(details) },
  ];
}

function participants(employees: readonly Row[]): string {
  return writeCsv(
    ['participant', 'name', 'hired'],
    employees.map((row) => ({
      participant: row['employee_id'],
      name: row['last_name'],
      hired: row['hire_date'],
    })),
  );
}

function assignments(employees: readonly Row[]): string {
  return writeCsv(
    ['participant', 'plan', 'from', 'manager', 'participant.role'],
    employees.map((row) => ({
      participant: row['employee_id'],
      plan: 'northwind',
      from: '1996-07-01',
      manager: row['reports_to'],
      'participant.role': row['employee_id'] === VICE_PRESIDENT ? 'vice-president' : 'employee',
    })),
  );
}

function categories(rows: (file: string) => Row[]): {
  categoryOf: ReadonlyMap<string | undefined, string | undefined>;
} {
  const names = new Map(rows('categories.csv').map((row) => [row['category_id'], row['category_name']]));
  return {
    categoryOf: new Map(
      rows('products.csv').map((row) => [row['product_id'], names.get(row['category_id'])]),
    ),
  };
}

function bookings({
  orders,
  details,
  categoryOf,
}: {
  orders: readonly Row[];
  details: readonly Row[];
  categoryOf: ReadonlyMap<string | undefined, string | undefined>;
}): string {
  const byOrder = new Map(orders.map((row) => [row['order_id'], row]));
  const lines = new Map<string | undefined, number>();
  return writeCsv(
    ['booking', 'line', 'date', 'currency', 'net', 'salesperson', 'line.discount', 'line.category'],
    details.map((row) => {
      const order = byOrder.get(row['order_id']);
      const line = (lines.get(row['order_id']) ?? 0) + 1;
      lines.set(row['order_id'], line);
      return {
        booking: row['order_id'],
        line: String(line),
        date: order?.['order_date'],
        currency: 'USD',
        net: times(row['unit_price'], row['quantity']),
        salesperson: order?.['employee_id'],
        'line.discount': `${times(row['discount'], '100')}%`,
        'line.category': categoryOf.get(row['product_id']),
      };
    }),
  );
}

/** The orders once more, as offers: what is judged of them is what stands in them. */
function deals(orders: readonly Row[]): string {
  return writeCsv(
    ['deal', 'seller', 'currency', 'offered'],
    orders.map((row) => ({
      deal: row['order_id'],
      seller: row['employee_id'],
      currency: 'USD',
      offered: row['order_date'],
    })),
  );
}

function dealLines(details: readonly Row[]): string {
  const lines = new Map<string | undefined, number>();
  return writeCsv(
    ['deal', 'line', 'net', 'line.discount'],
    details.map((row) => {
      const line = (lines.get(row['order_id']) ?? 0) + 1;
      lines.set(row['order_id'], line);
      const paid = subtract(ratio(1n), readDecimal(row['discount'] ?? '') ?? ZERO);
      return {
        deal: row['order_id'],
        line: String(line),
        net: times(times(row['unit_price'], row['quantity']), writeDecimal(paid)),
        'line.discount': `${times(row['discount'], '100')}%`,
      };
    }),
  );
}

function times(a: string | undefined, b: string | undefined): string {
  return writeDecimal(multiply(readDecimal(a ?? '') ?? ZERO, readDecimal(b ?? '') ?? ZERO));
}
