import { constantValue, isSame, orderOf } from '../conditions/compare-values.js';
import { operandsInTest } from '../conditions/fact-places.js';
import { add, compare, ratio, subtract, type Ratio } from '../kernel/ratio.js';
import type { Day } from '../kernel/day.js';
import type { FactValue } from '../model/facts.js';
import type { ApprovalMatrix, JudgedTerm } from '../rulebook/parts/approvals.js';
import type { Condition } from '../rulebook/parts/condition.js';
import { carriedBy, type HumanDecision } from './carry.js';
import type { Deal, Terms } from './deal.js';
import type { ReadyMatrix } from './judge-deal.js';
import { offeredOf } from './offered/offered.js';
import type { Judgement } from './requirement.js';
import { boundOf } from './worse.js';

/** The smallest change of one judged term after which a level is not asked: none needs it, or what it approved before holds. */
export interface Avoidance {
  readonly level: string;
  readonly fact: string;
  readonly to: FactValue;
  /** `at`: that value is enough; `below` and `above`: it must lie beyond it. */
  readonly side: 'at' | 'below' | 'above';
}

/** What is tried for something that must lie beyond a constant: a millionth of its natural unit. */
const BEYOND: Ratio = ratio(1n, 1_000_000n);

/** What the matrix says of a deal today, and what people decided on it before. */
export interface Decided {
  readonly judgement: Judgement;
  readonly decisions: readonly HumanDecision[];
  readonly day: Day;
}

/**
 * For each level that a deal asks, and each judged term that its rows test and that can get better: the nearest value at which the level falls away or an
 * earlier decision carries it, all else being equal. The values tried are those at which some row begins or ends, or a decision begins to carry, so what is found
 * is the nearest there is. Nothing is said of a term whose change alone is not enough.
 */
export function avoidancesOf(
  ready: ReadyMatrix,
  deal: Deal,
  { judgement, ...before }: Decided,
): readonly Avoidance[] {
  if (judgement.kind === 'failed') return [];
  const { matrix } = ready;
  const offered = offeredOf(deal);
  const constants = constantsOf(matrix, before.decisions);
  const asks = (judged: Judgement, level: string): boolean =>
    asksOf(judged, level, { matrix, offered, ...before });
  return judgement.requirements.flatMap(({ level, reasons }) => {
    if (!asks(judgement, level)) return [];
    const tested = new Set(reasons.flatMap((reason) => reason.tested));
    return matrix.inputs.flatMap((input): Avoidance[] => {
      const now = judgement.terms.get(input.fact);
      if (!tested.has(input.fact) || input.worse === 'any-change' || typeof now !== 'object') return [];
      const found = nearest(input, now, constants.get(input.fact) ?? [])
        .flatMap((to) => tries(input, to, now))
        .find(({ value }) => !asks(ready.judge(deal, new Map([[input.fact, value]])), level));
      return found ? [{ level, fact: input.fact, to: found.to, side: found.side }] : [];
    });
  });
}

function asksOf(
  judgement: Judgement,
  level: string,
  {
    decisions,
    ...at
  }: Omit<Decided, 'judgement'> & { readonly matrix: ApprovalMatrix; readonly offered: Terms },
): boolean {
  if (judgement.kind === 'failed') return true;
  const requirement = judgement.requirements.find((each) => each.level === level);
  return (
    requirement !== undefined && !carriedBy(requirement, decisions, { ...at, terms: judgement.terms })?.by
  );
}

/** Constants that are better than a value, or the value itself, the nearest first. */
function nearest({ worse }: JudgedTerm, now: Ratio, constants: readonly Ratio[]): readonly Ratio[] {
  const better = constants.filter((each) =>
    worse === 'higher' ? compare(each, now) <= 0 : compare(each, now) >= 0,
  );
  return better.sort((a, b) => (worse === 'higher' ? compare(b, a) : compare(a, b)));
}

interface Try {
  readonly to: Ratio;
  readonly value: Ratio;
  readonly side: Avoidance['side'];
}

function tries({ worse }: JudgedTerm, to: Ratio, now: Ratio): readonly Try[] {
  const beyond: Try =
    worse === 'higher'
      ? { to, value: subtract(to, BEYOND), side: 'below' }
      : { to, value: add(to, BEYOND), side: 'above' };
  return isSame(to, now) ? [beyond] : [{ to, value: to, side: 'at' }, beyond];
}

function constantsOf(
  { rows, levels, inputs }: ApprovalMatrix,
  decisions: readonly HumanDecision[],
): ReadonlyMap<string, Ratio[]> {
  const found = new Map<string, Ratio[]>();
  const visit = (condition: Condition): void => {
    if ('all' in condition) condition.all.forEach(visit);
    else if ('any' in condition) condition.any.forEach(visit);
    else if ('not' in condition) visit(condition.not);
    else if ('test' in condition)
      note(condition.fact, operandsInTest(condition.test).map(constantValue), found);
  };
  for (const { when } of rows) visit(when);
  for (const { maySign } of levels) if (maySign) visit(maySign);
  for (const input of inputs)
    if (input.worse !== 'any-change')
      note(
        input.fact,
        decisions.map(({ terms }) => boundOf(terms.get(input.fact), input)),
        found,
      );
  return found;
}

function note(fact: string, values: readonly FactValue[], found: Map<string, Ratio[]>): void {
  const known = found.get(fact) ?? [];
  for (const value of values)
    if (typeof value === 'object' && !known.some((each) => orderOf(each, value) === 0)) known.push(value);
  found.set(fact, known);
}
