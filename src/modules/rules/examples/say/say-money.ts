import { ratio, writeDecimal, type Ratio } from '../../../../engine/kernel/ratio.js';

const CENTS = 100n;

/** An exact amount with its thousands separated and at least two decimals: `49.995 USD`, `10,000.00 USD`. */
export function sayMoney(amount: Ratio, currency: string): string {
  return `${sayAmount(amount)} ${currency}`;
}

/** Whole cents as an amount. */
export function sayCents(cents: bigint, currency: string): string {
  return sayMoney(ratio(cents, CENTS), currency);
}

/** An amount without its currency. */
export function sayAmount(amount: Ratio): string {
  const [whole = '', places = ''] = writeDecimal(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places.padEnd(2, '0')}`;
}
