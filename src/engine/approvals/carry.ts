import type { Day } from '../kernel/day.js';
import { fingerprintOf, type Fingerprint } from '../kernel/fingerprint.js';
import type { ApprovalLevel, ApprovalMatrix } from '../rulebook/parts/approvals.js';
import type { Terms } from './deal.js';
import type { Requirement } from './requirement.js';
import { worsened, worsenedSays, type JudgedNow } from './offered/worsened.js';

/** A decision that a person made on a deal at a level; what was carried, or waived by override, is none. */
export interface HumanDecision {
  readonly id: string;
  readonly level: string;
  readonly decision: 'approved' | 'rejected';
  readonly day: Day;
  /** The moment of it, in milliseconds since 1970; null where only the day is known. */
  readonly at: number | null;
  /** Counts up with each decision on the deal. */
  readonly sequence: number;
  /** Who decided, and for whom. */
  readonly people: readonly string[];
  readonly terms: Terms;
  /** Whose the deal was, who sold it and what it came to; null where that was not kept. */
  readonly offered?: Terms | null;
  /** Rows for which the level was asked. */
  readonly rows: readonly string[];
  /** The version of the matrix that was in force then. */
  readonly version: Fingerprint;
  /** Fingerprints of its rows and levels, by what they are called there. */
  readonly wordings: ReadonlyMap<string, string>;
  /** Whether everybody who approved is still active and may still decide for the level. */
  readonly isEntitled: boolean;
}

/** Which decision carries a requirement, or what keeps the last one from carrying it; nothing where the level never decided. */
export type Carried =
  | { readonly by: HumanDecision }
  | {
      readonly by: null;
      readonly why: 'worse';
      readonly of: HumanDecision;
      readonly facts: readonly string[];
      /** What became of them: `deal.discount got worse`, `deal.seller changed`. */
      readonly says: string;
    }
  | {
      readonly by: null;
      readonly why: 'rejected' | 'reworded' | 'too-old' | 'not-entitled';
      readonly of: HumanDecision;
    }
  | null;

/**
 * Whether a requirement is already met by a person's earlier decision on the same deal. All of: the same level approved; under the same
 * wording of the rows that ask now, and of who decides at the level; nothing these rows or the limit of the level test has got worse since that decision, and
 * the deal is of the account and seller of then and comes to no more; whoever approved is still entitled; the approval is not too old; no later rejection of
 * the same rows at this level or above it in the ladder. Source: design §4, and the carry-forward rules of the state machine.
 */
export function carriedBy(
  requirement: Requirement,
  decisions: readonly HumanDecision[],
  at: JudgedNow & { readonly day: Day },
): Carried {
  const own = decisions
    .filter(({ level, decision }) => level === requirement.level && decision === 'approved')
    .sort((a, b) => b.sequence - a.sequence);
  let first: Carried = null;
  for (const decision of own) {
    const found = judge(requirement, decision, { ...at, decisions });
    if (found?.by) return found;
    first ??= found;
  }
  return first;
}

function judge(
  requirement: Requirement,
  of: HumanDecision,
  at: JudgedNow & { readonly day: Day; readonly decisions: readonly HumanDecision[] },
): Carried {
  const { matrix, day } = at;
  const facts = worsened(requirement, of, at);
  if (facts.length > 0) return { by: null, why: 'worse', of, facts, says: worsenedSays(facts, matrix) };
  if (isReworded(requirement, of, matrix)) return { by: null, why: 'reworded', of };
  if (isRejectedSince(requirement, of, at)) return { by: null, why: 'rejected', of };
  if (matrix.terms.valid !== null && day - of.day >= matrix.terms.valid)
    return { by: null, why: 'too-old', of };
  return of.isEntitled ? { by: of } : { by: null, why: 'not-entitled', of };
}

/** Whether the rows that ask now, or who decides at their level and how many of them, are said in other words than then. A decision by the same version never is. */
function isReworded(
  { level, reasons }: Requirement,
  { version, wordings }: HumanDecision,
  { levels, fingerprint: now }: ApprovalMatrix,
): boolean {
  if (reasons.some(({ row, fingerprint }) => wordings.get(row) !== fingerprint)) return true;
  const own = levels.find(({ id }) => id === level);
  return version !== now && own !== undefined && wordings.get(levelKey(level)) !== wordingOfLevel(own);
}

/** The wordings of all levels of a matrix, by what they are called among those of its rows. */
export function levelWordings({ levels }: ApprovalMatrix): readonly (readonly [string, string])[] {
  return levels.map((level) => [levelKey(level.id), wordingOfLevel(level)] as const);
}

/** No row has a blank in its name. */
function levelKey(level: string): string {
  return `level ${level}`;
}

function wordingOfLevel({ approver, up, quorum }: ApprovalLevel): string {
  return fingerprintOf({ approver, up, quorum });
}

function isRejectedSince(
  requirement: Requirement,
  of: HumanDecision,
  { matrix, decisions }: { readonly matrix: ApprovalMatrix; readonly decisions: readonly HumanDecision[] },
): boolean {
  const ladder = matrix.levels.filter(({ order }) => order === 'ladder').map(({ id }) => id);
  const own = ladder.indexOf(requirement.level);
  const rows = new Set(requirement.reasons.map(({ row }) => row));
  return decisions.some(
    ({ decision, sequence, level, rows: of2 }) =>
      decision === 'rejected' &&
      sequence > of.sequence &&
      (level === requirement.level || (own >= 0 && ladder.indexOf(level) >= own)) &&
      of2.some((row) => rows.has(row)),
  );
}
