import { condition, factMap, outputMap } from '../kinds/rule-forms.js';
import { valueOperand, valueOperandOrRefuse } from '../values/value-forms.js';
import { grid } from '../shape/forms.js';
import type { KeySpec, PartClass } from '../shape/key.js';
import { isVocabulary, type Vocabulary } from '../shape/vocabulary.js';
import { keysInOrder } from '../editing/declared-part.js';

/** What a key holds, as far as an input is concerned. */
export type InputForm =
  | { readonly kind: 'part'; readonly part: PartClass }
  | { readonly kind: 'word'; readonly vocabulary: Vocabulary }
  | { readonly kind: 'condition' | 'facts' | 'outputs' | 'cells' | 'operand' | 'text' };

/** The form of a key's value, or of each item where it is a list. */
export function inputForm({ is }: KeySpec): InputForm {
  if (typeof is === 'function') return { kind: 'part', part: is() };
  if (isVocabulary(is)) return { kind: 'word', vocabulary: is };
  if (is === condition) return { kind: 'condition' };
  if (is === factMap) return { kind: 'facts' };
  if (is === outputMap) return { kind: 'outputs' };
  if (is === valueOperand || is === valueOperandOrRefuse) return { kind: 'operand' };
  return { kind: is === grid ? 'cells' : 'text' };
}

/** The one text that a key can have, if there is only one: then it is no field of the input, and written by us. */
export function onlyText({ is }: KeySpec): string | undefined {
  const text = typeof is === 'function' ? undefined : is.schema['const'];
  return typeof text === 'string' ? text : undefined;
}

/** The keys of a class that are fields of its input. */
export function inputKeys(part: PartClass): readonly KeySpec[] {
  return keysInOrder(part).filter((spec) => onlyText(spec) === undefined);
}
