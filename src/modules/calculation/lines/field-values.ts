import type { Day } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';

const POSTGRES_EPOCH = 10_957;
const NEGATIVE = 0x4000;

/** The date field at `start`: PostgreSQL counts days from 2000-01-01. */
export function readDate(bytes: Buffer, start: number): Day {
  return bytes.readInt32BE(start) + POSTGRES_EPOCH;
}

/** The binary `numeric` at `start`, which has at most six decimals, in millionths. */
export function readMillionths(bytes: Buffer, start: number): bigint {
  const count = bytes.readInt16BE(start);
  const weight = bytes.readInt16BE(start + 2);
  const sign = bytes.readUInt16BE(start + 4);
  invariant(sign === 0 || sign === NEGATIVE, 'an amount that is not a number');
  const magnitude =
    weight < 2
      ? BigInt(smallMillionths(bytes, start, { count, weight }))
      : largeMillionths(bytes, start, { count, weight });
  return sign === NEGATIVE ? -magnitude : magnitude;
}

const POWERS = [1e-2, 1e2, 1e6, 1e10];

/** Below 100 million the millionths are exact in a double. Groups of four digits: `weight` is the power of 10,000 of the first. */
function smallMillionths(
  bytes: Buffer,
  start: number,
  { count, weight }: { count: number; weight: number },
): number {
  let total = 0;
  for (let group = 0; group < count; group += 1) {
    const digits = bytes.readInt16BE(start + 8 + group * 2);
    const power = weight - group;
    total += power === -2 ? digits / 100 : digits * (POWERS[power + 2] ?? 0);
  }
  return total;
}

function largeMillionths(
  bytes: Buffer,
  start: number,
  { count, weight }: { count: number; weight: number },
): bigint {
  let total = 0n;
  for (let group = 0; group < count; group += 1) {
    const digits = BigInt(bytes.readInt16BE(start + 8 + group * 2));
    const power = weight - group;
    total += power === -2 ? digits / 100n : digits * 10n ** BigInt(power * 4 + 6);
  }
  return total;
}
