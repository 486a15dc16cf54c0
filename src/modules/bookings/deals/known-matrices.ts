import type { Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';

/** So many names are told of what there is. */
const MOST_NAMES = 20;

/** Notes delegations for a matrix that was never published; before any is, every name is taken. A withdrawn row may name anything. */
export async function refuseUnknownMatrices(tx: Transaction, { name }: Kind): Promise<void> {
  if (name !== 'delegations') return;
  await tx.query(
    `with known as materialized (select distinct d.name from document_version d where d.kind = 'approvals'),
       told as (select string_agg(first.name, ', ' order by first.name collate "C") as names
         from (select k.name from known k order by k.name collate "C" limit ${MOST_NAMES}) first)
     insert into stage_fault select s.line, 'unknown-matrix', 'matrix', s.matrix, told.names from stage s, told
     where s.matrix is not null and not s.withdrawn and told.names is not null and s.matrix not in (select k.name from known k)`,
  );
}
