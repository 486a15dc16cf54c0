import type { CalculationSummary } from '../../modules/calculation/calculation.service.js';
import { LedgerService } from '../../modules/ledger/ledger.service.js';
import type { Environment } from '../environment.js';
import { amount, OPERATOR, table } from '../output.js';
import { count } from '../progress.js';

/** Each period's bookings, credits, exceptions, earned and posted. */
export async function summaryText(
  { app, opened }: Environment,
  summary: CalculationSummary,
): Promise<string> {
  const posted = await opened.database.inTransaction(OPERATOR, async (tx) =>
    app.get(LedgerService).postedByPeriod(tx),
  );
  const { periods, outside, troubles } = summary.totals;
  const rows = periods.map(({ name, bookings, credits, exceptions, earned, net }) => {
    const sum = posted.find(({ period }) => period === name);
    return [
      name,
      count(bookings),
      money(net),
      count(credits),
      count(exceptions),
      money(earned),
      sum ? amount(sum.amount) : '-',
      sum && Number(sum.late) !== 0 ? amount(sum.late) : '',
    ];
  });
  const head = [
    'period',
    'bookings',
    'net',
    'credits',
    'exceptions',
    'earned',
    'posted',
    'of it for earlier periods',
  ];
  return [
    table(head, rows, new Set([1, 2, 3, 4, 5, 6, 7])),
    ...(outside.bookings > 0
      ? [`${count(outside.bookings)} bookings lie outside every period of a plan: ${money(outside.net)}`]
      : []),
    ...troubles
      .slice(0, 10)
      .map(({ participant, period, message }) => `look at: ${participant}, ${period}: ${message}`),
    ...(troubles.length > 10 ? [`… and ${troubles.length - 10} more`] : []),
  ].join('\n');
}

function money(sums: Readonly<Record<string, string>>): string {
  const parts = Object.entries(sums).map(([currency, sum]) => `${amount(sum)} ${currency}`);
  return parts.length === 0 ? '-' : parts.join(' + ');
}
