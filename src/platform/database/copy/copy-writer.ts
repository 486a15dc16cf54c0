import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { roundToUnits, type Ratio } from '../../../engine/kernel/ratio.js';
import { groups, NEGATIVE, splitNumeric } from './copy-numeric.js';

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Days from PostgreSQL's first day, 2000-01-01, to ours, 1970-01-01. */
export const DAYS_TO_2000 = 10_957;
/** Decimals that stored ratios are rounded to. */
export const STORED_DECIMALS = 12;
const FULL = 1 << 18;
const TEXT_ARRAY_OID = 25;
const LONGEST_NUMERIC = 160;

/**
 * Encodes rows for `copy … from stdin (format binary)` into one growing buffer:
 *
 *     const rows = new CopyWriter();
 *     for (…) { rows.row(3); rows.uuid(id); rows.numeric(cents, 2); rows.date(day); if (rows.isFull) await rows.flush(stream); }
 *     await rows.end(stream);
 */
export class CopyWriter {
  private buffer: Buffer<ArrayBuffer>;
  private view: DataView;
  private at = 0;
  /** Rows begun so far. */
  rows = 0;

  constructor(size = FULL + 4096) {
    this.buffer = Buffer.allocUnsafeSlow(size);
    this.view = new DataView(this.buffer.buffer);
    this.at = SIGNATURE.copy(this.buffer);
    this.view.setInt32(this.at, 0);
    this.view.setInt32(this.at + 4, 0);
    this.at += 8;
  }

  /** Begins a row of so many columns; each is then written in its turn. */
  row(columns: number): void {
    this.room(2);
    this.view.setInt16(this.at, columns);
    this.at += 2;
    this.rows += 1;
  }

  null(): void {
    this.room(4);
    this.view.setInt32(this.at, -1);
    this.at += 4;
  }

  int4(value: number): void {
    this.room(8);
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  int8(value: bigint): void {
    this.room(12);
    this.view.setInt32(this.at, 8);
    this.view.setBigInt64(this.at + 4, value);
    this.at += 12;
  }

  /** A date given as days since 1970-01-01. */
  date(day: number): void {
    this.int4(day - DAYS_TO_2000);
  }

  text(value: string): void {
    this.sized(value, 0);
  }

  /** JSON, as text or as a value to be written as JSON. */
  jsonb(value: unknown): void {
    this.sized(typeof value === 'string' ? value : JSON.stringify(value), 1);
  }

  /** A UUID, as text with its hyphens or as its 16 bytes. */
  uuid(value: string | Uint8Array): void {
    this.room(20);
    this.view.setInt32(this.at, 16);
    if (typeof value === 'string') this.hex(value, this.at + 4);
    else this.buffer.set(value, this.at + 4);
    this.at += 20;
  }

  /** `units` of `decimals` places: 12345 with 2 places is 123.45. Written with that many decimals. */
  numeric(units: bigint, decimals: number): void {
    this.room(LONGEST_NUMERIC);
    const { view, at } = this;
    const count = splitNumeric(units, decimals);
    let lowest = 0;
    while (lowest < count && groups[lowest] === 0) lowest += 1;
    view.setInt16(at + 4, count - lowest);
    view.setInt16(at + 6, count === 0 ? 0 : count - 1 - Math.ceil(decimals / 4));
    view.setUint16(at + 8, units < 0n ? NEGATIVE : 0);
    view.setInt16(at + 10, decimals);
    let end = at + 12;
    for (let i = count - 1; i >= lowest; i -= 1, end += 2) view.setInt16(end, groups[i] ?? 0);
    view.setInt32(at, end - at - 4);
    this.at = end;
  }

  /** A ratio: exact where it ends within 12 decimals, else rounded half away from zero to 12; no trailing zeros. */
  ratio(value: Ratio): void {
    if (value.d === 1n) return this.numeric(value.n, 0);
    let units = roundToUnits(value, STORED_DECIMALS);
    let decimals = STORED_DECIMALS;
    while (decimals >= 4 && units % 10_000n === 0n) [units, decimals] = [units / 10_000n, decimals - 4];
    while (decimals > 0 && units % 10n === 0n) [units, decimals] = [units / 10n, decimals - 1];
    this.numeric(units, decimals);
  }

  textArray(values: readonly string[]): void {
    const start = this.at;
    this.room(24);
    this.at += 4;
    for (const head of [values.length === 0 ? 0 : 1, 0, TEXT_ARRAY_OID]) this.word(head);
    if (values.length > 0) {
      this.word(values.length);
      this.word(1);
      for (const value of values) this.text(value);
    }
    this.view.setInt32(start, this.at - start - 4);
  }

  /** Whether enough is gathered to be sent. */
  get isFull(): boolean {
    return this.at >= FULL;
  }

  /** What was written since the last call. The next bytes go to a new buffer, since the stream may still hold this one. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafeSlow(this.buffer.length);
    this.view = new DataView(this.buffer.buffer);
    this.at = 0;
    return taken;
  }

  /** Sends what was gathered; waits while the server is behind, and throws its refusal. */
  async flush(stream: Writable): Promise<void> {
    if (stream.errored) throw stream.errored;
    if (this.at > 0 && !stream.write(this.take())) await once(stream, 'drain');
  }

  /** Sends the rest and the trailer; ends when the server has stored all rows, and throws its refusal otherwise. */
  async end(stream: Writable): Promise<void> {
    this.room(2);
    this.view.setInt16(this.at, -1);
    this.at += 2;
    if (stream.errored) throw stream.errored;
    const done = finished(stream);
    stream.end(this.take());
    await done;
  }

  private word(value: number): void {
    this.room(4);
    this.view.setInt32(this.at, value);
    this.at += 4;
  }

  /** Text with its length before it; `version` is the byte that jsonb wants first. Short ASCII, which most is, is copied by hand. */
  private sized(value: string, version: number): void {
    const length = value.length;
    this.room(5 + length * 3);
    const start = this.at + 4 + (version === 0 ? 0 : 1);
    if (version !== 0) this.buffer[start - 1] = version;
    let end = start;
    if (length <= 32)
      while (end - start < length && value.charCodeAt(end - start) < 128)
        this.buffer[end] = value.charCodeAt(end++ - start);
    if (end - start < length) end = start + this.buffer.write(value, start, 'utf8');
    this.view.setInt32(this.at, end - this.at - 4);
    this.at = end;
  }

  private hex(value: string, start: number): void {
    let at = start;
    for (let i = 0; i < value.length; i += 2) {
      if (value.charCodeAt(i) === 45) i += 1;
      this.buffer[at++] = (nibble(value.charCodeAt(i)) << 4) | nibble(value.charCodeAt(i + 1));
    }
    if (at !== start + 16) throw new RangeError(`not a UUID: ${value}`);
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(grown, 0, 0, this.at);
    this.buffer = grown;
    this.view = new DataView(grown.buffer);
  }
}

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  if (letter >= 97 && letter <= 102) return letter - 87;
  throw new RangeError('not a hexadecimal digit');
}
