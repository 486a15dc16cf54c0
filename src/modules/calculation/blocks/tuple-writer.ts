import type { Day } from '../../../engine/kernel/day.js';
import type { Ratio } from '../../../engine/kernel/ratio.js';
import { writeNumeric, writeUnits } from './numeric-bytes.js';

/** Days from 1970-01-01, where the engine counts from, to 2000-01-01, where PostgreSQL's binary dates do. */
const POSTGRES_EPOCH = 10_957;
const NULL_LENGTH = -1;

/** What starts a binary COPY stream, and what ends it. */
export const COPY_HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
export const COPY_TRAILER = Buffer.from('ffff', 'hex');

/**
 * Tuples of PostgreSQL's binary COPY format, written one after the other into a buffer that grows while a tuple needs room.
 * The bytes are both what is stored and what is hashed, so nothing is encoded twice.
 */
export class TupleWriter {
  bytes: Buffer;
  at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Starts a tuple; `room` is an upper bound of what its fixed fields and numbers take. Text asks for its own. */
  tuple(fields: number, room: number): void {
    this.ensure(room);
    this.at = this.bytes.writeInt16BE(fields, this.at);
  }

  ensure(room: number): void {
    if (this.at + room <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + room));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  /** What was written, for somebody else to keep; the writer goes on with a buffer of its own. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.at);
    if (this.at > 0) this.bytes = Buffer.allocUnsafeSlow(this.bytes.length);
    this.at = 0;
    return taken;
  }

  null(): void {
    this.at = this.bytes.writeInt32BE(NULL_LENGTH, this.at);
  }

  int4(value: number): void {
    this.bytes.writeInt32BE(4, this.at);
    this.at = this.bytes.writeInt32BE(value, this.at + 4);
  }

  int8(value: bigint): void {
    this.bytes.writeInt32BE(8, this.at);
    this.at = this.bytes.writeBigInt64BE(value, this.at + 4);
  }

  date(day: Day): void {
    this.int4(day - POSTGRES_EPOCH);
  }

  /** Sixteen bytes copied from `from`, where they start at `start`. */
  uuid(from: Uint8Array, start: number): void {
    this.bytes.writeInt32BE(16, this.at);
    this.bytes.set(from.subarray(start, start + 16), this.at + 4);
    this.at += 20;
  }

  text(value: string): void {
    this.ensure(4 + value.length * 3);
    const length = this.bytes.write(value, this.at + 4, 'utf8');
    this.bytes.writeInt32BE(length, this.at);
    this.at += 4 + length;
  }

  /** Text whose bytes were made before, length first: for words that come again and again. */
  prepared(bytes: Buffer): void {
    this.ensure(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  jsonb(text: string): void {
    this.ensure(5 + text.length * 3);
    const length = this.bytes.write(text, this.at + 5, 'utf8');
    this.bytes.writeInt32BE(length + 1, this.at);
    this.bytes[this.at + 4] = 1;
    this.at += 5 + length;
  }

  /** n ÷ d with as few decimals as hold it; rounded half away from zero to 12 where it does not end. */
  numeric(value: Ratio): void {
    this.number(writeNumeric(this.bytes, this.at + 4, value));
  }

  /** Pay: always two decimals. */
  cents(value: bigint): void {
    this.number(writeUnits(this.bytes, this.at + 4, { units: value, decimals: 2 }));
  }

  private number(end: number): void {
    this.bytes.writeInt32BE(end - this.at - 4, this.at);
    this.at = end;
  }
}

/** A text field as `TupleWriter.prepared` takes it. */
export function textField(value: string): Buffer {
  const field = Buffer.allocUnsafe(4 + Buffer.byteLength(value));
  field.writeInt32BE(field.length - 4, 0);
  field.write(value, 4, 'utf8');
  return field;
}
