import { invariant } from '../../../engine/kernel/invariant.js';
import { roundToUnits, type Ratio } from '../../../engine/kernel/ratio.js';

/** Decimals that a stored number keeps at most. */
const MOST_DECIMALS = 12;
const GROUP = 10_000;
const NEGATIVE = 0x4000;
/** Groups of four digits that a stored number may have: 36 digits before the point and 12 after. */
const MOST_GROUPS = 12;
/** Powers of ten that bring units of 0 to 12 decimals to a whole number of groups. */
const PAD = [1, 1000, 100, 10];

interface Scale {
  readonly decimals: number;
  /** n × this is the value in units of those decimals. */
  readonly times: bigint;
}

const TEN_TO_12 = 10n ** 12n;
const scales = new Map<bigint, Scale>();
const groups = new Int16Array(MOST_GROUPS);

/** How numbers over `d` are written exactly; `undefined` where they may need more than 12 decimals. Few denominators come up, so each is worked out once. */
function scaleOf(d: bigint): Scale | undefined {
  const known = scales.get(d);
  if (known) return known;
  if (TEN_TO_12 % d !== 0n) return undefined;
  let decimals = 0;
  while (10n ** BigInt(decimals) % d !== 0n) decimals += 1;
  const scale = { decimals, times: 10n ** BigInt(decimals) / d };
  scales.set(d, scale);
  return scale;
}

/**
 * Writes the bytes of PostgreSQL's binary `numeric` at `at` and returns where they end. The number of decimals is the fewest that hold
 * the value, at most 12, so equal values have equal bytes, in lowest terms or not.
 */
export function writeNumeric(into: Buffer, at: number, value: Ratio): number {
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
  readonly decimals: number;
  /** Leaves out zeros at the end of the decimals. */
  readonly fewest?: boolean;
}

/** Writes whole units of `decimals` places as a binary `numeric`: 12345 with 2 places is 123.45. */
export function writeUnits(into: Buffer, at: number, { units, decimals, fewest }: Units): number {
  const negative = units < 0n;
  const magnitude = negative ? -units : units;
  const pad = PAD[decimals % 4] ?? 1;
  const padded = Math.ceil(decimals / 4);
  const small = Number(magnitude) * pad;
  const count = small <= Number.MAX_SAFE_INTEGER ? splitSmall(small) : splitLarge(magnitude * BigInt(pad));
  const shown = fewest ? fewestDecimals(decimals, { count, padded }) : decimals;
  return writeGroups(into, at, { count, padded, negative, decimals: shown });
}

/** Splits into groups of four digits, the lowest first; returns how many. */
function splitSmall(value: number): number {
  let count = 0;
  for (let rest = value; rest > 0; count += 1) {
    const next = Math.floor(rest / GROUP);
    groups[count] = rest - next * GROUP;
    rest = next;
  }
  return count;
}

function splitLarge(value: bigint): number {
  let count = 0;
  for (let rest = value; rest > 0n; count += 1) {
    invariant(count < MOST_GROUPS, 'a number of more digits than can be stored');
    groups[count] = Number(rest % 10_000n);
    rest /= 10_000n;
  }
  return count;
}

function fewestDecimals(decimals: number, { count, padded }: { count: number; padded: number }): number {
  let lowest = 0;
  while (lowest < count && lowest < padded && groups[lowest] === 0) lowest += 1;
  if (lowest === count || lowest === padded) return 0;
  let shown = (padded - lowest) * 4;
  for (let digits = groups[lowest] ?? 1; digits % 10 === 0; digits /= 10) shown -= 1;
  return Math.min(shown, decimals);
}

interface Grouped {
  readonly count: number;
  readonly padded: number;
  readonly decimals: number;
  readonly negative: boolean;
}

/** `groups` holds `count` groups of four digits, the lowest first; the lowest `padded` of them stand behind the point. */
function writeGroups(into: Buffer, at: number, { count, padded, decimals, negative }: Grouped): number {
  let lowest = 0;
  while (lowest < count && groups[lowest] === 0) lowest += 1;
  const kept = count - lowest;
  let end = into.writeInt16BE(kept, at);
  end = into.writeInt16BE(kept === 0 ? 0 : count - 1 - padded, end);
  end = into.writeUInt16BE(negative ? NEGATIVE : 0, end);
  end = into.writeUInt16BE(decimals, end);
  for (let place = count - 1; place >= lowest; place -= 1) end = into.writeInt16BE(groups[place] ?? 0, end);
  return end;
}
