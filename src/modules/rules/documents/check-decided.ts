import { errorAt, type Finding } from '../../../engine/rulebook/finding.js';
import { suggest } from '../../../engine/rulebook/nearest.js';
import { readOperand } from '../../../engine/conditions/read-operand.js';
import { checkOperand } from '../../../engine/conditions/type-check.js';
import { checkUnique } from '../../../engine/rulebook/checks/unique-ids.js';
import { decidesCredit } from '../../../engine/rulebook/reads/credit-reads.js';
import type { DecisionOutput } from '../../../engine/rulebook/parts/decision.js';
import type { EngagementPolicy, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { ExpectedDecision, Situation, TestDocument } from './test-document.js';

/** What a decision of some version of a policy says: its rules, and its outputs where it has some. */
interface Decidable {
  readonly id: string;
  readonly rules: readonly string[];
  readonly outputs: readonly DecisionOutput[] | null;
}

/** Judges what a situation expects to be decided: the decision, its rules and outputs exist, and values are of their type. */
export function checkDecided(test: TestDocument, situation: Situation, { policies }: Rulebook): Finding[] {
  const at = `situations.${test.situations.indexOf(situation)}.given`;
  const own = policies.filter(({ id }) => id === test.test);
  const decidable = (own.length > 0 ? own : policies).flatMap(decidableIn);
  return [
    ...checkUnique(
      situation.given.map(({ id }) => id),
      (index) => `${at}.${index}.id`,
    ),
    ...situation.expect.flatMap((each) => (each.what === 'decides' ? checkOne(each, decidable) : [])),
  ];
}

function decidableIn(policy: EngagementPolicy): Decidable[] {
  const rulesOf = (phases: readonly { rules: readonly { id: string }[] }[]): string[] =>
    phases.flatMap(({ rules }) => rules.map(({ id }) => id));
  const others = (policy.decisions ?? []).map(({ id, phases, outputs }) => ({
    id,
    rules: rulesOf(phases),
    outputs,
  }));
  const credit = { id: 'credit', rules: rulesOf(policy.phases), outputs: null };
  return decidesCredit(policy) ? [credit, ...others] : others;
}

function checkOne(expected: ExpectedDecision, decidable: readonly Decidable[]): Finding[] {
  const { decision, path, rule, lost } = expected;
  const ids = [...new Set(decidable.map(({ id }) => id))];
  const versions = decidable.filter(({ id }) => id === decision);
  if (versions.length === 0) {
    const message = `No policy decides ${decision}.`;
    return [errorAt(`${path}.decides`, { code: 'TEST_TARGET', message, remedy: suggest(decision, ids) })];
  }
  const rules = [...new Set(versions.flatMap((each) => each.rules))];
  const named = [
    ...(rule === null || rule === 'otherwise' ? [] : [{ key: 'rule', id: rule }]),
    ...(lost ?? []).map((id) => ({ key: 'lost', id })),
  ];
  return [
    ...named.flatMap(({ key, id }): Finding[] => {
      const message = `The decision ${decision} has no rule ${id}.`;
      const fault = { code: 'TEST_TARGET', message, remedy: suggest(id, rules) } as const;
      return rules.includes(id) ? [] : [errorAt(`${path}.${key}`, fault, id)];
    }),
    ...checkGives(expected, versions),
  ];
}

/** An output that no version has, and a value that fits none of the versions that have it. */
function checkGives({ gives, path }: ExpectedDecision, versions: readonly Decidable[]): Finding[] {
  if (versions.some(({ outputs }) => outputs === null)) return gives.flatMap((each) => share(each, path));
  const outputs = versions.flatMap((each) => each.outputs ?? []);
  const ids = [...new Set(outputs.map(({ id }) => id))];
  return gives.flatMap(({ output, text }): readonly Finding[] => {
    const here = `${path}.gives.${output}`;
    const found = outputs.filter(({ id }) => id === output);
    if (found.length === 0) {
      const message = `The decision has no output ${output}.`;
      return [errorAt(here, { code: 'TEST_TARGET', message, remedy: suggest(output, ids) }, output)];
    }
    if (text === 'nothing' || found.some(({ is }) => is === 'text')) return [];
    const faults = found.map((each) => valueFaults(text, each, here));
    return faults.some((each) => each.length === 0) ? [] : (faults[0] ?? []);
  });
}

function valueFaults(
  text: string,
  { id, is, unit, values }: DecisionOutput,
  path: string,
): readonly Finding[] {
  const operand = readOperand(text);
  if ('fault' in operand)
    return [errorAt(path, { code: 'BAD_NUMBER', message: operand.fault, remedy: `${id} is ${is}.` })];
  const type = { is, ...(unit === undefined ? {} : { unit }), ...(values ? { values } : {}) };
  return checkOperand(operand, { name: id, type, path }, { names: new Map() });
}

/** Of a credit each person has a share of the whole. */
function share({ output, text }: ExpectedDecision['gives'][number], path: string): readonly Finding[] {
  return valueFaults(text, { id: output, is: 'percent' }, `${path}.gives.${output}`);
}
