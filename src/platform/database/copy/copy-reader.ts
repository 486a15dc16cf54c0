import type { Readable } from 'node:stream';
import { ratio, type Ratio } from '../../../engine/kernel/ratio.js';
import { readNumeric, scaleOfNumeric } from './read-numeric.js';
import { DAYS_TO_2000 } from './tuple-writer.js';

const PREAMBLE = 19;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Decodes `copy … to stdout (format binary)` row by row as its chunks arrive; a row's values are read by their place, from 0:
 *
 *     for await (const chunk of tx.copyOut(sql)) { rows.push(chunk); while (rows.next()) use(rows.text(0), rows.numeric(1, 6)); }
 */
export class CopyReader {
  private buffer: Buffer = Buffer.alloc(0);
  private view = new DataView(this.buffer.buffer, 0, 0);
  private at = 0;
  private started = false;
  private readonly starts: Int32Array;
  private readonly lengths: Int32Array;

  constructor(private readonly columns: number) {
    this.starts = new Int32Array(columns);
    this.lengths = new Int32Array(columns);
  }

  /** Takes the next chunk; what was left of the one before is put before it. */
  push(chunk: Buffer): void {
    this.buffer =
      this.at < this.buffer.length ? Buffer.concat([this.buffer.subarray(this.at), chunk]) : chunk;
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, this.buffer.length);
    this.at = 0;
    if (!this.started && this.buffer.length >= PREAMBLE) {
      this.at = PREAMBLE + this.view.getInt32(PREAMBLE - 4);
      this.started = true;
    }
  }

  /** Moves to the next row; false when it has not wholly arrived, or there is none. */
  next(): boolean {
    const size = this.buffer.length;
    if (!this.started || this.at + 2 > size) return false;
    const count = this.view.getInt16(this.at);
    if (count === -1) return false;
    if (count !== this.columns)
      throw new RangeError(`a row has ${count} columns where ${this.columns} were expected`);
    let at = this.at + 2;
    for (let column = 0; column < count; column += 1) {
      if (at + 4 > size) return false;
      const length = this.view.getInt32(at);
      at += 4;
      this.starts[column] = at;
      this.lengths[column] = length;
      if (length > 0) at += length;
    }
    if (at > size) return false;
    this.at = at;
    return true;
  }

  /** Where a column's bytes stand in `chunk`; a null ends before it starts. For those who look at bytes without copying them. */
  startOf(column: number): number {
    return this.starts[column] ?? 0;
  }

  endOf(column: number): number {
    return (this.starts[column] ?? 0) + (this.lengths[column] ?? 0);
  }

  /** The bytes that hold the current row: valid until the next chunk is pushed. */
  get chunk(): Buffer {
    return this.buffer;
  }

  /** After the last chunk: a stream that was cut short is a lost connection, never fewer rows. */
  finish(): void {
    const ended = this.started && this.at + 2 <= this.buffer.length && this.view.getInt16(this.at) === -1;
    if (!ended) throw new RangeError('the rows ended before their end mark');
  }

  isNull(column: number): boolean {
    return this.lengths[column] === -1;
  }

  int4(column: number): number {
    return this.view.getInt32(this.start(column));
  }

  int8(column: number): bigint {
    return this.view.getBigInt64(this.start(column));
  }

  /** Days since 1970-01-01. */
  date(column: number): number {
    return this.view.getInt32(this.start(column)) + DAYS_TO_2000;
  }

  text(column: number): string {
    const start = this.start(column);
    return this.slice(start, start + (this.lengths[column] ?? 0));
  }

  /** JSON, not yet parsed. */
  jsonb(column: number): string {
    const start = this.start(column);
    return this.slice(start + 1, start + (this.lengths[column] ?? 0));
  }

  uuid(column: number): string {
    const start = this.start(column);
    let text = '';
    for (let i = 0; i < 16; i += 1) {
      if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
      text += HEX[this.buffer[start + i] ?? 0];
    }
    return text;
  }

  /** Whole units of `decimals` places: 123.45 with 6 is 123450000. Throws when the number has more decimals. */
  numeric(column: number, decimals: number): bigint {
    return readNumeric(this.view, this.start(column), decimals);
  }

  /** A numeric exactly as stored. */
  ratio(column: number): Ratio {
    const start = this.start(column);
    const scale = scaleOfNumeric(this.view, start);
    return ratio(readNumeric(this.view, start, scale), 10n ** BigInt(scale));
  }

  textArray(column: number): string[] {
    let at = this.start(column);
    if (this.view.getInt32(at) === 0) return [];
    const values: string[] = [];
    const count = this.view.getInt32(at + 12);
    at += 20;
    for (let i = 0; i < count; i += 1) {
      const length = this.view.getInt32(at);
      values.push(this.slice(at + 4, at + 4 + length));
      at += 4 + length;
    }
    return values;
  }

  private start(column: number): number {
    if ((this.lengths[column] ?? -1) === -1) throw new RangeError(`column ${column} is null or not there`);
    return this.starts[column] ?? 0;
  }

  /** Short ASCII by hand, since a call into the runtime costs more than the bytes. */
  private slice(start: number, end: number): string {
    if (end - start > 24) return this.buffer.toString('utf8', start, end);
    let text = '';
    for (let at = start; at < end; at += 1) {
      const byte = this.buffer[at] ?? 0;
      if (byte > 127) return this.buffer.toString('utf8', start, end);
      text += String.fromCharCode(byte);
    }
    return text;
  }
}

/** All rows of a binary COPY, one call each; the rows come as fast as they are used. Throws where the stream was cut. */
export async function readCopy(
  stream: Readable,
  columns: number,
  use: (row: CopyReader) => void,
): Promise<void> {
  const rows = new CopyReader(columns);
  for await (const chunk of stream) {
    rows.push(chunk as Buffer);
    while (rows.next()) use(rows);
  }
  rows.finish();
}
