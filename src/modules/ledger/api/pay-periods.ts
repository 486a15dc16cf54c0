import { momentOf } from '../../../platform/database/sql/moment.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOfDecimal, type Money } from '../../../platform/graphql/scalars/money.js';
import type { CalculationSummary } from '../../calculation/calculation.service.js';
import type { PostedToPeriod } from '../settlement/settlement.js';
import type { PayPeriodType } from './period.type.js';

interface Closed {
  readonly calendar: string;
  readonly period: string;
  readonly from: string;
  readonly until: string;
  readonly closedAt: string;
}

/** Periods that were closed, with when. */
export async function readClosings(tx: Transaction): Promise<Closed[]> {
  return await tx.query<Closed>(
    `select c.calendar, c.period, c.period_from as "from", c.period_until as until,
       ${momentOf('a.recorded_at')} as "closedAt"
     from period_closing c join audit_entry a on a.entry = c.entry`,
  );
}

interface Known {
  readonly calendar: string;
  readonly closings: readonly Closed[];
  readonly posted: readonly PostedToPeriod[];
  readonly periods: CalculationSummary['totals']['periods'];
}

/** Every period that was calculated, posted to or closed, oldest first. `calendar` is the one of periods that only a calculation names. */
export function payPeriods({ calendar, closings, posted, periods }: Known): PayPeriodType[] {
  const found = new Map<string, PayPeriodType>();
  const at = (of: { calendar: string; name: string; from: string; until: string | null }): PayPeriodType => {
    const key = `${of.calendar} ${of.name} ${of.from}`;
    const known = found.get(key) ?? {
      ...of,
      isClosed: false,
      closedAt: null,
      earned: [],
      posted: [],
      late: [],
    };
    found.set(key, known);
    return known;
  };
  for (const { name, from, until, earned } of periods)
    at({ calendar, name, from, until }).earned = Object.entries(earned).map(([currency, amount]) =>
      moneyOfDecimal(amount, currency),
    );
  for (const { calendar: of, period: name, from, until } of closings)
    Object.assign(at({ calendar: of, name, from, until }), { until });
  for (const { calendar: of, period: name, from, currency, amount, late } of posted) {
    const period = at({ calendar: of, name, from, until: null });
    add(period.posted, amount, currency);
    add(period.late, late, currency);
  }
  for (const period of found.values()) {
    const closed = closingOf(period, closings);
    if (closed) Object.assign(period, { isClosed: true, closedAt: closed.closedAt });
  }
  return [...found.values()].sort(
    (a, b) => compare(a.from, b.from) || compare(a.until ?? '', b.until ?? '') || compare(a.name, b.name),
  );
}

/** What closed a period: its own closing, or the first of a later end. A month is closed with its quarter: nothing is posted before it. */
function closingOf({ calendar, until }: PayPeriodType, closings: readonly Closed[]): Closed | undefined {
  if (until === null) return undefined;
  const [first] = closings
    .filter((closed) => closed.calendar === calendar && until <= closed.until)
    .sort((a, b) => compare(a.until, b.until));
  return first;
}

function add(to: Money[], amount: string, currency: string): void {
  to.push(moneyOfDecimal(amount, currency));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
