import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import type { EntityManager, QueryRunner } from 'typeorm';
import { invariant } from '../../engine/kernel/invariant.js';
import { CopyIn } from './copy/copy-in.js';

/** What work inside a transaction may use. Statements run one after the other, in the order in which they were asked. */
export interface Transaction {
  /** Rows of a statement; numeric and bigint as text, dates as `YYYY-MM-DD`. */
  query<R>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  /** What a `copy … to stdout` gives. Read it to its end before the next statement. */
  copyOut(sql: string): Readable;
  /** Takes what a `copy … from stdin` is given. `finish` means that the server has it all. */
  copyIn(sql: string): Writable;
  /** TypeORM inside this transaction. */
  readonly manager: EntityManager;
}

/** A transaction that changes state: `entry` is the audit entry its rows are written under. */
export interface ChangeTransaction extends Transaction {
  readonly entry: bigint;
}

/** A transaction on one connection; knows whether a COPY was left half-way, after which the connection is worth nothing. */
export class OpenTransaction implements ChangeTransaction {
  /** The audit entry of a change; 0 in a transaction that opened none. */
  entry = 0n;
  private last: Promise<unknown> = Promise.resolve();
  private copying: Readable | CopyIn | undefined;
  private failure: Error | undefined;
  private over = false;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly runner: QueryRunner,
  ) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  query<R>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    const run = async (): Promise<R[]> => {
      invariant(!this.over, 'a statement was asked of a transaction that is over');
      invariant(!this.isCopying(), 'a statement was asked while a COPY of the same transaction runs');
      return (await this.client.query(sql, values as unknown[])).rows as R[];
    };
    const result = this.last.then(run, run);
    this.last = result.catch(() => undefined);
    return result;
  }

  copyOut(sql: string): Readable {
    this.refuseCopy();
    const stream = this.client.query(copyStreams.to(sql, { highWaterMark: 1 << 18 }));
    // A COPY that nobody reads must not end the process when its connection goes; whoever reads it hears of the error.
    stream.on('error', (error) => {
      this.failure = error;
    });
    this.copying = stream;
    return stream;
  }

  copyIn(sql: string): Writable {
    this.refuseCopy();
    const stream = new CopyIn(this.client, sql);
    stream.on('error', (error) => {
      this.failure = error;
    });
    this.copying = stream;
    return stream;
  }

  /**
   * Waits for what was asked and not awaited, then commits; afterwards nothing more is answered. Throws when something failed, awaited
   * or not: PostgreSQL answers the commit of such a transaction by rolling it back, and says so only in passing.
   */
  async commit(): Promise<void> {
    await this.last;
    this.over = true;
    if (this.failure) throw this.failure;
    invariant(!this.isCopying(), 'a transaction ended in the middle of a COPY');
    const { command } = await this.client.query('commit');
    invariant(
      command === 'COMMIT',
      'a statement failed, its error was swallowed, and nothing of the transaction was kept',
    );
  }

  /** Whether a COPY began and has not ended. */
  isCopying(): boolean {
    const stream = this.copying;
    if (!stream) return false;
    return stream instanceof CopyIn ? !stream.isOver : !stream.readableEnded && !this.failure;
  }

  private refuseCopy(): void {
    invariant(!this.over, 'a COPY was begun after its transaction was over');
    invariant(!this.isCopying(), 'a COPY was begun while another of the same transaction runs');
  }
}
