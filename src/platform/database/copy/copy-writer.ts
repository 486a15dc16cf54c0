import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Ratio } from '../../../engine/kernel/ratio.js';
import { COPY_HEADER, COPY_TRAILER, TupleWriter } from './tuple-writer.js';

const FULL = 1 << 18;
const TEXT_ARRAY_OID = 25;
const LONGEST_NUMERIC = 160;

/**
 * Encodes rows for `copy … from stdin (format binary)` into one growing buffer, with room for each value as it comes:
 *
 *     const rows = new CopyWriter();
 *     for (…) { rows.row(3); rows.uuid(id); rows.numeric(cents, 2); rows.date(day); if (rows.isFull) await rows.flush(stream); }
 *     await rows.end(stream);
 */
export class CopyWriter extends TupleWriter {
  /** Rows begun so far. */
  rows = 0;

  constructor(size = FULL + 4096) {
    super(size);
    this.prepared(COPY_HEADER);
  }

  /** Begins a row of so many columns; each is then written in its turn. */
  row(columns: number): void {
    this.tuple(columns, 2);
    this.rows += 1;
  }

  override null(): void {
    this.ensure(4);
    super.null();
  }

  override int4(value: number): void {
    this.ensure(8);
    super.int4(value);
  }

  override int8(value: bigint): void {
    this.ensure(12);
    super.int8(value);
  }

  /** JSON, as text or as a value to be written as JSON. */
  override jsonb(value: unknown): void {
    super.jsonb(typeof value === 'string' ? value : JSON.stringify(value));
  }

  /** A UUID, as text with its hyphens or as its 16 bytes. */
  override uuid(value: string | Uint8Array, start = 0): void {
    this.ensure(20);
    super.uuid(typeof value === 'string' ? bytesOfUuid(value) : value, start);
  }

  override numeric(units: bigint, decimals: number): void {
    this.ensure(LONGEST_NUMERIC);
    super.numeric(units, decimals);
  }

  override ratio(value: Ratio): void {
    this.ensure(LONGEST_NUMERIC);
    super.ratio(value);
  }

  override cents(value: bigint): void {
    this.ensure(LONGEST_NUMERIC);
    super.cents(value);
  }

  textArray(values: readonly string[]): void {
    const start = this.at;
    this.ensure(24);
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

  /** Sends what was gathered; waits while the server is behind, and throws its refusal. */
  async flush(stream: Writable): Promise<void> {
    if (stream.errored) throw stream.errored;
    if (this.at > 0 && !stream.write(this.take())) await once(stream, 'drain');
  }

  /** Sends the rest and the trailer; ends when the server has stored all rows, and throws its refusal otherwise. */
  async end(stream: Writable): Promise<void> {
    this.prepared(COPY_TRAILER);
    if (stream.errored) throw stream.errored;
    const done = finished(stream);
    stream.end(this.take());
    await done;
  }

  private word(value: number): void {
    this.ensure(4);
    this.view.setInt32(this.at, value);
    this.at += 4;
  }
}

/** Holds the UUID that was read from text last; it is copied at once. */
const uuidBytes = new Uint8Array(16);

function bytesOfUuid(value: string): Uint8Array {
  let at = 0;
  for (let i = 0; i < value.length; i += 2) {
    if (value.charCodeAt(i) === 45) i += 1;
    uuidBytes[at++] = (nibble(value.charCodeAt(i)) << 4) | nibble(value.charCodeAt(i + 1));
  }
  if (at !== 16) throw new RangeError(`not a UUID: ${value}`);
  return uuidBytes;
}

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  if (letter >= 97 && letter <= 102) return letter - 87;
  throw new RangeError('not a hexadecimal digit');
}
