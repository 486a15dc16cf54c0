import { readOperand } from '../../../../engine/conditions/read-operand.js';
import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  Decision,
  DecisionOutput,
  DecisionSubject,
  Given,
  WhenUnknown,
} from '../../../../engine/rulebook/parts/decision.js';
import type { DecisionInput, DecisionOutputInput, OutputMapInput, PhaseInput } from './engagement.input.js';
import { conditionOf } from '../read/operand.js';
import { textValue } from '../read/text-value.js';

interface Reading {
  readonly outputs: readonly DecisionOutput[];
  readonly findings: Finding[];
}

/** Reads a decision about something other than a credit. */
export function readDecision(input: DecisionInput, path: string, findings: Finding[]): Decision {
  const outputs = (input.outputs ?? []).map(readOutput);
  if (input.id === 'credit') findings.push(errorAt(`${path}.id`, OF_CREDITS));
  if (outputs.length === 0) findings.push(errorAt(path, NO_OUTPUTS));
  const by = { outputs, findings };
  const { gives, because } = input.otherwise;
  if (gives === undefined) findings.push(errorAt(`${path}.otherwise`, onlyGives(input.decides)));
  return {
    id: input.id ?? input.decides,
    decides: input.decides as DecisionSubject,
    outputs,
    phases: input.phases.map((phase, at) => readPhase(phase, `${path}.phases.${at}`, { ...by, input })),
    otherwise: { gives: readGiven(gives ?? {}, `${path}.otherwise.gives`, by), because },
    ...readUnknown(input),
  };
}

/** What a decision says of facts that are missing; nothing where it does not say it. */
export function readUnknown({ unknown }: Pick<DecisionInput, 'unknown'>): { readonly unknown?: WhenUnknown } {
  return unknown === undefined ? {} : { unknown: unknown as WhenUnknown };
}

function readOutput({ id, is, values, unit }: DecisionOutputInput): DecisionOutput {
  const limits = { ...(values ? { values } : {}), ...(unit === undefined ? {} : { unit }) };
  return { id, is: is as DecisionOutput['is'], ...limits };
}

function readPhase(
  phase: PhaseInput,
  path: string,
  by: Reading & { input: DecisionInput },
): Decision['phases'][number] {
  const rules = phase.rules.map(({ id, when, gives, because }, index) => {
    const here = `${path}.rules.${index}`;
    if (gives === undefined) by.findings.push(errorAt(here, onlyGives(by.input.decides)));
    const given = readGiven(gives ?? {}, `${here}.gives`, by);
    return { id, when: conditionOf(when) ?? { all: [] }, gives: given, because };
  });
  return { id: phase.id, hit: (phase.hit ?? 'unique') as 'unique' | 'first', rules };
}

/** A text stands as it is written for an output of text; elsewhere a value has its unit, is a word, or names what gives one. */
function readGiven(gives: OutputMapInput, path: string, { outputs, findings }: Reading): Given[] {
  return Object.entries(gives).map(([output, text]): Given => {
    if (text === 'nothing') return { output, value: text };
    if (outputs.find(({ id }) => id === output)?.is === 'text') return { output, value: textValue(text) };
    const operand = readOperand(text);
    if (!('fault' in operand)) return { output, value: operand };
    const remedy = 'Write a value with its unit, a word, or the name of what gives it.';
    findings.push(
      errorAt(pathTo(path, output), { code: 'BAD_NUMBER', message: operand.fault, remedy }, text),
    );
    return { output, value: 'nothing' };
  });
}

function onlyGives(decides: string): Fault {
  return {
    code: 'ONE_OF_KEYS',
    message: `A decision of ${decides} credits nobody.`,
    remedy: 'Write `gives:` instead of `credit:`, with a value for each output.',
  };
}

const OF_CREDITS: Fault = {
  code: 'BAD_ID',
  message: '`credit` is what the decision of credits is called.',
  remedy: 'Write another id, or none where the policy decides one thing of the subject.',
};

const NO_OUTPUTS: Fault = {
  code: 'MISSING_KEY',
  message: '`outputs` is missing: what does an answer say?',
  remedy: 'Write `outputs:`, such as `outputs: [{ id: owner, is: person }]`.',
};
