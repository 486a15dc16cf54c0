import { isSameUnit, type NameType, type NameTypes } from '../../../engine/conditions/types/name-types.js';
import { readConstant } from '../../../engine/kernel/quantity.js';
import { suggest } from '../../../engine/rulebook/nearest.js';
import type { FactType } from '../../../engine/rulebook/rulebook.js';
import { Refusal } from '../../../platform/refusal.js';
import type { KnownSubject } from '../reading/subject.js';
import { typedTexts } from '../reading/typed-texts.js';

/** A fact as somebody gives it, in the way of a document: `8%`, `5,000 USD`, `3 stages`, `2026-03-31`. */
export interface GivenFact {
  readonly name: string;
  readonly value: string;
}

const EXAMPLES: Readonly<Record<FactType, string>> = {
  money: '5,000 USD',
  percent: '8%',
  count: '3 stages',
  days: '90 days',
  date: '2026-03-31',
  text: 'emea',
  'one-of': 'one of its words',
  person: 'ana',
  people: 'ana, ben',
};

/** Facts that are given of something, typed by the catalogue; refused where one is unknown, given twice, or of another type. */
export function givenFacts(given: readonly GivenFact[], types: NameTypes): Omit<KnownSubject, 'people'> {
  const texts = new Map<string, string>();
  given.forEach(({ name, value }, at) => {
    const type = types.get(name);
    if (!type) throw unknownFact(name, types, `facts.${at}.name`);
    if (texts.has(name))
      throw new Refusal('FACT_TWICE', `${name} is given twice.`, 'Give it once.', `facts.${at}.name`);
    const text = value.trim();
    if (text === '' || hasOtherUnit(text, type)) throw mistyped({ name, value }, type, `facts.${at}.value`);
    texts.set(name, text);
  });
  const typed = typedTexts(texts, types);
  const [misfit] = typed.misfits.keys();
  if (misfit === undefined) return typed;
  const at = given.findIndex(({ name }) => name === misfit);
  throw mistyped(given[at] ?? { name: misfit, value: '' }, types.get(misfit), `facts.${at}.value`);
}

function hasOtherUnit(text: string, { is, unit }: NameType): boolean {
  if (is !== 'count' || unit === undefined) return false;
  const read = readConstant(text);
  return (
    'quantity' in read && read.quantity.unit.kind === 'count' && !isSameUnit(read.quantity.unit.of, unit)
  );
}

function unknownFact(name: string, types: NameTypes, path: string): Refusal {
  const known = [...types.keys()];
  return new Refusal('RULING_FACT_UNKNOWN', `The fact catalogue has no ${name}.`, suggest(name, known), path);
}

function mistyped({ name, value }: GivenFact, type: NameType | undefined, path: string): Refusal {
  const { is = 'text', unit, values } = type ?? {};
  const what = is === 'count' && unit !== undefined ? `a number of ${unit}` : `of the type ${is}`;
  const hint =
    values === undefined
      ? `Write it like ${is === 'count' && unit !== undefined ? `3 ${unit}` : EXAMPLES[is]}.`
      : `Write one of ${values.join(', ')}.`;
  return new Refusal(
    'RULING_FACT_MISTYPED',
    `${name} is ${what}, and "${value.slice(0, 60)}" is not.`,
    hint,
    path,
  );
}
