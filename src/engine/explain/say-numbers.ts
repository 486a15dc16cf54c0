import {
  compare,
  multiply,
  ratio,
  roundToUnits,
  writeDecimal,
  writeUnits,
  type Ratio,
} from '../kernel/ratio.js';

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

/** An attainment to one decimal; to more where one would make a whole percentage of it that it is not: 99.98% is not 100%, nor is 100.00004%. */
export function sayAttainment(attainment: Ratio): string {
  const percent = multiply(attainment, HUNDRED);
  const tenths = roundToUnits(percent, 1);
  const exact = attainment.n * 1000n === tenths * attainment.d;
  if (exact || tenths % 10n !== 0n) return `${writeDecimal(ratio(tenths, 10n), 1)}%`;
  const whole = ratio(tenths, 10n);
  const places = [4, 6, 8].find((each) => writeDecimal(percent, each) !== writeDecimal(whole, 0));
  if (places !== undefined) return `${writeDecimal(percent, places)}%`;
  return `just ${compare(percent, whole) < 0 ? 'under' : 'over'} ${writeDecimal(whole, 0)}%`;
}

/** A number in its unit, which is the currency where none is given: `781,000 USD`, `4 logos`, `104.25%`. */
export function sayIn(
  value: Ratio,
  { unit, currency }: { unit?: string | undefined; currency: string },
): string {
  if (unit === undefined) return `${sayMoney(value)} ${currency}`;
  if (unit === '%') return sayPercent(value);
  return `${separated(writeDecimal(value, 4))} ${isOne(value) ? oneOf(unit) : manyOf(unit)}`;
}

/** A percentage that is not a rate: whole if it has few decimals, else as an attainment is said. */
function sayPercent(value: Ratio): string {
  const few = writeDecimal(multiply(value, HUNDRED), 2);
  const isExact = roundToUnits(multiply(value, HUNDRED), 2) * value.d === value.n * 10_000n;
  return isExact ? `${separated(few)}%` : sayAttainment(value);
}

/** Whether exactly one is counted, or taken back. */
export function isOne({ n, d }: Ratio): boolean {
  return n === d || n === -d;
}

/** Money for each of something, with every place it has up to six. */
export function sayPrice(price: Ratio): string {
  const cents = roundToUnits(price, 2);
  return cents * price.d === price.n * 100n ? sayMoney(price) : separated(writeDecimal(price, 6));
}

/** One of what is counted. */
export function oneOf(unit: string): string {
  return unit === 'days' ? 'day' : unit;
}

function manyOf(unit: string): string {
  return unit.endsWith('s') ? unit : `${unit}s`;
}

function separated(digits: string): string {
  const [whole = '', places] = digits.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return places === undefined ? grouped : `${grouped}.${places}`;
}
