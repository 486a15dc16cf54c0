import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDecimal, writeDecimal, writeUnits, type Ratio } from '../../../engine/kernel/ratio.js';
import { daysFromCivil, writeDay } from '../../../engine/kernel/day.js';
import { testDatabase } from '../../../../test/support/database.js';
import { readCopy } from './copy-reader.js';
import { CopyWriter } from './copy-writer.js';
import { runs } from '../../../../test/support/properties/property-runs.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('tester');
const COLUMNS =
  'n int, big int8, money numeric(18,6), free numeric, word text, id uuid, day date, doc jsonb, list text[]';

interface Row {
  big: bigint;
  money: bigint;
  free: Ratio;
  word: string | null;
  id: string;
  day: number;
  doc: { a: string };
  list: string[];
}

const text = fc.string({ unit: 'binary', maxLength: 80 }).map((value) => value.replaceAll('\0', ''));
const rows = fc.array(
  fc.record<Row>({
    big: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    money: fc.oneof(
      fc.bigInt({ min: -(10n ** 18n) + 1n, max: 10n ** 18n - 1n }),
      fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }),
    ),
    free: fc
      .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat(12))
      .map(([n, places]) => readDecimal(writeUnits(n, places)) as Ratio),
    word: fc.option(text),
    id: fc.uuid(),
    day: fc.integer({ min: daysFromCivil(1900, 1, 1), max: daysFromCivil(9999, 12, 31) }),
    doc: fc.record({ a: text }),
    list: fc.array(text, { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 30 },
);

function write(out: CopyWriter, row: Row, n: number): void {
  out.row(9);
  out.int4(n);
  out.int8(row.big);
  out.numeric(row.money, 6);
  out.ratio(row.free);
  if (row.word === null) out.null();
  else out.text(row.word);
  out.uuid(row.id);
  out.date(row.day);
  out.jsonb(row.doc);
  out.textArray(row.list);
}

const asText = (row: Row, n: number): Record<string, unknown> => ({
  n,
  big: String(row.big),
  money: writeUnits(row.money, 6),
  free: writeDecimal(row.free),
  word: row.word,
  id: row.id,
  day: writeDay(row.day),
  doc: row.doc,
  list: row.list,
});

describe('binary COPY', () => {
  it('stores what was written and reads back what is stored, as PostgreSQL itself says it', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        await database.inTransaction(actor, async (tx) => {
          await tx.query(`create temp table sample (${COLUMNS}) on commit drop`);
          const out = new CopyWriter(64);
          given.forEach((row, n) => write(out, row, n));
          await out.end(tx.copyIn('copy sample from stdin (format binary)'));
          expect(await tx.query('select * from sample order by n')).toEqual(given.map(asText));
          const back: Row[] = [];
          await readCopy(
            tx.copyOut('copy (select * from sample order by n) to stdout (format binary)'),
            9,
            (row) =>
              back.push({
                big: row.int8(1),
                money: row.numeric(2, 6),
                free: row.ratio(3),
                word: row.isNull(4) ? null : row.text(4),
                id: row.uuid(5),
                day: row.date(6),
                doc: JSON.parse(row.jsonb(7)) as { a: string },
                list: row.textArray(8),
              }),
          );
          expect(back).toEqual(given);
        });
      }),
      runs(60),
    );
  });

  it('reads rows that are split anywhere between chunks', async () => {
    const chunks: Buffer[] = [];
    await database.inTransaction(actor, async (tx) => {
      const sql = `select n, 'name ' || n, n / 8.0 from generate_series(1, 40) n`;
      for await (const chunk of tx.copyOut(`copy (${sql}) to stdout (format binary)`))
        chunks.push(chunk as Buffer);
    });
    const all = Buffer.concat(chunks);
    const { Readable } = await import('node:stream');
    for (const size of [1, 2, 3, 7, 19, 20, 50]) {
      const pieces = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        all.subarray(i * size, (i + 1) * size),
      );
      const seen: string[] = [];
      await readCopy(Readable.from(pieces), 3, (row) =>
        seen.push(`${row.int4(0)} ${row.text(1)} ${row.numeric(2, 3)}`),
      );
      expect(seen).toHaveLength(40);
      expect(seen[38]).toBe('39 name 39 4875');
    }
  });

  it('refuses what is not finite, what has more decimals than asked and what is null', async () => {
    const read = (sql: string): Promise<bigint[]> =>
      database.inTransaction(actor, async (tx) => {
        const seen: bigint[] = [];
        await readCopy(tx.copyOut(`copy (select ${sql}) to stdout (format binary)`), 1, (row) =>
          seen.push(row.numeric(0, 6)),
        );
        return seen;
      });
    await expect(read(`'NaN'::numeric`)).rejects.toThrow('not finite');
    await expect(read(`'-Infinity'::numeric`)).rejects.toThrow('not finite');
    await expect(read('0.0000001')).rejects.toThrow('more than 6 decimals');
    await expect(read('123456789012.0000001')).rejects.toThrow('more than 6 decimals');
    await expect(read('null::numeric')).rejects.toThrow('null');
    expect(await read('999999999999.999999')).toEqual([999_999_999_999_999_999n]);
  });

  it('throws the refusal of the server, whether it comes at the end or in the middle of a long load', async () => {
    for (const bad of [0, 5, 400_000]) {
      const attempt = database.inTransaction(actor, async (tx) => {
        await tx.query('create temp table sample (n int check (n <> 7)) on commit drop');
        const stream = tx.copyIn('copy sample from stdin (format binary)');
        const out = new CopyWriter();
        for (let n = 0; n <= 400_000; n += 1) {
          out.row(1);
          out.int4(n === bad ? 7 : 8);
          if (out.isFull) await out.flush(stream);
        }
        await out.end(stream);
      });
      await expect(attempt).rejects.toMatchObject({ code: '23514' });
    }
  });

  it('is not lost when nobody awaits it, and leaves the connection usable when it is abandoned', async () => {
    const unheard = database.inTransaction(actor, async (tx) => {
      await tx.query('create temp table sample (n int check (n <> 7)) on commit drop');
      tx.copyIn('copy sample from stdin').end('7\n');
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await expect(unheard).rejects.toMatchObject({ code: '23514' });
    const abandoned = database.inTransaction(actor, async (tx) => {
      await tx.query('create temp table sample (n int) on commit drop');
      const stream = tx.copyIn('copy sample from stdin');
      stream.write('1\n');
      stream.destroy(new Error('the file ended early'));
      await new Promise((resolve) => stream.once('close', resolve));
      return await tx.query('select 1');
    });
    await expect(abandoned).rejects.toMatchObject({ code: '25P02' });
  });
});
