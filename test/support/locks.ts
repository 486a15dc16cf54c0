import type { Actor, Database } from '../../src/platform/database/database.js';
import type { Transaction } from '../../src/platform/database/transaction.js';

/** How many relations one reading transaction has locked when its work is done. `use` is given the door to read through. */
export async function relationsLocked(
  database: Database,
  use: (counting: Database) => Promise<unknown>,
): Promise<number> {
  let locked: number | undefined;
  const reading = <T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> =>
    database.reading(actor, async (tx) => {
      const result = await work(tx);
      const sql = `select count(*)::int as locked from pg_locks where pid = pg_backend_pid() and locktype = 'relation'`;
      locked = (await tx.query<{ locked: number }>(sql))[0]?.locked;
      return result;
    });
  await use(Object.assign(Object.create(database) as Database, { reading }));
  if (locked === undefined) throw new Error('nothing was read in one snapshot');
  return locked;
}
