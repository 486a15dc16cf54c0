import { listItems } from '../../../../engine/conditions/read-unary-test.js';
import { Refusal } from '../../../../platform/refusal.js';
import type { KeySpec, PartClass } from '../shape/key.js';
import { OperatorInput } from '../values/value.input.js';
import { keysInOrder } from '../editing/declared-part.js';
import { emptyMap, isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { inputForm, onlyText, type InputForm } from './input-forms.js';
import type { TypedInput } from './input-of-tree.js';

/** The data of a document, or of a part of one, that a typed input says: kebab-case keys, in the order in which they are written. */
export function treeOfInput(part: PartClass, input: TypedInput, path = ''): PlainMap {
  const tree = emptyMap();
  for (const spec of keysInOrder(part)) {
    const only = onlyText(spec);
    const value = input[spec.property];
    const at = path === '' ? spec.property : `${path}.${spec.property}`;
    if (only !== undefined) tree[spec.key] = only;
    else if (value == null) continue;
    else if (spec.dotted) addFacts(tree, value, at);
    else tree[spec.key] = valueOf(spec, value, at);
  }
  return tree;
}

/** One item of a list is written alone where the key's own example is. */
function valueOf(spec: KeySpec, value: unknown, path: string): Plain {
  const form = inputForm(spec);
  if (!spec.list) return one(form, value, path);
  const items = listOf(value).map((item, index) => one(form, item, `${path}.${index}`));
  const [only] = items;
  return items.length === 1 && only !== undefined && !spec.example.startsWith('[') ? only : items;
}

function one(form: InputForm, value: unknown, path: string): Plain {
  if (form.kind === 'part') return treeOfInput(form.part, fieldsOf(value, path), path);
  if (form.kind === 'condition') return conditionTree(value, path);
  if (form.kind === 'operand') return operandTree(value, path);
  if (form.kind === 'outputs') return outputsTree(value, path);
  if (form.kind === 'cells')
    return listOf(value).map((cell, index) => cellOf(text(cell, `${path}.${index}`)));
  return text(value, path);
}

/** What is said of outputs is a map in a document, each once. */
function outputsTree(value: unknown, path: string): Plain {
  const tree: Record<string, Plain> = emptyMap();
  listOf(value).forEach((item, index) => {
    const { output, is } = fieldsOf(item, `${path}.${index}`);
    const name = text(output, `${path}.${index}.output`);
    if (Object.hasOwn(tree, name))
      throw new Refusal('FACT_TWICE', `${name} is said twice.`, 'Say it once.', `${path}.${index}`);
    tree[name] = text(is, `${path}.${index}.is`);
  });
  return tree;
}

/** An operand is a text in a document, and an operator in braces; in an input the text stands in a field. */
function operandTree(value: unknown, path: string): Plain {
  const fields = fieldsOf(value, path);
  return fields['number'] == null
    ? treeOfInput(OperatorInput, fields, path)
    : text(fields['number'], `${path}.number`);
}

/** `[new, renewal]` in a cell is the list that the document has there. */
function cellOf(cell: string): Plain {
  const items = listItems(cell);
  return items?.every((item) => item !== '') ? items : cell;
}

interface Fact {
  readonly fact: string;
  readonly is: Plain;
}

/** Facts of a test's booking or person: keys with a dot beside the declared ones, each once. */
function addFacts(tree: Record<string, Plain>, value: unknown, path: string): void {
  for (const { fact, is } of factsOf(value, path)) {
    if (Object.hasOwn(tree, fact))
      throw new Refusal('FACT_TWICE', `${fact} is said twice.`, 'Say it once.', path);
    tree[fact] = is;
  }
}

function factsOf(value: unknown, path: string): Fact[] {
  return listOf(value).map((item, index) => {
    const at = `${path}.${index}`;
    const { fact, is } = fieldsOf(item, at);
    const name = text(fact, `${at}.fact`);
    if (!name.includes('.')) {
      const message = `A fact has a name with a dot; I read "${name}".`;
      throw new Refusal('BAD_NAME', message, 'Write it like line.net.', `${at}.fact`);
    }
    const texts = listOf(is).map((each) => text(each, `${at}.is`));
    return { fact: name, is: texts.length === 1 ? (texts[0] ?? '') : texts };
  });
}

/** A condition in the form in which it is said: tests as a map of facts, the long form as it is. */
export function conditionTree(value: unknown, path: string): Plain {
  const { tests, ...others } = fieldsOf(value, path);
  const long = emptyMap();
  for (const [key, each] of Object.entries(others))
    if (each != null) long[key] = longForm(key, each, `${path}.${key}`);
  if (tests == null) return long;
  return Object.assign(factMap(factsOf(tests, `${path}.tests`)), long);
}

/** A map cannot hold one fact twice: then all of them stand in a list of which all must hold. */
function factMap(facts: readonly Fact[]): Record<string, Plain> {
  const map = emptyMap();
  if (new Set(facts.map(({ fact }) => fact)).size === facts.length) {
    for (const { fact, is } of facts) map[fact] = is;
    return map;
  }
  map['all'] = facts.map(({ fact, is }) => Object.assign(emptyMap(), { [fact]: is }));
  return map;
}

function longForm(key: string, value: unknown, path: string): Plain {
  if (key === 'all' || key === 'any')
    return listOf(value).map((each, index) => conditionTree(each, `${path}.${index}`));
  if (key === 'not') return conditionTree(value, path);
  if (key !== 'value') return text(value, path);
  const texts = listOf(value).map((each) => text(each, path));
  return texts.length === 1 ? (texts[0] ?? '') : texts;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function fieldsOf(value: unknown, path: string): TypedInput {
  if (isPlainMap(value)) return value;
  throw new Refusal('WRONG_SHAPE', 'Here must be an input with fields.', 'Write { … }.', path);
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  throw new Refusal('WRONG_SHAPE', 'Here must be a text.', 'Write it in quotes, with its unit: "8%".', path);
}
