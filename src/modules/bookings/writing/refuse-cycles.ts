import type { Transaction } from '../../../platform/database/transaction.js';
import { managerCycles, type Reporting } from './manager-cycles.js';

/** Notes rows that would close a circle of managers, looking at everybody's managers as they would then be known. */
export async function refuseCycles(tx: Transaction): Promise<void> {
  const reportings = await tx.query<Reporting>(
    `select participant, manager, effective_from as "from", effective_until as "until", line from stage_outlook o
     where manager is not null and not exists (select from stage_fault f where f.line = o.line)`,
  );
  const cycles = managerCycles(reportings);
  if (cycles.length === 0) return;
  await tx.query(
    `insert into stage_fault select line, 'cycle', 'manager', value, other
     from unnest($1::integer[], $2::text[], $3::text[]) cycle (line, value, other)`,
    [
      cycles.map(({ line }) => line),
      cycles.map(({ people }) => people[1] ?? ''),
      cycles.map(({ people, from }) => `${people.join(' → ')}, on ${from}`),
    ],
  );
}
