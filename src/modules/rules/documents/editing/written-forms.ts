import { isName } from '../../../../engine/conditions/read-operand.js';
import { OperatorInput } from '../values/value.input.js';
import { inputForm, type InputForm } from '../typed/input-forms.js';
import { alignItems } from '../patching/align.js';
import { partSpec, type KeySpec, type PartClass } from '../shape/key.js';
import { emptyMap, isPlainMap, type Plain, type PlainMap } from '../yaml/plain-tree.js';

type Keep = (old: Plain, wanted: Plain) => Plain;

/**
 * The wanted data in the forms of the old ones, where two forms say the same: one item alone or in a list of one, and in a condition a fact as a
 * map or by its name. So nothing is written anew that means what it meant.
 */
export function keepForms(part: PartClass, old: PlainMap, wanted: PlainMap): PlainMap {
  const specs = new Map([...partSpec(part).keys.values()].map((spec) => [spec.key, spec]));
  return mapped(old, wanted, (key, before, value) => {
    const spec = specs.get(key);
    return spec ? keepKey(spec, before, value) : value;
  });
}

function keepKey(spec: KeySpec, old: Plain, wanted: Plain): Plain {
  const keep = keeping(inputForm(spec));
  return spec.list ? keepList(old, wanted, keep) : keep(old, wanted);
}

function keeping(form: InputForm): Keep {
  if (form.kind === 'condition') return keepCondition;
  const part = form.kind === 'operand' ? OperatorInput : form.kind === 'part' ? form.part : undefined;
  if (!part) return (_old, wanted) => wanted;
  return (old, wanted) => (isPlainMap(old) && isPlainMap(wanted) ? keepForms(part, old, wanted) : wanted);
}

/** One item alone stays alone, and a list of one a list, as long as there is one. */
function keepList(old: Plain, wanted: Plain, keep: Keep): Plain {
  const before = listOf(old);
  const after = listOf(wanted);
  const aligned = alignItems(before, after);
  const items = after.map((item, place) => {
    const at = aligned[place]?.old ?? (before.length === after.length ? place : undefined);
    return at === undefined ? item : keep(before[at] ?? '', item);
  });
  const [only] = items;
  if (items.length !== 1 || only === undefined || before.length !== 1)
    return Array.isArray(wanted) ? items : (only ?? wanted);
  return Array.isArray(old) ? items : only;
}

function listOf(value: Plain): readonly Plain[] {
  return Array.isArray(value) ? (value as readonly Plain[]) : [value];
}

const keepCondition: Keep = (old, wanted) => {
  if (!isPlainMap(old) || !isPlainMap(wanted)) return wanted;
  return mapped(old, wanted, (key, before, value) => {
    if (key === 'all' || key === 'any') return keepList(before, value, keepCondition);
    if (key === 'not') return keepCondition(before, value);
    if (key === 'value' || isName(key)) return keepList(before, value, keepFact);
    return value;
  });
};

const keepFact: Keep = (old, wanted) => (isPlainMap(old) && old['fact'] === wanted ? old : wanted);

function mapped(
  old: PlainMap,
  wanted: PlainMap,
  change: (key: string, old: Plain, wanted: Plain) => Plain,
): PlainMap {
  const result = emptyMap();
  for (const [key, value] of Object.entries(wanted)) {
    const before = old[key];
    result[key] = before === undefined ? value : change(key, before, value);
  }
  return result;
}
