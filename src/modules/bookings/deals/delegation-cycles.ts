import type { Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';
import { managerCycles, type ManagerCycle, type Reporting } from '../writing/manager-cycles.js';

interface Delegated extends Reporting {
  /** Null: of all. */
  readonly matrix: string | null;
}

/** Notes rows by which somebody would decide for who decides for them, of one matrix on one day, looking at all delegations as they would then be known. */
export async function refuseDelegationCycles(tx: Transaction, { name }: Kind): Promise<void> {
  if (name !== 'delegations') return;
  const cycles = delegationCycles(
    await tx.query<Delegated>(
      `select giver as participant, deputy as manager, effective_from as "from", effective_until as "until", matrix, line from stage_outlook o
       where not exists (select from stage_fault f where f.line = o.line)`,
    ),
  );
  if (cycles.length === 0) return;
  await tx.query(
    `insert into stage_fault select line, 'cycle', 'deputy', value, other
     from unnest($1::integer[], $2::text[], $3::text[]) cycle (line, value, other)`,
    [
      cycles.map(({ line }) => line),
      cycles.map(({ people }) => people[1] ?? ''),
      cycles.map(({ people, from }) => `${people.join(' → ')}, on ${from}`),
    ],
  );
}

/** Rows that would close a circle, each once. What is for one matrix makes none with what is for another. */
export function delegationCycles(delegated: readonly Delegated[]): readonly ManagerCycle[] {
  const matrices = new Set(delegated.map(({ matrix }) => matrix));
  const found = new Map<number, ManagerCycle>();
  for (const matrix of matrices) {
    const reaching = delegated.filter((each) => each.matrix === null || each.matrix === matrix);
    for (const cycle of managerCycles(reaching)) if (!found.has(cycle.line)) found.set(cycle.line, cycle);
  }
  return [...found.values()];
}
