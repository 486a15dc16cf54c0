import { readDay } from '../../engine/kernel/day.js';
import { add, readDecimal, writeDecimal, ZERO } from '../../engine/kernel/ratio.js';
import type { CalculationSummary } from '../../modules/calculation/calculation.service.js';
import { LedgerService } from '../../modules/ledger/ledger.service.js';
import type { Environment } from '../environment.js';
import { amount, OPERATOR, table } from '../output.js';
import { count } from '../progress.js';

type Amounts = Readonly<Record<string, string>>;
type Period = CalculationSummary['totals']['periods'][number];
type Posted = Awaited<ReturnType<LedgerService['postedByPeriod']>>[number];

const HEAD = ['period', 'bookings', 'net', 'credits', 'exceptions', 'earned', 'posted', 'of it from earlier'];
const TROUBLES = 10;

/** Each pay period's bookings, credits, exceptions, earned and posted; the bookings of a quarter are those of its months again. */
export async function summaryText(
  { app, opened }: Environment,
  { totals }: CalculationSummary,
): Promise<string> {
  const posted = await opened.database.inTransaction(OPERATOR, async (tx) =>
    app.get(LedgerService).postedByPeriod(tx),
  );
  const { periods } = totals;
  const named = new Set(periods.map(({ name }) => name));
  const others = [...new Set(posted.map(({ period }) => period).filter((name) => !named.has(name)))];
  const rows = [
    ...STRETCHES.flatMap(([stretch, shortest, longest]) => {
      const own = periods.filter((period) => shortest <= daysOf(period) && daysOf(period) <= longest);
      const sorted = own.toSorted((a, b) => (a.from < b.from ? -1 : 1));
      const title = own.length === 0 ? [] : [[`paid by ${stretch}`]];
      return [...title, ...sorted.map((period) => periodRow(period, posted))];
    }),
    ...others.map((name) => [name, '', '', '', '', '', ...postedCells(name, posted)]),
    totalRow(periods, posted),
  ];
  return [table(HEAD, rows, new Set([1, 2, 3, 4, 5, 6, 7])), ...remarks(totals)].join('\n');
}

/** Plans pay by months or by quarters: each kind of period counts the credits and the pay of its own plans. */
const STRETCHES = [
  ['month', 0, 45],
  ['quarter', 46, 135],
  ['half-year', 136, 250],
  ['year', 251, Number.MAX_SAFE_INTEGER],
] as const;

function daysOf({ from, until }: Period): number {
  return (readDay(until) ?? 0) - (readDay(from) ?? 0);
}

/** What was posted to a period, and how much of it for earlier ones; a leaver's late earnings are off cycle. */
function postedCells(period: string, posted: readonly Posted[]): string[] {
  const mine = posted.filter(({ period: name }) => name === period);
  const late = sums(mine.map(({ currency, late: sum }) => ({ [currency]: sum })));
  return [
    money(sums(mine.map(({ currency, amount: sum }) => ({ [currency]: sum })))),
    Object.values(late).every((sum) => sum === '0') ? '' : money(late),
  ];
}

function periodRow(period: Period, posted: readonly Posted[]): string[] {
  return [
    period.name,
    count(period.bookings),
    money(period.net),
    count(period.credits),
    count(period.exceptions),
    money(period.earned),
    ...postedCells(period.name, posted),
  ];
}

/** Earned and posted of all periods: the same when everything is settled. */
function totalRow(periods: readonly Period[], posted: readonly Posted[]): string[] {
  const all = sums(posted.map(({ currency, amount: sum }) => ({ [currency]: sum })));
  return ['all', '', '', '', '', money(sums(periods.map(({ earned }) => earned))), money(all), ''];
}

function remarks({ outside, exceptionsByCode, troubles }: CalculationSummary['totals']): string[] {
  const { WINDFALL: windfalls = 0, ...nobodys } = exceptionsByCode;
  const codes = Object.entries(nobodys).map(([code, number]) => `${count(number)} ${code}`);
  return [
    ...(codes.length > 0 ? [`Exceptions, credited to nobody: ${codes.join(', ')}`] : []),
    ...(windfalls > 0
      ? [`Deals to be reviewed, which count and are paid meanwhile: ${count(windfalls)}`]
      : []),
    ...(outside.bookings > 0
      ? [`${count(outside.bookings)} bookings lie outside every period of a plan: ${money(outside.net)}`]
      : []),
    ...troubles
      .slice(0, TROUBLES)
      .map(({ participant, period, message }) => `Look at ${participant}, ${period}: ${message}`),
    ...(troubles.length > TROUBLES ? [`… and ${count(troubles.length - TROUBLES)} more to look at`] : []),
  ];
}

function sums(parts: readonly Amounts[]): Amounts {
  const total: Record<string, string> = {};
  for (const [currency, sum] of parts.flatMap((part) => Object.entries(part)))
    total[currency] = writeDecimal(
      add(readDecimal(total[currency] ?? '0') ?? ZERO, readDecimal(sum) ?? ZERO),
    );
  return total;
}

function money(amounts: Amounts): string {
  const parts = Object.entries(amounts).map(([currency, sum]) => `${amount(sum)} ${currency}`);
  return parts.length === 0 ? '-' : parts.join(' + ');
}
