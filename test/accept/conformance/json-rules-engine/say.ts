import { checkCondition, checkCycles } from '../../../../src/engine/conditions/type-check.js';
import { namesIn, type NamedConditions } from '../../../../src/engine/conditions/fact-places.js';
import { readCondition } from '../../../../src/engine/conditions/read-condition.js';
import type { NameType } from '../../../../src/engine/conditions/types/name-types.js';
import { readDecimal } from '../../../../src/engine/kernel/ratio.js';
import type { FactValue } from '../../../../src/engine/model/facts.js';
import type { Finding } from '../../../../src/engine/rulebook/finding.js';
import type { Condition } from '../../../../src/engine/rulebook/rulebook.js';
import { isObject, type Json } from './case.js';

/** Conditions that our language accepts, with the facts they read; or why it does not. */
export type Said =
  | {
      readonly conditions: readonly Condition[];
      readonly named: NamedConditions;
      readonly facts: ReadonlyMap<string, FactValue>;
    }
  | { readonly kind: string; readonly reason: string };

interface Given {
  readonly conditions: readonly Json[];
  readonly named: Readonly<Record<string, Json>>;
  readonly facts: ReadonlyMap<string, Json>;
}

/**
 * Says recorded conditions in our language. Only spelling is changed: a fact `age` is `given.age`, a number counts units, true and false are
 * the words yes and no, a text stands in double quotes, an id is in small letters. Every key and operator is left as it is, so that our own
 * reader and type check accept or refuse it.
 */
export function say({ conditions, named, facts }: Given): Said {
  const read = [...conditions, ...Object.values(named)].map((each) => readCondition(respell(each), 'when'));
  const findings = read.flatMap((each) => ('findings' in each ? each.findings : []));
  if (findings[0]) return refused(findings[0]);
  const all = read.flatMap((each) => ('condition' in each ? [each.condition] : []));
  const meant = new Map(Object.keys(named).map((id, at) => [idOf(id), all[conditions.length + at]!]));
  const used = new Set(all.flatMap((each) => namesIn(each)));
  const typed = [...facts].map(([name, json]) => [nameOf(name), typedValue(json)] as const);
  for (const [name, value] of typed) if (used.has(name) && 'reason' in value) return value;
  const known = typed.flatMap(([name, value]) => ('type' in value ? [[name, value] as const] : []));
  const scope = { names: new Map(known.map(([name, { type }]) => [name, type])), conditions: meant };
  const [wrong] = [
    ...checkCycles(meant, 'conditions'),
    ...all.flatMap((each) => checkCondition(each, 'when', scope)),
  ];
  if (wrong) return refused(wrong);
  return {
    conditions: all.slice(0, conditions.length),
    named: meant,
    facts: new Map(known.map(([name, { value }]) => [name, value])),
  };
}

function refused({ code, message, remedy }: Finding): Said {
  return { kind: code, reason: `${message} ${remedy}` };
}

type Typed =
  { readonly type: NameType; readonly value: FactValue } | { readonly kind: string; readonly reason: string };

function typedValue(json: Json): Typed {
  const value = typeof json === 'number' ? readDecimal(String(json)) : undefined;
  if (value) return { type: { is: 'count', unit: 'unit' }, value };
  if (typeof json === 'boolean')
    return { type: { is: 'one-of', values: ['yes', 'no'] }, value: json ? 'yes' : 'no' };
  if (typeof json === 'string') return { type: { is: 'text' }, value: json };
  const what = Array.isArray(json) ? 'a list' : json === null ? 'null' : 'an object or no number';
  return {
    kind: 'FACT_VALUE',
    reason: `A fact is one number, date or text, or unknown; this one is ${what}.`,
  };
}

/** A condition with its keys and operators as they are, and its scalars spelt as ours. */
function respell(json: Json): unknown {
  if (Array.isArray(json)) return json.map(respell);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, key === 'value' ? valueOf(value) : partOf(key, value)]),
  );
}

function partOf(key: string, value: Json): unknown {
  if (key === 'fact' && typeof value === 'string') return nameOf(value);
  if (key === 'condition' && typeof value === 'string') return idOf(value);
  return ['all', 'any', 'not'].includes(key) ? respell(value) : value;
}

function valueOf(value: Json): unknown {
  if (Array.isArray(value)) return value.map(valueOf);
  if (isObject(value)) return respell(value);
  if (typeof value === 'number') return `${value} units`;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? `"${value}"` : value;
}

function nameOf(fact: string): string {
  return `given.${fact}`;
}

function idOf(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
