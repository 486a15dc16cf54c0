import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { writeDecimal, writeUnits } from '../../../engine/kernel/ratio.js';
import { testDatabase } from '../../../../test/support/database.js';
import { CopySink } from './copy-sink.js';
import { jsonText, type Json } from './json-text.js';
import { TupleWriter } from '../../../platform/database/copy/tuple-writer.js';
import { runs } from '../../../../test/support/properties/property-runs.js';

const database = testDatabase();
const RANDOM = runs(2000, 20_260_101);

/** Stores what `write` wrote for each value in a column of a type, and gives back its text and its bytes as PostgreSQL sends them. */
async function stored<T>(
  type: string,
  values: readonly T[],
  write: (writer: TupleWriter, value: T) => void,
): Promise<{ text: string; bytes: string }[]> {
  const send = type === 'numeric' ? 'numeric_send' : 'jsonb_send';
  return await database.asOwner(async (tx) => {
    await tx.query(`create temp table kept (place integer, value ${type}) on commit drop`);
    const writer = new TupleWriter(64);
    for (const [place, value] of values.entries()) {
      writer.tuple(2, 100);
      writer.int4(place);
      write(writer, value);
    }
    const sink = new CopySink(tx);
    await sink.write('kept (place, value)', writer.take());
    await sink.end();
    return await tx.query(
      `select value::text as text, encode(${send}(value), 'hex') as bytes from kept order by place`,
    );
  });
}

function bytesOf<T>(value: T, write: (writer: TupleWriter, value: T) => void): string {
  const writer = new TupleWriter(64);
  writer.ensure(100);
  write(writer, value);
  return writer.take().subarray(4).toString('hex');
}

describe('TupleWriter', () => {
  it('stores exact numbers as they are, rounds endless ones to 12 places, and sends the bytes that PostgreSQL would', async () => {
    const n = fc.oneof(fc.bigInt(-(10n ** 6n), 10n ** 6n), fc.bigInt(-(10n ** 25n), 10n ** 25n));
    const d = fc.oneof(
      fc.constantFrom(1n, 2n, 8n, 100n, 1_000_000n, 3n, 7n, 1_000_000_000_000n),
      fc.bigInt(1n, 10n ** 9n),
    );
    const values = fc.sample(fc.tuple(n, d), RANDOM).map(([top, bottom]) => ({ n: top, d: bottom }));
    const rows = await stored('numeric', values, (writer, value) => writer.ratio(value));
    expect(rows.map((row) => row.text)).toEqual(values.map((value) => writeDecimal(value)));
    expect(rows.map((row) => row.bytes)).toEqual(
      values.map((value) => bytesOf(value, (writer, one) => writer.ratio(one))),
    );
  });

  it('stores pay with two decimals', async () => {
    const values = fc.sample(
      fc.oneof(fc.bigInt(-2000n, 2000n), fc.bigInt(-(10n ** 18n), 10n ** 18n)),
      RANDOM,
    );
    const cents = await stored('numeric', values, (writer, value) => writer.cents(value));
    expect(cents.map((row) => row.text)).toEqual(values.map((value) => writeUnits(value, 2)));
  });

  it('writes JSON as PostgreSQL prints it', async () => {
    const values: Json[] = [
      { bb: '1', a: 'ü "quoted" \\ \n \u0001', ä: [], ccc: { z: null, y: true } },
      ['', { window: '2026-Q1', tiers: [{ id: 'to-quota', rate: '1/3' }] }],
    ];
    const rows = await stored('jsonb', values, (writer, value) => writer.jsonb(jsonText(value)));
    expect(rows.map((row) => row.text)).toEqual(values.map(jsonText));
    expect(rows.map((row) => row.bytes)).toEqual(
      values.map((value) => `01${Buffer.from(jsonText(value)).toString('hex')}`),
    );
  });
});
