import { checkCondition, checkOperand, type ConditionScope } from '../../../conditions/type-check.js';
import { isSameUnit } from '../../../conditions/types/name-types.js';
import { firstOther, type Placed } from '../../../conditions/types/one-measure.js';
import { errorAt, type Fault, type Finding } from '../../finding.js';
import { declareUnit, suggest } from '../../nearest.js';
import type { Decision, DecisionOutput, Given } from '../../parts/decision.js';
import type { PolicyWindow } from '../../parts/window.js';
import type { Rulebook } from '../../rulebook.js';
import { checkUnique } from '../unique-ids.js';
import { checkDisputeLevels } from './check-dispute-levels.js';
import { decisionScope } from './decision-scope.js';

type Rules = Pick<Rulebook, 'facts' | 'tables' | 'policies'>;

interface Giving {
  readonly gives: readonly Given[];
  readonly path: string;
}

/** Judges a decision of a policy: outputs of a type, every rule readable, and each answer complete. */
export function checkDecision(
  { decision, path }: { decision: Decision; path: string },
  windows: readonly PolicyWindow[],
  rules: Rules,
): Finding[] {
  const scope = decisionScope(decision.decides, windows, rules);
  const { outputs, phases, otherwise } = decision;
  const placed = phases.flatMap((phase, at) =>
    phase.rules.map((rule, index) => ({ rule, path: `${path}.phases.${at}.rules.${index}` })),
  );
  const giving: Giving[] = [
    ...placed.map(({ rule, path: here }) => ({ gives: rule.gives, path: `${here}.gives` })),
    { gives: otherwise.gives, path: `${path}.otherwise.gives` },
  ];
  return [
    ...checkUnique(
      phases.map(({ id }) => id),
      (index) => `${path}.phases.${index}.id`,
    ),
    ...checkUnique(
      placed.map(({ rule }) => rule.id),
      (index) => `${placed[index]?.path ?? ''}.id`,
    ),
    ...checkUnique(
      outputs.map(({ id }) => id),
      (index) => `${path}.outputs.${index}.id`,
    ),
    ...outputs.flatMap((output, index) => checkOutput(output, `${path}.outputs.${index}`, rules.facts.units)),
    ...checkDisputeLevels(decision, path, rules.facts),
    ...placed.flatMap(({ rule, path: here }) => checkCondition(rule.when, `${here}.when`, scope)),
    ...giving.flatMap((each) => checkGiven(each, outputs, scope)),
    ...outputs.flatMap((output) => oneMeasure(output, giving, scope)),
  ];
}

function checkOutput(
  { is, values, unit }: DecisionOutput,
  path: string,
  units: readonly string[],
): Finding[] {
  const found: Finding[] = [];
  if (is === 'one-of' && !values?.length) found.push(errorAt(path, NO_VALUES));
  if (is !== 'one-of' && values) found.push(errorAt(`${path}.values`, notWith('values', 'one-of')));
  if (is !== 'count' && unit !== undefined) found.push(errorAt(`${path}.unit`, notWith('unit', 'count')));
  if (unit !== undefined && !units.some((each) => isSameUnit(each, unit))) {
    const message = `The unit ${unit} is not among \`units\` of the fact catalogue.`;
    const remedy = suggest(unit, units, declareUnit(unit));
    found.push(errorAt(`${path}.unit`, { code: 'UNKNOWN_UNIT', message, remedy }));
  }
  return [...found, ...checkUnique(values ?? [], (index) => `${path}.values.${index}`)];
}

/** Each output is given, by something that fits it, and nothing else is. */
function checkGiven(
  { gives, path }: Giving,
  outputs: readonly DecisionOutput[],
  scope: ConditionScope,
): Finding[] {
  const ids = outputs.map(({ id }) => id);
  const missing = ids.filter((id) => !gives.some(({ output }) => output === id));
  return [
    ...missing.map((id) => errorAt(path, notGiven(id))),
    ...gives.flatMap(({ output: id, value }): readonly Finding[] => {
      const here = `${path}.${id}`;
      const output = outputs.find((each) => each.id === id);
      if (!output) return [errorAt(here, noOutput(id, ids), id)];
      if (value === 'nothing') return [];
      const { is, unit, values } = output;
      const type = { is, ...(unit === undefined ? {} : { unit }), ...(values ? { values } : {}) };
      return checkOperand(value, { name: id, type, path: here }, scope);
    }),
  ];
}

/** Amounts of one output are in one currency, counts of one unit. */
function oneMeasure({ id }: DecisionOutput, giving: readonly Giving[], scope: ConditionScope): Finding[] {
  const cells = giving.flatMap(({ gives, path }): Placed[] =>
    gives.flatMap(({ output, value }) =>
      output === id && value !== 'nothing' ? [{ operand: value, path: `${path}.${id}` }] : [],
    ),
  );
  const other = firstOther(cells, scope.names);
  return other ? [errorAt(other.at.path, other.fault)] : [];
}

function notGiven(id: string): Fault {
  return {
    code: 'MISSING_KEY',
    message: `The answer does not say ${id}.`,
    remedy: `Write \`${id}:\` under \`gives\`, or \`${id}: nothing\` where there is none.`,
  };
}

function noOutput(id: string, known: readonly string[]): Fault {
  return { code: 'UNKNOWN_NAME', message: `The decision has no output ${id}.`, remedy: suggest(id, known) };
}

function notWith(key: string, only: string): Fault {
  return {
    code: 'NOT_NEEDED',
    message: `\`${key}\` belongs to \`${only}\` alone.`,
    remedy: 'Take it away, or change the type.',
  };
}

const NO_VALUES: Fault = {
  code: 'MISSING_KEY',
  message: '`values` is missing: which words may it be?',
  remedy: 'Write them, such as `values: [immediate, next-quarter]`.',
};
