import { readValue } from '../../../../engine/values/read-value.js';
import { pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type { Half } from '../../../../engine/kernel/ratio.js';
import type { RoundingStep, Value, ValueType } from '../../../../engine/rulebook/parts/value.js';
import type { ValueInput } from './value.input.js';
import { kebab } from '../shape/key.js';
import { needsUnit } from './value-unit.js';

const NOT_OPERATORS = ['id', 'is', 'unit', 'round'];

/** Reads the values of a document; one that cannot be read is left out, with what is wrong among the findings. */
export function readValues(
  inputs: readonly ValueInput[] | undefined,
  path: string,
  findings: Finding[],
): Value[] {
  return (inputs ?? []).flatMap((input, index) => {
    const at = pathTo(path, index);
    const read = readValue(plainOf(input), at);
    if ('findings' in read) {
      findings.push(...read.findings);
      return [];
    }
    findings.push(...needsUnit(input, at));
    return {
      id: input.id,
      is: input.is as ValueType,
      unit: input.unit ?? null,
      tree: read.tree,
      round: input.round ? { to: input.round.to as RoundingStep, half: input.round.half as Half } : null,
    };
  });
}

/** The operator as it was written: keys of classes have their names in documents. */
function plainOf(input: object): unknown {
  if (Array.isArray(input)) return input.map((each: unknown) => plainOf(each as object));
  if (typeof input !== 'object') return input;
  const entries = Object.entries(input).filter(
    ([name, value]) => value !== undefined && !NOT_OPERATORS.includes(name),
  );
  return Object.fromEntries(
    entries.map(([name, value]) => [kebab(name), name === 'when' ? value : plainOf(value as object)]),
  );
}
