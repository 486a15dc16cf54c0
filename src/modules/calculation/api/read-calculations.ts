import { momentOf } from '../../../platform/database/sql/moment.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { Totals } from '../calculation.js';
import type { StoredRulebook } from '../reading/read-summary.js';

/** A calculation in whatever state it is. */
export interface CalculationRow {
  readonly calculation: string;
  readonly state: 'running' | 'complete' | 'failed';
  readonly position: string;
  readonly rulebook: StoredRulebook;
  /** By the id of each text that it was made by: the version that put it in force. */
  readonly lives: Readonly<Record<string, string>> | null;
  readonly fingerprint: string | null;
  readonly digest: string | null;
  readonly totals: Totals | null;
  readonly failure: string | null;
  readonly shards: number;
  readonly shards_done: number;
  readonly started_at: string;
  readonly started_by: string;
  readonly completed_at: string | null;
}

const LIVES = `
  select json_object_agg(p.version_id, p.life) from (
    select distinct on (version_id) version_id, life from publication join audit_entry told using (entry)
    where version_id in (select (v ->> 'version')::uuid from jsonb_array_elements(c.rulebook -> 'versions') v)
      and told.position <= c.position
      and not exists (select from audit_entry ended where ended.entry = ended_by and ended.position <= c.position)
    order by version_id, entry desc) p`;

const CALCULATIONS = `
  select c.calculation, c.state, c.position, c.rulebook, c.fingerprint, c.digest, c.totals, c.failure, c.shards, (${LIVES}) as lives,
    (select count(*)::int from calculation_shard s where s.calculation = c.calculation and s.done) as shards_done,
    ${momentOf('s.recorded_at')} as started_at, s.actor as started_by, ${momentOf('e.recorded_at')} as completed_at
  from calculation c join audit_entry s on s.entry = c.started_entry left join audit_entry e on e.entry = c.completed_entry`;

/** Calculations, newest first, below a number; one more than a page tells whether others follow. */
export async function readCalculations(
  tx: Transaction,
  { below, limit }: { below: bigint | null; limit: number },
): Promise<CalculationRow[]> {
  const sql = `${CALCULATIONS} where $1::bigint is null or c.calculation < $1 order by c.calculation desc limit $2`;
  return await tx.query<CalculationRow>(sql, [below, limit]);
}

/** Calculations by their numbers. */
export async function readCalculationsByNumber(
  tx: Transaction,
  numbers: readonly bigint[],
): Promise<CalculationRow[]> {
  return await tx.query<CalculationRow>(`${CALCULATIONS} where c.calculation = any($1::bigint[])`, [numbers]);
}

/** How many calculations there are, in whatever state. */
export async function countCalculations(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>('select count(*)::int as count from calculation');
  return row?.count ?? 0;
}
