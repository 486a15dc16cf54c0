import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';
import { storedOf } from '../kinds/stored.js';
import type { FactRow } from '../reading/read-row.js';

/** What is staged: rows of a kind, from a source. */
export interface Staged {
  readonly kind: Kind;
  readonly source: string;
}

/** Columns of the table that a row of this kind fills, beside identity and revision. */
export function storedColumns(kind: Kind): readonly string[] {
  const stored = storedOf(kind).map(({ name }) => name);
  return kind.attributes ? [...stored, 'attributes'] : stored;
}

/** Makes the temporary tables of an import: its rows, and why some of them cannot be taken. They are gone with the transaction. */
export async function makeStage(tx: Transaction, kind: Kind): Promise<void> {
  const own = storedOf(kind).map(({ name, type }) => `${name} ${type}`);
  const columns = [
    'line integer, id uuid, source text, external_id text, given integer, withdrawn boolean, content uuid',
    ...own,
    ...(kind.attributes ? ['attributes jsonb'] : []),
  ];
  await tx.query(`create temporary table stage (${columns.join(', ')}) on commit drop`);
  await tx.query(
    `create temporary table stage_fault (line integer, code text, at text, value text, other text) on commit drop`,
  );
}

/** Streams rows into the stage; waits when the server is slower than the file. */
export async function fillStage(
  tx: Transaction,
  { kind, source }: Staged,
  rows: AsyncIterable<FactRow>,
): Promise<void> {
  const columns = [
    'line',
    'id',
    'source',
    'external_id',
    'given',
    'withdrawn',
    'content',
    ...storedColumns(kind),
  ];
  const target = tx.copyIn(`copy stage (${columns.join(', ')}) from stdin`);
  await pipeline(Readable.from(blocks({ kind, source }, rows), { objectMode: false }), target);
  await tx.query('analyze stage');
}

const BLOCK = 1 << 16;

/** Rows in the text form of COPY, in blocks of some tens of kilobytes. */
async function* blocks({ kind, source }: Staged, rows: AsyncIterable<FactRow>): AsyncGenerator<Buffer> {
  let block = '';
  for await (const row of rows) {
    const { line, id, externalId, revision, withdrawn, content, values, attributes } = row;
    const fields = [
      String(line),
      id,
      source,
      externalId,
      revision?.toString() ?? null,
      withdrawn ? 't' : 'f',
      content,
      ...values,
    ];
    if (kind.attributes) fields.push(JSON.stringify(attributes));
    block += `${fields.map(field).join('\t')}\n`;
    if (block.length < BLOCK) continue;
    yield Buffer.from(block);
    block = '';
  }
  if (block !== '') yield Buffer.from(block);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function field(value: string | null): string {
  if (value === null) return '\\N';
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '')
    : value;
}
