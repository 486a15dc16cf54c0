import { errorAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { ApprovalMatrix, FactCatalogue } from '../../rulebook.js';
import { noLevel } from './no-level.js';

/** Judges the levels of a matrix: who decides is known, what is late goes up, and where nobody is there it ends somewhere. */
export function checkLevels(matrix: ApprovalMatrix, facts: FactCatalogue): Finding[] {
  const { levels, noMatch } = matrix;
  const ids = levels.map(({ id }) => id);
  return [
    ...levels.flatMap((_, at) => [
      ...approverFindings(matrix, at, facts),
      ...lateFindings(matrix, at),
      ...instead(matrix, at),
    ]),
    ...(typeof noMatch === 'object' && !ids.includes(noMatch.level)
      ? [errorAt('no-match', noLevel(noMatch.level, ids), noMatch.level)]
      : []),
    ...circles(matrix),
  ];
}

function approverFindings({ levels }: ApprovalMatrix, at: number, facts: FactCatalogue): readonly Finding[] {
  const level = levels[at];
  if (!level) return [];
  const { approver, up } = level;
  const path = `levels.${at}`;
  const isChain = approver === 'deal.seller-manager';
  const found = up > 1 && !isChain ? [errorAt(`${path}.up`, ONLY_MANAGERS)] : [];
  if (isChain || /^(?:role|group|person)\./.test(approver)) return found;
  const relations = facts.relations
    .map(({ name }) => name)
    .filter((name) => /^(?:deal|account|territory)\./.test(name));
  if (relations.includes(approver)) return found;
  const message = `The fact catalogue has no relation ${approver}.`;
  const remedy = suggest(
    approver,
    ['deal.seller-manager', ...relations],
    `Declare ${approver} under \`relations\` of the facts.`,
  );
  return [...found, errorAt(`${path}.approver`, { code: 'UNKNOWN_RELATION', message, remedy }, approver)];
}

/** Time that is up goes to a level above, sideways to a parallel one, or to nobody; and it is said wherever time is given. */
function lateFindings({ levels }: ApprovalMatrix, at: number): readonly Finding[] {
  const level = levels[at];
  if (!level) return [];
  const { answersWithin, lateGoesTo } = level;
  const path = `levels.${at}`;
  if (answersWithin === null) return lateGoesTo === null ? [] : [errorAt(`${path}.late-goes-to`, NEVER_LATE)];
  if (lateGoesTo === null) return [errorAt(`${path}.answers-within`, WHERE_LATE)];
  if (lateGoesTo === 'nobody') return [];
  const ids = levels.map(({ id }) => id);
  const to = ids.indexOf(lateGoesTo);
  if (to < 0) return [errorAt(`${path}.late-goes-to`, noLevel(lateGoesTo, ids), lateGoesTo)];
  const next = levels[to];
  const isBelow = next?.order === 'ladder' && level.order === 'ladder' && to <= at;
  return isBelow ? [errorAt(`${path}.late-goes-to`, downward(level.id, lateGoesTo), lateGoesTo)] : [];
}

function instead({ levels }: ApprovalMatrix, at: number): readonly Finding[] {
  const other = levels[at]?.ifNobody;
  if (typeof other !== 'object') return [];
  const ids = levels.map(({ id }) => id);
  return ids.includes(other.level)
    ? []
    : [errorAt(`levels.${at}.if-nobody`, noLevel(other.level, ids), other.level)];
}

/** Levels that pass what is late, or what nobody is there for, round in a circle. */
function circles({ levels }: ApprovalMatrix): readonly Finding[] {
  const ways = [
    { key: 'late-goes-to', next: new Map(levels.map(({ id, lateGoesTo }) => [id, lateGoesTo])) },
    {
      key: 'if-nobody',
      next: new Map(
        levels.map(({ id, ifNobody }) => [id, typeof ifNobody === 'object' ? ifNobody.level : null]),
      ),
    },
  ];
  return ways.flatMap(({ key, next }) => {
    const at = levels.findIndex(({ id }) => comesBack(id, next));
    return at < 0 ? [] : [errorAt(`levels.${at}.${key}`, circle(levels[at]?.id ?? '', key))];
  });
}

function comesBack(id: string, next: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = next.get(id); at !== undefined && at !== null && !seen.has(at); at = next.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}

function downward(level: string, to: string): Fault {
  return {
    code: 'TIER_ORDER',
    message: `What ${level} does not answer in time would go to ${to}, which stands no higher.`,
    remedy: 'Write a level above it, or `nobody`.',
  };
}

function circle(level: string, key: string): Fault {
  return {
    code: 'CYCLE',
    message: `\`${key}\` leads from ${level} back to ${level}.`,
    remedy: 'Let it end at a level that answers, or say what holds there.',
  };
}

const ONLY_MANAGERS: Fault = {
  code: 'NOT_NEEDED',
  message: '`up` counts managers, and this approver is no manager of the seller.',
  remedy: 'Take it away.',
};
const NEVER_LATE: Fault = {
  code: 'NOT_NEEDED',
  message: 'Nothing is ever late here: `answers-within` is not said.',
  remedy: 'Write `answers-within`, or take `late-goes-to` away.',
};
const WHERE_LATE: Fault = {
  code: 'UNDECLARED',
  message:
    'What holds when the time is up? It is never approved by itself: another level decides, or nobody does and the request expires.',
  remedy: 'Write `late-goes-to:` with a level, or nobody.',
};
