import { invariant } from '../../../engine/kernel/invariant.js';
import { roundToUnits, type Ratio } from '../../../engine/kernel/ratio.js';

/** Decimals that a stored number keeps at most. */
const MOST_DECIMALS = 12;
const GROUP = 10_000;
const NEGATIVE = 0x4000;
const TEN_TO_12 = 10n ** 12n;
/** Of a number below 2^53 the halves before and after the point are exact doubles. */
const POWERS = Array.from({ length: MOST_DECIMALS + 1 }, (_, places) => 10 ** places);
/** Brings the decimals to a whole number of groups of four. */
const PAD = [1, 1000, 100, 10];
/** Groups of four digits that a number may have: 256 digits, more than money has. */
const groups = new Int16Array(64);

interface Scale {
  readonly decimals: number;
  /** n × this is the value in units of those decimals. */
  readonly times: bigint;
}

const scales = new Map<bigint, Scale>();
let lastD = 0n;
let lastScale: Scale | undefined;

/** How numbers over `d` are written exactly; `undefined` where they may need more than 12 decimals. Few denominators come up, so each is worked out once. */
function scaleOf(d: bigint): Scale | undefined {
  if (d === lastD) return lastScale;
  lastD = d;
  lastScale = scales.get(d);
  if (lastScale || TEN_TO_12 % d !== 0n) return lastScale;
  let decimals = 0;
  while (10n ** BigInt(decimals) % d !== 0n) decimals += 1;
  lastScale = { decimals, times: 10n ** BigInt(decimals) / d };
  scales.set(d, lastScale);
  return lastScale;
}

/**
 * Writes the bytes of PostgreSQL's binary `numeric` at `at` and returns where they end. The number of decimals is the fewest that hold
 * the value, at most 12, so equal values have equal bytes, in lowest terms or not.
 */
export function writeNumeric(into: DataView, at: number, value: Ratio): number {
  const scale = scaleOf(value.d);
  if (!scale)
    return writeUnits(into, at, {
      units: roundToUnits(value, MOST_DECIMALS),
      decimals: MOST_DECIMALS,
      fewest: true,
    });
  const { decimals, times } = scale;
  return writeUnits(into, at, { units: times === 1n ? value.n : value.n * times, decimals, fewest: true });
}

interface Units {
  /** Whole units of the last decimal place. */
  readonly units: bigint;
  /** At most 12. */
  readonly decimals: number;
  /** Leaves out zeros at the end of the decimals. */
  readonly fewest: boolean;
}

/** Writes whole units of `decimals` places as a binary `numeric`: 12345 with 2 places is 123.45. */
export function writeUnits(into: DataView, at: number, { units, decimals, fewest }: Units): number {
  const negative = units < 0n;
  const power = POWERS[decimals] ?? 1;
  let [whole, rest] = [0, Math.abs(Number(units))];
  if (rest > Number.MAX_SAFE_INTEGER) {
    const magnitude = negative ? -units : units;
    rest = Number(magnitude % BigInt(power));
    const count = splitFraction(rest, decimals);
    return writeGroups(into, at, {
      fraction: count,
      count: splitLarge(magnitude / BigInt(power), count),
      negative,
      decimals: fewest ? fewestDecimals(rest, decimals) : decimals,
    });
  }
  whole = Math.floor(rest / power);
  rest -= whole * power;
  const fraction = splitFraction(rest, decimals);
  const count = splitWhole(whole, fraction);
  return writeGroups(into, at, {
    fraction,
    count,
    negative,
    decimals: fewest ? fewestDecimals(rest, decimals) : decimals,
  });
}

/** Puts the digits after the point into the lowest groups; returns how many. */
function splitFraction(value: number, decimals: number): number {
  const count = Math.ceil(decimals / 4);
  let rest = value * (PAD[decimals % 4] ?? 1);
  for (let group = 0; group < count; group += 1) {
    const next = Math.floor(rest / GROUP);
    groups[group] = rest - next * GROUP;
    rest = next;
  }
  return count;
}

/** Puts the digits before the point into the groups from `start` on; returns the number of all groups. */
function splitWhole(value: number, start: number): number {
  let count = start;
  for (let rest = value; rest > 0; count += 1) {
    const next = Math.floor(rest / GROUP);
    groups[count] = rest - next * GROUP;
    rest = next;
  }
  return count;
}

function splitLarge(value: bigint, start: number): number {
  if (value <= BigInt(Number.MAX_SAFE_INTEGER)) return splitWhole(Number(value), start);
  let count = start;
  for (let rest = value; rest > 0n; count += 1) {
    invariant(count < groups.length, 'a number of more digits than can be stored');
    groups[count] = Number(rest % 10_000n);
    rest /= 10_000n;
  }
  return count;
}

/** How many of the decimals are left without the zeros at their end. */
function fewestDecimals(fraction: number, decimals: number): number {
  if (fraction === 0) return 0;
  let shown = decimals;
  for (let rest = fraction; rest % 10 === 0; rest /= 10) shown -= 1;
  return shown;
}

interface Grouped {
  readonly count: number;
  readonly fraction: number;
  readonly decimals: number;
  readonly negative: boolean;
}

/** `groups` holds `count` groups of four digits, the lowest first; the lowest `fraction` of them stand behind the point. */
function writeGroups(into: DataView, at: number, { count, fraction, decimals, negative }: Grouped): number {
  let highest = count;
  while (highest > 0 && groups[highest - 1] === 0) highest -= 1;
  let lowest = 0;
  while (lowest < highest && groups[lowest] === 0) lowest += 1;
  const kept = highest - lowest;
  into.setInt16(at, kept);
  into.setInt16(at + 2, kept === 0 ? 0 : highest - 1 - fraction);
  into.setUint16(at + 4, negative ? NEGATIVE : 0);
  into.setUint16(at + 6, decimals);
  let end = at + 8;
  for (let place = highest - 1; place >= lowest; place -= 1) {
    into.setInt16(end, groups[place] ?? 0);
    end += 2;
  }
  return end;
}
