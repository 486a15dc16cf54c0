import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { ChangedFact } from './changed-facts.js';

/** Of rates told between positions $1 and $2, those that were known before: their set, and the name that facts have. */
const CORRECTED = `
  select distinct f.external_id as name, f.rate_set as set from fx_rate f
  join known_positions($2) told on told.entry = f.entry and told.position > $1
  where not f.withdrawn and exists (
    select from (
      select b.withdrawn from fx_rate b where b.id = f.id and b.entry in (select entry from known_entries($1))
      order by b.revision desc, b.nth desc limit 1) before
    where not before.withdrawn)`;

/** Changed facts, where a rate that was corrected is nobody's unless a plan or SPIFF restates by its set: what was converted keeps its rate. */
export async function withStandingRates(
  tx: Transaction,
  { since, until, rulebook }: { since: bigint; until: bigint; rulebook: Rulebook | null },
  facts: readonly ChangedFact[],
): Promise<readonly ChangedFact[]> {
  if (!rulebook || !facts.some(({ kind }) => kind === 'rate')) return facts;
  const restated = restatedSets(rulebook);
  const rows = await tx.query<{ name: string; set: string }>(CORRECTED, [since, until]);
  const standing = new Set(rows.filter(({ set }) => !restated.has(set)).map(({ name }) => name));
  return facts.map((fact) => {
    const isCorrection = fact.kind === 'rate' && fact.how.startsWith('revision') && standing.has(fact.name);
    return isCorrection ? { ...fact, participants: [] } : fact;
  });
}

/** A rate whose correction changes nothing that was converted. */
export function isNobodys({ kind, participants }: ChangedFact): boolean {
  return kind === 'rate' && participants?.length === 0;
}

/** Sets whose corrections convert anew what was converted. */
function restatedSets({ plans, spiffs = [] }: Rulebook): ReadonlySet<string> {
  const all = [...plans, ...spiffs].flatMap(({ fx, incentives }) => [
    fx?.credit,
    fx?.pay,
    ...incentives.map((each) => each.fx?.pay),
  ]);
  return new Set(all.flatMap((each) => (each?.corrections === 'restate' ? [each.rates] : [])));
}
