import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { BookingLine, FactValue } from '../../../engine/model/facts.js';
import { CopyReader } from '../../../platform/database/copy/copy-reader.js';
import { Refusal } from '../../../platform/refusal.js';
import { Mistyped, readFactValue } from '../../../engine/rulebook/fact-value.js';
import { currencyOf } from './currency-of.js';
import { Interner } from './interner.js';
import type { LineFact } from './line-facts.js';
import { LINE_COLUMNS } from './line-query.js';

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
  private readonly rows: CopyReader;
  private readonly words = new Interner((text: string) => text);
  private readonly facts: readonly {
    readonly fact: LineFact;
    readonly field: number;
    readonly values: Interner<FactValue | Mistyped> | null;
    /** In which currency each of its texts is; null of what is no amount. */
    readonly currencies: Interner<string | undefined> | null;
  }[];
  private readonly hasAmounts: boolean;

  constructor(facts: readonly LineFact[]) {
    let field = LINE_COLUMNS.length;
    this.facts = facts.map((fact) => {
      if (fact.from !== 'text') return { fact, field: -1, values: null, currencies: null };
      const values = new Interner((text: string) => readFactValue(text, fact.type), 4096);
      const currencies = fact.type === 'money' ? new Interner(currencyOf, 4096) : null;
      field += 1;
      return { fact, field: field - 1, values, currencies };
    });
    this.hasAmounts = this.facts.some(({ currencies }) => currencies !== null);
    this.rows = new CopyReader(field);
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
      this.rows.push(chunk);
      while (this.rows.next()) {
        take(this.current());
        lines += 1;
      }
      breathe(lines);
    }
    this.rows.finish();
    return this.hash.digest('hex');
  }

  private current(): ReadLine {
    const { rows } = this;
    const net = rows.numeric(7, 6);
    const date = rows.date(4);
    const facts: FactValue[] = [];
    for (let index = 0; index < this.facts.length; index += 1) facts.push(this.fact(index, net, date));
    const currency = this.word(6) ?? '';
    const currencies = this.hasAmounts ? this.currencies(currency) : undefined;
    const line: BookingLine = {
      source: this.word(1) ?? '',
      booking: rows.text(2),
      line: rows.int4(3),
      date,
      sequence: rows.int8(5),
      currency,
      net,
      salesperson: this.word(8),
      territory: this.word(9),
      account: this.word(10),
      facts,
      ...(currencies && { currencies }),
    };
    return { id: rows.chunk, at: rows.startOf(0), line };
  }

  /** The currencies of the amounts of the row at hand; undefined where all are in that of the booking. */
  private currencies(own: string): readonly (string | undefined)[] | undefined {
    const { rows } = this;
    const found = this.facts.map(({ field, currencies }) =>
      !currencies || rows.isNull(field)
        ? undefined
        : currencies.get(rows.chunk, rows.startOf(field), rows.endOf(field)),
    );
    return found.every((each) => each === undefined || each === own) ? undefined : found;
  }

  private word(column: number): string | null {
    const { rows } = this;
    return rows.isNull(column) ? null : this.words.get(rows.chunk, rows.startOf(column), rows.endOf(column));
  }

  private fact(index: number, net: bigint, date: number): FactValue {
    const { fact, field, values } = this.facts[index] ?? {};
    if (!values || field === undefined) return fact?.from === 'net' ? ratio(net, MILLION) : date;
    const { rows } = this;
    if (rows.isNull(field)) return undefined;
    const value = values.get(rows.chunk, rows.startOf(field), rows.endOf(field));
    if (value instanceof Mistyped) throw this.mistyped(fact?.name ?? '', value);
    return value;
  }

  private mistyped(fact: string, { text, type }: Mistyped): Refusal {
    const { rows } = this;
    return new Refusal(
      'FACT_MISTYPED',
      `Booking ${rows.text(2)} line ${rows.int4(3)} of ${rows.text(1)} has ${fact} "${text}", and the fact catalogue says it is a ${type}.`,
      `Import the booking again with ${fact} as a ${type}, or change its type in facts.yaml.`,
    );
  }
}
