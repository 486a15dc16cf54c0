import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Refusal } from '../../../platform/refusal.js';
import { checkedBytes, type Noticed } from './checked-bytes.js';

/** The file as it is read: its text as bytes, and what is known once it has been read to the end. */
export interface OpenFile {
  readonly text: AsyncIterable<Buffer>;
  readonly noticed: Noticed;
  /** Bytes read so far, as the file has them. */
  bytes(): number;
  /** SHA-256 of the file's own bytes, after the last. */
  hash(): string;
}

/** Opens a CSV file or a gzip of one; `progress` is told the bytes read after each piece. */
export function openFile(source: AsyncIterable<Uint8Array>, progress?: (bytes: number) => void): OpenFile {
  const sum = createHash('sha256');
  const noticed: Noticed = { byteOrderMark: false };
  let read = 0;
  async function* raw(): AsyncGenerator<Buffer> {
    for await (const piece of source) {
      const chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      sum.update(chunk);
      read += chunk.length;
      progress?.(read);
      yield chunk;
    }
  }
  return {
    text: checkedBytes(unpacked(raw()), noticed),
    noticed,
    bytes: () => read,
    hash: () => sum.digest('hex'),
  };
}

async function* unpacked(raw: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await raw.next();
  if (first.done) return;
  async function* again(start: Buffer): AsyncGenerator<Buffer> {
    yield start;
    yield* raw;
  }
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* again(first.value);
    return;
  }
  const packed = Readable.from(again(first.value), { objectMode: false });
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip) as AsyncIterable<Buffer>;
  } catch (error) {
    const { code } = (error ?? {}) as { code?: unknown };
    if (!String(code).startsWith('Z_')) throw error;
    throw new Refusal(
      'IMPORT_FILE_KIND',
      'The gzip file is damaged or cut short.',
      'Pack it again, or give the CSV file itself.',
    );
  }
}
