import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../src/platform/database/database.js';
import { projectRoot } from '../../src/platform/project-root.js';

/** The digest of a calculation as the SQL of `docs/digest.md` makes it again from what is stored. */
export async function digestBySql(database: Database, calculation: bigint): Promise<string | undefined> {
  const page = readFileSync(path.join(projectRoot(), 'docs', 'digest.md'), 'utf8');
  const sql = /```sql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const holders = /`(select array_agg\(distinct held_in\)[^`]*)`/.exec(page)?.[1] ?? '';
  return await database.asOwner(async (tx) => {
    await tx.query(`select set_config('kicker.actor', 'tester', true)`);
    const [held] = await tx.query<{ array_agg: string[] }>(holders, [calculation]);
    const [made] = await tx.query<{ digest: string }>(sql, [calculation, held?.array_agg ?? []]);
    return made?.digest;
  });
}
