import { checkCondition, checkOperand } from '../../../conditions/type-check.js';
import type { ConditionScope } from '../../../conditions/type-check.js';
import { namesIn } from '../../../conditions/fact-places.js';
import { sharedValues } from '../../../values/values-of.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import type { ApprovalLevel, ApprovalMatrix, Rulebook } from '../../rulebook.js';
import { checkEffective } from '../check-effective.js';
import { dealScope } from '../scopes.js';
import { checkUnique } from '../unique-ids.js';
import { checkLevels } from './check-levels.js';
import { noLevel } from './no-level.js';
import { checkRowsTogether } from './check-rows-together.js';

/**
 * Judges an approval matrix: what it reads is declared with the direction in which it gets worse, levels exist and somebody stands above them,
 * late answers go up and never round in a circle, and rows can answer.
 */
export function checkApprovals(matrix: ApprovalMatrix, rulebook: Rulebook): Finding[] {
  const { facts } = rulebook;
  const scope = dealScope(facts, sharedValues(rulebook));
  const { inputs, levels, rows, terms } = matrix;
  const cells = [
    ...inputs.flatMap((_, at) => checkInput(matrix, at, scope)),
    ...checkLevels(matrix, facts),
    ...rows.flatMap((row, at) => [
      ...checkCondition(row.when, `rows.${at}.when`, scope),
      ...needsFindings(matrix, at),
    ]),
    ...levels.flatMap(({ maySign }, at) =>
      maySign ? checkCondition(maySign, `levels.${at}.may-sign`, scope) : [],
    ),
    ...(terms.overrideByTwo ? checkCondition(terms.overrideByTwo, OVERRIDE, scope) : []),
  ];
  return [
    ...checkEffective(matrix.effective),
    ...checkUnique(
      inputs.map(({ fact }) => fact),
      (at) => `inputs.${at}.fact`,
    ),
    ...checkUnique(
      levels.map(({ id }) => id),
      (at) => `levels.${at}.id`,
    ),
    ...checkUnique(
      rows.map(({ id }) => id),
      (at) => `rows.${at}.id`,
    ),
    ...(rows.length === 0 ? [errorAt('rows', SAYS_NOTHING)] : []),
    ...cells,
    ...(cells.length > 0 ? [] : [...notJudged(matrix), ...checkRowsTogether(matrix, scope.names)]),
  ];
}

/** A judged term that exists, and a tolerance in its unit. */
function checkInput({ inputs }: ApprovalMatrix, at: number, scope: ConditionScope): readonly Finding[] {
  const input = inputs[at];
  if (!input) return [];
  const { fact, worse, tolerance } = input;
  const unknown = checkCondition({ fact, test: { is: 'anything' } }, `inputs.${at}.fact`, scope);
  const type = scope.names.get(fact);
  if (unknown.length > 0 || !type) return unknown;
  if (worse !== 'any-change' && !ORDERED.has(type.is))
    return [errorAt(`inputs.${at}.worse`, noOrder(fact, type.is))];
  if (tolerance === null) return [];
  const path = `inputs.${at}.tolerance`;
  if (worse === 'any-change') return [errorAt(path, NO_TOLERANCE)];
  if ('name' in tolerance || 'word' in tolerance) return [errorAt(path, NO_TOLERANCE)];
  const like = type.is === 'date' ? ({ is: 'days' } as const) : type;
  return checkOperand(tolerance, { name: `the tolerance of ${fact}`, type: like, path }, scope);
}

const ORDERED: ReadonlySet<string> = new Set(['money', 'percent', 'count', 'days', 'date']);

/** What rows and limits read and no input names: a change of it would reopen nothing. Inputs that nothing reads are told, unless any change of them matters. */
function notJudged({ inputs, levels, rows, terms }: ApprovalMatrix): readonly Finding[] {
  const declared = inputs.map(({ fact }) => fact);
  const places = [
    ...rows.map(({ when }, at) => ({ when, path: `rows.${at}.when` })),
    ...levels.flatMap(({ maySign }, at) =>
      maySign ? [{ when: maySign, path: `levels.${at}.may-sign` }] : [],
    ),
    ...(terms.overrideByTwo ? [{ when: terms.overrideByTwo, path: OVERRIDE }] : []),
  ];
  const read = new Set(places.flatMap(({ when }) => namesIn(when)));
  return [
    ...places.flatMap(({ when, path }) =>
      namesIn(when)
        .filter((name) => !declared.includes(name))
        .map((name) => errorAt(path, notAnInput(name), name)),
    ),
    ...inputs.flatMap(({ fact, worse }, at) =>
      read.has(fact) || worse === 'any-change' ? [] : [warningAt(`inputs.${at}.fact`, unread(fact), fact)],
    ),
  ];
}

function needsFindings({ rows, levels }: ApprovalMatrix, at: number): readonly Finding[] {
  const row = rows[at];
  if (!row || row.needs === 'none') return [];
  const ids = levels.map(({ id }) => id);
  if (!('upTo' in row.needs))
    return row.needs.flatMap((id) =>
      ids.includes(id) ? [] : [errorAt(`rows.${at}.needs`, noLevel(id, ids), id)],
    );
  const { upTo } = row.needs;
  const level = levels.find(({ id }) => id === upTo);
  if (!level) return [errorAt(`rows.${at}.up-to`, noLevel(upTo, ids), upTo)];
  return level.order === 'ladder' ? [] : [errorAt(`rows.${at}.up-to`, outside(level), upTo)];
}

function outside({ id }: ApprovalLevel): Fault {
  return {
    code: 'UNKNOWN_NAME',
    message: `${id} is parallel and stands outside the ladder, so nothing goes up to it.`,
    remedy: `Write \`needs: ${id}\`, or take \`in: parallel\` away.`,
  };
}

function notAnInput(name: string): Fault {
  return {
    code: 'UNDECLARED',
    message: `${name} is read here and is no input, so nothing says when a change of it makes the deal worse and opens an approval again.`,
    remedy: `Add \`{ fact: ${name}, worse: higher }\`, lower or any-change, to \`inputs\`.`,
  };
}

function unread(fact: string): Fault {
  return { code: 'UNUSED', message: `No row reads ${fact}.`, remedy: 'Read it in a row, or take it away.' };
}

function noOrder(fact: string, is: string): Fault {
  return {
    code: 'UNIT_MISMATCH',
    message: `${fact} is ${is}, of which nothing is higher or lower.`,
    remedy: 'Write `worse: any-change`.',
  };
}

const OVERRIDE = 'terms.override-by-two';

const NO_TOLERANCE: Fault = {
  code: 'UNIT_MISMATCH',
  message: 'A tolerance is a number in the unit of what may be higher or lower.',
  remedy: 'Write one such as `tolerance: 1%`, or take it away.',
};
const SAYS_NOTHING: Fault = {
  code: 'TABLE_SHAPE',
  message: 'The matrix says nothing.',
  remedy: 'Write at least one row.',
};
