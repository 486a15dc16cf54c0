import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../../../platform/refusal.js';

/** Bytes that an uploaded file may have. */
export const LARGEST_UPLOAD = 1_073_741_824;

/** A file that was received whole; whoever has it removes it. */
export interface ReceivedFile {
  readonly bytes: number;
  /** SHA-256 of its bytes. */
  readonly sha256: string;
  /** Its bytes from their start, each time. */
  open(): AsyncIterable<Uint8Array>;
  remove(): Promise<void>;
}

/**
 * Takes the body of a request down to a file of its own, without ever holding more than a piece. Refused when it is too large; the
 * request is left open then, so that the refusal can be answered.
 */
export async function receiveFile(body: Readable, most = LARGEST_UPLOAD): Promise<ReceivedFile> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kicker-upload-'));
  const file = path.join(folder, 'upload.csv');
  const sum = createHash('sha256');
  let bytes = 0;
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > most) throw tooLarge(most);
      sum.update(piece);
      yield piece;
    }
  }
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(pieces, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { bytes, sha256: sum.digest('hex'), open: () => createReadStream(file), remove };
}

function tooLarge(most: number): Refusal {
  return new Refusal(
    'IMPORT_LIMIT',
    `The file has more than ${most.toLocaleString('en-US')} bytes.`,
    'Split it into several files.',
  );
}
