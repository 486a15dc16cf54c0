import { readConstant } from '../../../engine/kernel/quantity.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { NameTypes } from '../../../engine/conditions/types/name-types.js';
import type { FactField } from '../../../engine/rulebook/rulebook.js';
import { Refusal } from '../../../platform/refusal.js';
import { typedFacts } from '../../participants/participants.service.js';
import type { KnownSubject, Texts } from './subject.js';

/** Types that facts have by themselves, where the catalogue does not list them. */
const OWN_TYPES: NameTypes = new Map([
  ['account.owner', { is: 'person' }],
  ['account.segment', { is: 'text' }],
  ['booking.date', { is: 'date' }],
  ['booking.currency', { is: 'text' }],
  ['booking.territory', { is: 'text' }],
  ['booking.salesperson', { is: 'person' }],
  ['booking.source', { is: 'text' }],
  ['booking.approval', { is: 'text' }],
  ['booking.account', { is: 'text' }],
  ['booking.changes', { is: 'text' }],
  ['line.net', { is: 'money' }],
  ['territory.holders', { is: 'people' }],
  ['territory.group-manager', { is: 'person' }],
]);

/** Facts in the types that the catalogue gives them; what it does not declare is left out, and what does not fit is told apart. */
export function typedTexts(texts: Texts, types: NameTypes): Omit<KnownSubject, 'people'> {
  const facts = new Map<string, FactValue>();
  const currencies = new Map<string, string>();
  const misfits = new Map<string, string>();
  for (const [name, text] of texts) {
    const type = types.get(name) ?? OWN_TYPES.get(name);
    if (!type) continue;
    const typed = typedText(text, { name, means: name, ...type });
    if (typeof typed === 'object' && 'why' in typed) misfits.set(name, typed.why);
    else facts.set(name, typed);
    if (type.is === 'money') {
      const read = readConstant(text);
      if ('quantity' in read && read.quantity.unit.kind === 'money')
        currencies.set(name, read.quantity.unit.currency);
    }
  }
  return { facts, currencies, misfits };
}

function typedText(text: string, field: FactField): FactValue | { readonly why: string } {
  try {
    return typedFacts({ [field.name]: text }, new Map([[field.name, field]]), 'It').get(field.name);
  } catch (error) {
    if (error instanceof Refusal) return { why: error.message };
    throw error;
  }
}
