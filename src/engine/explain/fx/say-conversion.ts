import { writeDay } from '../../kernel/day.js';
import { multiply, writeDecimal } from '../../kernel/ratio.js';
import type { AppliedRate } from '../../model/rates.js';
import type { Credit, Earning, EarningLine, PayConversion } from '../../model/result.js';
import { sayCents, sayExact, sayMoney } from '../say-numbers.js';

/** How many rates a sentence names; the lines say all. */
const MOST_RATES = 5;

/** What a credit was in its own currency: `100,000 EUR × 1.1 = 110,000 USD (set market, 2026-02-03)`. */
export function sayBooked({ net, rate }: NonNullable<Credit['booked']>): string {
  const made = `${sayMoney(multiply(net, rate.rate))} ${rate.to}`;
  return `${sayMoney(net)} ${rate.from} × ${writeDecimal(rate.rate)} = ${made} (${sayRateOf(rate)})`;
}

/** The same where the amount in its own currency is not at hand: `booked in EUR, credited in USD at 1.1 (set market, 2026-02-03)`. */
export function sayCreditRate(rate: AppliedRate): string {
  return `booked in ${rate.from}, credited in ${rate.to} at ${sayRate(rate)}`;
}

/** The earning as it was in the plan's currency, before it was converted. */
export function inPlanCurrency(earning: Earning): Earning {
  const { pay } = earning.working;
  return pay ? { ...earning, currency: pay.currency, amount: pay.amount } : earning;
}

/** How pay became the person's currency: `3,000.00 USD × 84.5 = 253,500.00 INR (set market, 2026-02-28)`; nothing where it did not. */
export function sayPay({ amount, currency, working: { pay } }: Earning): string {
  return pay ? sayPaid({ amount, currency }, pay) : '';
}

/** The same of an amount and what it was converted from. */
export function sayPaid(
  { amount, currency }: Pick<Earning, 'amount' | 'currency'>,
  pay: PayConversion,
): string {
  if (pay.amount === 0n) return '';
  const earned = `${sayCents(pay.amount)} ${pay.currency}`;
  const paid = `${sayCents(amount)} ${currency}`;
  const [only, ...others] = pay.rates;
  if (!only) return `${earned} cannot be paid in ${currency} yet`;
  if (others.length === 0) return `${earned} × ${writeDecimal(only.rate)} = ${paid} (${sayRateOf(only)})`;
  const more = pay.rates.length - MOST_RATES;
  const said = [...pay.rates.slice(0, MOST_RATES).map(sayRate), ...(more > 0 ? [`and ${more} more`] : [])];
  return `${earned} is ${paid}, what is earned now by the rate of the pay period, what is taken back by those at which it was paid: ${said.join(', ')}`;
}

/** How a line became the person's currency. */
export function sayPaidLine({ amount, paid }: EarningLine, currency: string, from: string): string {
  if (!paid?.rate) return '';
  const { rate, parts } = paid;
  if (parts) {
    const each = parts.map((part) => `${sayExact(part.amount)} × ${sayRate(part.rate)}`);
    return `${sayCents(paid.amount)} ${from} is ${sayCents(amount)} ${currency}, by the rates at which it was paid: ${each.join(' and ')}`;
  }
  return `${sayCents(paid.amount)} ${from} × ${writeDecimal(rate.rate)} = ${sayCents(amount)} ${currency} (${sayRateOf(rate)})`;
}

function sayRate(rate: AppliedRate): string {
  return `${writeDecimal(rate.rate)} (${sayRateOf(rate)})`;
}

function sayRateOf({ set, on, dated }: AppliedRate): string {
  return dated === on
    ? `set ${set}, ${writeDay(on)}`
    : `set ${set}, ${writeDay(dated)}, in force on ${writeDay(on)}`;
}
