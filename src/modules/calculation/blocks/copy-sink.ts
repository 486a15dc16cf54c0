import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Transaction } from '../../../platform/database/transaction.js';
import { COPY_HEADER, COPY_TRAILER } from '../../../platform/database/copy/tuple-writer.js';

/**
 * Sends tuples to several tables through one connection, which carries one COPY at a time: writing to another table ends the COPY before.
 * A writer that is faster than the database waits.
 */
export class CopySink {
  private table = '';
  private stream: Writable | undefined;

  constructor(private readonly tx: Transaction) {}

  /** `table` with its columns, as COPY names them; `bytes` are whole tuples and belong to the sink from here on. */
  async write(table: string, bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    if (table !== this.table) {
      await this.end();
      const stream = this.tx.copyIn(`copy ${table} from stdin (format binary)`);
      stream.on('error', () => undefined);
      this.stream = stream;
      this.table = table;
      await this.send(COPY_HEADER);
    }
    await this.send(bytes);
  }

  /** Ends the COPY under way, if any; afterwards the connection is free. */
  async end(): Promise<void> {
    const { stream } = this;
    if (!stream) return;
    this.stream = undefined;
    this.table = '';
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.end(COPY_TRAILER, (error?: Error | null) => (error ? reject(error) : resolve()));
    });
  }

  private async send(bytes: Buffer): Promise<void> {
    const { stream } = this;
    if (!stream) return;
    if (stream.errored) throw stream.errored;
    if (!stream.write(bytes)) await once(stream, 'drain');
  }
}
