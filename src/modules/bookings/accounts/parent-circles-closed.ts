import type { Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';
import type { Breach } from '../undoing/breach.js';
import { latestRows } from '../writing/known.js';
import { managerCycles } from '../writing/manager-cycles.js';
import { parentSteps, sayCircle, type ParentStep } from './parent-steps.sql.js';

const KINDS: readonly Kind['name'][] = ['accounts', 'account-parents'];

/** Circles of accounts, each belonging to the next, that facts in force again would close. Steps of the undone import count as its lines. */
export async function parentCirclesClosed(
  tx: Transaction,
  { kind, entry }: { readonly kind: Kind; readonly entry: string },
): Promise<readonly Breach[]> {
  if (!KINDS.includes(kind.name)) return [];
  const column = kind.name === 'accounts' ? 'external_id' : 'account';
  const line = (of: string): string =>
    `(select min(t.nth)::integer from ${kind.table} t where t.entry = $1 and t.${column} = ${of})`;
  const steps = parentSteps({
    dated: `select d.account, d.parent, d.effective_from, d.effective_until, ${line('d.account')} as line from ${latestRows('account_parent')} d`,
    file: `select distinct on (a.external_id) a.external_id as account, a.parent, ${line('a.external_id')} as line
      from ${latestRows('account')} a order by a.external_id, a.source collate "C"`,
  });
  const breaches: Breach[] = [];
  for (const cycle of managerCycles(await tx.query<ParentStep>(steps, [entry]))) {
    const [told] = await tx.query<{ entry: string | null }>(TELLER, [entry, cycle.people]);
    const what = `a circle of accounts, each belonging to the next, would close: ${sayCircle(cycle)}`;
    breaches.push({ entry: told?.entry ?? entry, what });
  }
  return breaches;
}

/** The latest import that told one of the steps $2, other than $1. */
const TELLER = `select max(step.entry)::text as entry from (
    select entry, account, parent from ${latestRows('account_parent')} d
    union all select entry, external_id, parent from ${latestRows('account')} a
  ) step where step.account = any($2::text[]) and step.parent = any($2::text[]) and step.entry <> $1`;
