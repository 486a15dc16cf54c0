import { invariant } from '../../../engine/kernel/invariant.js';

const SIGNATURE = Buffer.from('5047434f50590aff0d0a00', 'hex');
const HEADER_BYTES = 19;
const END_OF_DATA = -1;

/**
 * Reads tuples out of the chunks of a binary COPY stream. Fields are places in the current bytes: they hold until the next tuple is read,
 * so whoever wants to keep one copies it.
 */
export class TupleReader {
  bytes: Buffer = Buffer.alloc(0);
  /** Where each field of the current tuple starts and ends; a null field ends before it starts. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  private at = 0;
  private headerRead = false;
  private ended = false;

  constructor(private readonly fields: number) {
    this.starts = new Int32Array(fields);
    this.ends = new Int32Array(fields);
  }

  /** Takes the next chunk; what is left of the one before is read first. */
  feed(chunk: Buffer): void {
    this.bytes = this.at === this.bytes.length ? chunk : Buffer.concat([this.bytes.subarray(this.at), chunk]);
    this.at = 0;
    if (!this.headerRead && this.bytes.length >= HEADER_BYTES) {
      invariant(this.bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE), 'not a binary COPY stream');
      this.at = HEADER_BYTES + this.bytes.readInt32BE(HEADER_BYTES - 4);
      this.headerRead = true;
    }
  }

  /** Moves to the next whole tuple; false when the chunk holds no more. */
  next(): boolean {
    const { bytes } = this;
    if (!this.headerRead || this.ended || this.at + 2 > bytes.length) return false;
    const count = bytes.readInt16BE(this.at);
    if (count === END_OF_DATA) {
      this.ended = true;
      return false;
    }
    invariant(count === this.fields, `a tuple of ${count} fields where ${this.fields} were asked for`);
    let at = this.at + 2;
    for (let field = 0; field < count; field += 1) {
      if (at + 4 > bytes.length) return false;
      const length = bytes.readInt32BE(at);
      at += 4;
      this.starts[field] = at;
      this.ends[field] = at + length;
      if (length > 0) at += length;
    }
    if (at > bytes.length) return false;
    this.at = at;
    return true;
  }

  /** After the last chunk: a stream cut short is our bug or a lost connection, never fewer facts. */
  finish(): void {
    invariant(this.ended, 'the stream of tuples ended before its end mark');
  }
}
