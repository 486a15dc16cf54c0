import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { BookingLine, FactValue } from '../../../engine/model/facts.js';
import { Refusal } from '../../../platform/refusal.js';
import { Mistyped, readFactValue } from './fact-value.js';
import { readDate, readMillionths } from './field-values.js';
import { Interner } from './interner.js';
import type { LineFact } from './line-facts.js';
import { LINE_COLUMNS } from './line-query.js';
import { TupleReader } from './tuple-reader.js';

const MILLION = 1_000_000n;

/** A line, and its id: 16 bytes of `id` from `at` on, good until the next line is read. */
export interface ReadLine {
  readonly id: Uint8Array;
  readonly at: number;
  readonly line: BookingLine;
}

/**
 * Reads booking lines out of a binary COPY stream and hashes the stream on its way: the hash names the input facts of a calculation.
 * Words that come again (currencies, people, one-of facts) are decoded once.
 */
export class LineReader {
  private readonly hash: Hash = createHash('sha256');
  private readonly tuples: TupleReader;
  private readonly words = new Interner((text: string) => text);
  private readonly facts: readonly {
    readonly fact: LineFact;
    readonly field: number;
    readonly values: Interner<FactValue | Mistyped> | null;
  }[];

  constructor(facts: readonly LineFact[]) {
    let field = LINE_COLUMNS.length;
    this.facts = facts.map((fact) => {
      if (fact.from !== 'text') return { fact, field: -1, values: null };
      const values = new Interner((text: string) => readFactValue(text, fact.type), 4096);
      field += 1;
      return { fact, field: field - 1, values };
    });
    this.tuples = new TupleReader(field);
  }

  /** Calls `take` for each line, in the stream's order, and `breathe` after each chunk with the number of lines read so far. */
  async read(
    stream: Readable,
    take: (read: ReadLine) => void,
    breathe: (lines: number) => void,
  ): Promise<string> {
    let lines = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      this.hash.update(chunk);
      this.tuples.feed(chunk);
      while (this.tuples.next()) {
        take(this.current());
        lines += 1;
      }
      breathe(lines);
    }
    this.tuples.finish();
    return this.hash.digest('hex');
  }

  private current(): ReadLine {
    const { bytes, starts } = this.tuples;
    const at = (field: number): number => starts[field] ?? 0;
    const net = readMillionths(bytes, at(7));
    const date = readDate(bytes, at(4));
    const facts: FactValue[] = [];
    for (let index = 0; index < this.facts.length; index += 1) facts.push(this.fact(index, net, date));
    const line: BookingLine = {
      source: this.words.get(bytes, at(1), this.end(1)),
      booking: bytes.toString('utf8', at(2), this.end(2)),
      line: bytes.readInt32BE(at(3)),
      date,
      sequence: bytes.readBigInt64BE(at(5)),
      currency: this.words.get(bytes, at(6), this.end(6)),
      net,
      salesperson: this.word(8),
      territory: this.word(9),
      account: this.word(10),
      facts,
    };
    return { id: bytes, at: at(0), line };
  }

  private end(field: number): number {
    return this.tuples.ends[field] ?? 0;
  }

  private word(field: number): string | null {
    const start = this.tuples.starts[field] ?? 0;
    return this.end(field) < start ? null : this.words.get(this.tuples.bytes, start, this.end(field));
  }

  private fact(index: number, net: bigint, date: number): FactValue {
    const { fact, field, values } = this.facts[index] ?? {};
    if (!values || field === undefined) return fact?.from === 'net' ? ratio(net, MILLION) : date;
    const start = this.tuples.starts[field] ?? 0;
    if (this.end(field) < start) return undefined;
    const value = values.get(this.tuples.bytes, start, this.end(field));
    if (value instanceof Mistyped) throw this.mistyped(fact?.name ?? '', value);
    return value;
  }

  private mistyped(fact: string, { text, type }: Mistyped): Refusal {
    const { bytes, starts } = this.tuples;
    const booking = bytes.toString('utf8', starts[2], this.end(2));
    const line = bytes.readInt32BE(starts[3]);
    return new Refusal(
      'FACT_MISTYPED',
      `Booking ${booking} line ${line} of ${this.word(1)} has ${fact} "${text}", and the fact catalogue says it is a ${type}.`,
      `Import the booking again with ${fact} as a ${type}, or change its type in facts.yaml.`,
    );
  }
}
