import { multiply, ratio, roundToUnits, writeDecimal, writeUnits, type Ratio } from '../kernel/ratio.js';

const HUNDRED = ratio(100n);

/** Money in a sentence: thousands separated; cents where there are any, rounded half away from zero. `886,711.2498` is `886,711.25`. */
export function sayMoney(amount: Ratio): string {
  const cents = roundToUnits(amount, 2);
  return cents % 100n === 0n ? separated((cents / 100n).toString()) : sayCents(cents);
}

/** Money with its cents always written: `11,715.00`. */
export function sayCents(cents: bigint): string {
  return separated(writeUnits(cents, 2));
}

/** An exact amount as cents. */
export function sayExact(amount: Ratio): string {
  return sayCents(roundToUnits(amount, 2));
}

/** A rate, exact up to six decimals: `2.25%`. */
export function sayRate(rate: Ratio): string {
  return `${writeDecimal(multiply(rate, HUNDRED), 6)}%`;
}

/** An attainment to one decimal; to four where one would make a whole percentage of it that it is not: 99.98% is not 100%. */
export function sayAttainment(attainment: Ratio): string {
  const tenths = roundToUnits(multiply(attainment, HUNDRED), 1);
  const exact = attainment.n * 1000n === tenths * attainment.d;
  if (!exact && tenths % 10n === 0n) return `${writeDecimal(multiply(attainment, HUNDRED), 4)}%`;
  return `${writeDecimal(ratio(tenths, 10n), 1)}%`;
}

function separated(digits: string): string {
  const [whole = '', places] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? grouped : `${grouped}.${places}`;
}
