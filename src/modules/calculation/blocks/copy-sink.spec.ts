import { Readable, Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { readCopy } from '../../../platform/database/copy/copy-reader.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { CopySink } from './copy-sink.js';
import { COPY_HEADER, COPY_TRAILER } from '../../../platform/database/copy/tuple-writer.js';

/** A server that takes all and refuses with the last bytes, or after them. */
function refusing(when: 'with' | 'after'): Transaction {
  const refusal = new Error('duplicate key');
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) =>
      done(when === 'with' && chunk.equals(COPY_TRAILER) ? refusal : null),
    final: (done) => done(refusal),
  });
  return { copyIn: () => stream } as unknown as Transaction;
}

describe('CopySink', () => {
  it('fails where the server refuses what it was sent, however late', async () => {
    for (const when of ['with', 'after'] as const) {
      const sink = new CopySink(refusing(when));
      await sink.write('earning (a)', Buffer.from('x'));
      await expect(sink.end()).rejects.toThrow('duplicate key');
    }
  });
});

describe('readCopy', () => {
  it('reads nothing as nothing, and fails where the stream was cut', async () => {
    const read = (...chunks: Buffer[]): Promise<void> => readCopy(Readable.from(chunks), 1, () => undefined);
    await expect(read(COPY_HEADER, COPY_TRAILER)).resolves.toBeUndefined();
    await expect(read(COPY_HEADER)).rejects.toThrow('ended before their end mark');
  });
});
