import { isName } from '../../../../engine/conditions/read-operand.js';
import type { KeySpec, PartClass } from '../shape/key.js';
import { OperatorInput } from '../values/value.input.js';
import { isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';
import { inputForm, inputKeys, type InputForm } from './input-forms.js';
import { Word } from './word.js';

/** A typed input: fields by their names in GraphQL. */
export type TypedInput = Readonly<Record<string, unknown>>;

/** How words of closed lists are given: as a resolver receives them, or as a client writes them. */
export type WordsAs = 'received' | 'written';

/** A document's data, or a part's, as the typed input that says the same. The data have passed the check. */
export function inputOfTree(part: PartClass, tree: PlainMap, words: WordsAs = 'received'): TypedInput {
  const input: Record<string, unknown> = {};
  for (const spec of inputKeys(part)) {
    const value = spec.dotted ? dottedFacts(tree) : fieldOf(spec, tree[spec.key], words);
    if (value !== undefined) input[spec.property] = value;
  }
  return input;
}

/** The value of a key as its field has it. */
export function fieldOf(spec: KeySpec, value: Plain | undefined, words: WordsAs): unknown {
  if (value === undefined) return undefined;
  const form = inputForm(spec);
  if (!spec.list) return one(form, value, words);
  const items = Array.isArray(value) ? (value as readonly Plain[]) : [value];
  return items.map((item) => one(form, item, words));
}

function one(form: InputForm, value: Plain, words: WordsAs): unknown {
  if (form.kind === 'part') return isPlainMap(value) ? inputOfTree(form.part, value, words) : value;
  if (form.kind === 'word') return words === 'written' && typeof value === 'string' ? new Word(value) : value;
  if (form.kind === 'cells' && Array.isArray(value)) return (value as readonly Plain[]).map(cellText);
  if (form.kind === 'operand')
    return isPlainMap(value) ? inputOfTree(OperatorInput, value, words) : { number: value };
  if (form.kind === 'outputs') return isPlainMap(value) ? outputsOf(value) : value;
  return form.kind === 'condition' ? conditionOf(value, words) : value;
}

function outputsOf(map: PlainMap): unknown {
  return Object.entries(map).map(([output, is]) => ({ output, is }));
}

/** A cell of a table is one text in an input: a list in it is written with its brackets. */
function cellText(cell: Plain): Plain {
  return Array.isArray(cell) ? `[${(cell as readonly Plain[]).join(', ')}]` : cell;
}

function dottedFacts(tree: PlainMap): unknown {
  const facts = Object.entries(tree).filter(([key]) => key.includes('.'));
  return facts.length === 0 ? undefined : facts.map(([fact, is]) => ({ fact, is }));
}

/** A condition in either written form, as the input for both. */
export function conditionOf(value: Plain, words: WordsAs): unknown {
  if (!isPlainMap(value)) return value;
  const entries = Object.entries(value);
  if (entries.every(([key]) => isName(key)))
    return { tests: entries.map(([fact, is]) => ({ fact, is: texts(is) })) };
  return Object.fromEntries(entries.map(([key, each]) => [key, longForm(key, each, words)]));
}

function longForm(key: string, value: Plain, words: WordsAs): unknown {
  if (key === 'all' || key === 'any')
    return (Array.isArray(value) ? (value as readonly Plain[]) : [value]).map((each) =>
      conditionOf(each, words),
    );
  if (key === 'not') return conditionOf(value, words);
  if (key === 'operator' && typeof value === 'string') return words === 'written' ? new Word(value) : value;
  return key === 'value' ? texts(value) : value;
}

/** One text or several; another fact, `{ fact: quota.arr }`, is the text that names it. */
function texts(value: Plain): Plain {
  const items = Array.isArray(value) ? (value as readonly Plain[]) : [value];
  return items.map((item) => (isPlainMap(item) ? (item['fact'] ?? '') : item));
}
