import { OpenTransaction } from '../../../src/platform/database/transaction.js';

/** A statement that was sent. */
export type Sent = readonly [sql: string, values: readonly unknown[]];

/** How many statements the modules send while `work` runs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  return (await statementsSent(work)).length;
}

/** The statements that the modules send while `work` runs. */
export async function statementsSent(work: () => Promise<unknown>): Promise<readonly Sent[]> {
  const { query } = OpenTransaction.prototype;
  const sent: Sent[] = [];
  OpenTransaction.prototype.query = function counted<R>(
    this: OpenTransaction,
    ...asked: Parameters<typeof query>
  ): Promise<R[]> {
    sent.push([asked[0], asked[1] ?? []]);
    return query.apply(this, asked) as Promise<R[]>;
  };
  try {
    await work();
  } finally {
    OpenTransaction.prototype.query = query;
  }
  return sent;
}
