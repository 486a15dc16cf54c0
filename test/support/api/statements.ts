import { OpenTransaction } from '../../../src/platform/database/transaction.js';

/** How many statements the modules send while `work` runs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { query } = OpenTransaction.prototype;
  let count = 0;
  OpenTransaction.prototype.query = function counted<R>(
    this: OpenTransaction,
    ...asked: Parameters<typeof query>
  ): Promise<R[]> {
    count += 1;
    return query.apply(this, asked) as Promise<R[]>;
  };
  try {
    await work();
  } finally {
    OpenTransaction.prototype.query = query;
  }
  return count;
}
