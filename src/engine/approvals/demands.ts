import { namesIn } from '../conditions/fact-places.js';
import type { ApprovalLevel, ApprovalMatrix, Needs } from '../rulebook/parts/approvals.js';
import { LADDER, type Reason, type Requirement } from './requirement.js';

/** What the rows that count ask for. */
export interface Demand {
  /** Their places in the matrix. */
  readonly rows: readonly number[];
  readonly needs: readonly { readonly needs: Needs; readonly reason: Reason }[];
}

/**
 * The levels that a demand comes to: each once, with all its reasons, the ladder in its order and each parallel level for itself. Where the highest
 * level of the ladder may not sign this deal, the next one that may is asked as well. A text says why nobody may sign.
 */
export function requirementsOf(
  matrix: ApprovalMatrix,
  demand: Demand,
  maySign: (level: string) => boolean,
): readonly Requirement[] | string {
  const ladder = matrix.levels.filter(({ order }) => order === 'ladder');
  const reasons = new Map<string, Reason[]>();
  for (const { needs, reason } of demand.needs)
    for (const level of levelsOf(needs, ladder)) reasons.set(level, [...(reasons.get(level) ?? []), reason]);
  const short = raise(ladder, reasons, maySign);
  if (short !== null) return `${short} may not sign this deal, and no level above may.`;
  const alone = matrix.levels.find(
    ({ id, order }) => order === 'parallel' && reasons.has(id) && !maySign(id),
  );
  if (alone) return `${alone.id} may not sign this deal, and stands outside the ladder.`;
  let order = 0;
  return matrix.levels.flatMap((level): Requirement[] => {
    const why = reasons.get(level.id);
    if (!why) return [];
    const chain = level.order === 'ladder' ? LADDER : level.id;
    return [{ level: level.id, chain, order: level.order === 'ladder' ? order++ : 0, reasons: why }];
  });
}

function levelsOf(needs: Needs, ladder: readonly ApprovalLevel[]): readonly string[] {
  if (needs === 'none') return [];
  if (!('upTo' in needs)) return needs;
  const end = ladder.findIndex(({ id }) => id === needs.upTo);
  return ladder.slice(0, end + 1).map(({ id }) => id);
}

/** Adds levels above the highest until one may sign; the highest that may not where there is none. */
function raise(
  ladder: readonly ApprovalLevel[],
  reasons: Map<string, Reason[]>,
  maySign: (level: string) => boolean,
): string | null {
  let top = ladder.findLastIndex(({ id }) => reasons.has(id));
  if (top < 0) return null;
  const first = ladder[top]?.id ?? '';
  let why = reasons.get(first) ?? [];
  for (let level = ladder[top]; level && !maySign(level.id); level = ladder[top]) {
    const limit = level.maySign ? namesIn(level.maySign) : [];
    why = why.map((reason) => ({ ...reason, tested: [...new Set([...reason.tested, ...limit])] }));
    top += 1;
    const next = ladder[top];
    if (!next) return first;
    reasons.set(next.id, why);
  }
  return null;
}
