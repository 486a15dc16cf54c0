import { Writable } from 'node:stream';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';

/**
 * The receiving end of a `copy … from stdin`. `finish` means that the server has stored everything; a refusal of the server is this
 * stream's error, whenever it comes; destroying it makes the server drop what it had.
 */
export class CopyIn extends Writable {
  private readonly inner: Writable;
  /** The server is no longer in the COPY: it has all, or it refused. */
  isOver = false;

  constructor(client: pg.ClientBase, sql: string) {
    super({ highWaterMark: 1 << 19 });
    this.inner = client.query(copyStreams.from(sql, { highWaterMark: 1 << 19 }));
    this.inner.on('finish', () => {
      this.isOver = true;
    });
    this.inner.on('error', (error) => {
      this.isOver = true;
      this.destroy(error);
    });
    // A COPY whose outcome nobody awaits must not end the process; the end of the transaction asks for it.
    this.on('error', () => undefined);
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.inner.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.inner.once('finish', () => done());
    this.inner.end();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (this.isOver) return done(error);
    this.inner.once('close', () => done(error));
    this.inner.destroy(error ?? new Error('the COPY was abandoned'));
  }
}
