import type { Day } from '../../../engine/kernel/day.js';
import type { Ratio } from '../../../engine/kernel/ratio.js';
import { writeNumeric, writeUnits } from './write-numeric.js';

/** Days from 1970-01-01, where the engine counts from, to 2000-01-01, where PostgreSQL's binary dates do. */
export const DAYS_TO_2000 = 10_957;
const NULL_LENGTH = -1;
const SHORT = 24;

/** What starts a binary COPY stream, and what ends it. */
export const COPY_HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');
export const COPY_TRAILER = Buffer.from('ffff', 'hex');

/**
 * Tuples of PostgreSQL's binary COPY format, written one after the other into a buffer that grows while a tuple needs room.
 * The bytes are both what is stored and what is hashed, so nothing is encoded twice.
 */
export class TupleWriter {
  bytes: Buffer<ArrayBuffer>;
  at = 0;
  protected view: DataView;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafeSlow(size);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Starts a tuple; `room` is an upper bound of what its fixed fields and numbers take. Text asks for its own. */
  tuple(fields: number, room: number): void {
    this.ensure(room);
    this.view.setInt16(this.at, fields);
    this.at += 2;
  }

  ensure(room: number): void {
    if (this.at + room <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.at + room));
    this.bytes.copy(larger, 0, 0, this.at);
    this.use(larger);
  }

  /** What was written, for somebody else to keep; the writer goes on with a buffer of its own. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.at);
    if (this.at > 0) this.use(Buffer.allocUnsafeSlow(this.bytes.length));
    this.at = 0;
    return taken;
  }

  null(): void {
    this.view.setInt32(this.at, NULL_LENGTH);
    this.at += 4;
  }

  int4(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  int8(value: bigint): void {
    this.view.setInt32(this.at, 8);
    this.view.setBigInt64(this.at + 4, value);
    this.at += 12;
  }

  date(day: Day): void {
    this.int4(day - DAYS_TO_2000);
  }

  /** Sixteen bytes copied from `from`, where they start at `start`. */
  uuid(from: Uint8Array, start: number): void {
    this.view.setInt32(this.at, 16);
    const { bytes, at } = this;
    for (let index = 0; index < 16; index += 1) bytes[at + 4 + index] = from[start + index] ?? 0;
    this.at += 20;
  }

  /** Text with its length before it; short ASCII, which most is, is copied by hand. */
  text(value: string): void {
    this.ensure(4 + value.length * 3);
    const { bytes, at } = this;
    let length = 0;
    if (value.length <= SHORT) {
      while (length < value.length && value.charCodeAt(length) < 128) {
        bytes[at + 4 + length] = value.charCodeAt(length);
        length += 1;
      }
    }
    if (length < value.length) length = bytes.write(value, at + 4, 'utf8');
    this.view.setInt32(at, length);
    this.at += 4 + length;
  }

  /** Bytes that were made before, such as a word that comes again and again with its length. */
  prepared(bytes: Uint8Array): void {
    const { length } = bytes;
    this.ensure(length);
    for (let index = 0; index < length; index += 1) this.bytes[this.at + index] = bytes[index] ?? 0;
    this.at += length;
  }

  jsonb(text: string): void {
    this.ensure(5 + text.length * 3);
    const length = this.bytes.write(text, this.at + 5, 'utf8');
    this.view.setInt32(this.at, length + 1);
    this.bytes[this.at + 4] = 1;
    this.at += 5 + length;
  }

  /** n ÷ d with as few decimals as hold it; rounded half away from zero to 12 where it does not end. */
  ratio(value: Ratio): void {
    this.number(writeNumeric(this.view, this.at + 4, value));
  }

  /** `units` of `decimals` places, at most 12: 12345 with 2 places is 123.45. Written with that many decimals. */
  numeric(units: bigint, decimals: number): void {
    this.number(writeUnits(this.view, this.at + 4, { units, decimals, fewest: false }));
  }

  /** Pay: always two decimals. */
  cents(value: bigint): void {
    this.number(writeUnits(this.view, this.at + 4, { units: value, decimals: 2, fewest: false }));
  }

  private number(end: number): void {
    this.view.setInt32(this.at, end - this.at - 4);
    this.at = end;
  }

  private use(bytes: Buffer<ArrayBuffer>): void {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }
}

/** A text field as `TupleWriter.prepared` takes it. */
export function textField(value: string): Buffer {
  const field = Buffer.allocUnsafe(4 + Buffer.byteLength(value));
  field.writeInt32BE(field.length - 4, 0);
  field.write(value, 4, 'utf8');
  return field;
}
