import type { FactValue } from '../../../engine/model/facts.js';
import { CHANGES, isRelated } from '../../../engine/model/derived/related-facts.js';
import { TERRITORY_FACTS } from '../../../engine/model/derived/territory-facts.js';
import { nearest } from '../../../engine/rulebook/nearest.js';
import { isToldByBookings } from '../../../engine/rulebook/parts/decision.js';
import type { FactCatalogue, FactField, FactType } from '../../../engine/rulebook/rulebook.js';
import { Mistyped, readFactValue } from '../../../engine/rulebook/fact-value.js';
import { badInput, WORTH_LIMITS, type AskedFact } from './asked.js';

/** Facts that a deal has by its own fields. */
const BY_FIELD: Readonly<Record<string, string>> = {
  'line.net': 'net',
  'booking.date': 'date',
  'booking.currency': 'currency',
  'booking.salesperson': 'salesperson',
  'booking.territory': 'territory',
  'booking.account': 'account',
};
const TEXTS = [CHANGES, 'account.owner', 'account.segment'];

/** The facts that may be told of a deal, by name: those of lines, bookings and accounts that no field has. */
export function factsToTell({
  fields,
  relations,
}: FactCatalogue): ReadonlyMap<string, Pick<FactField, 'is' | 'values'>> {
  const text = { is: 'text' as const };
  const people = relations.filter(({ gives }) => gives === 'person').map(({ name }) => name);
  const all: [string, Pick<FactField, 'is' | 'values'>][] = [
    ...[...TEXTS, ...people].map((name): [string, Pick<FactField, 'is' | 'values'>] => [name, text]),
    ...fields.map((field): [string, FactField] => [field.name, field]),
  ];
  return new Map(all.filter(([name]) => mayBeTold(name)));
}

function mayBeTold(name: string): boolean {
  const known = isRelated(name) || Object.hasOwn(BY_FIELD, name) || Object.hasOwn(TERRITORY_FACTS, name);
  return (/^(?:line|booking|account|deal)\./.test(name) || isToldByBookings(name)) && !known;
}

/** Facts of a deal, typed by the catalogue; refused where there is no such fact, or its value is none of its type. */
export function readFacts(
  asked: readonly AskedFact[],
  known: ReturnType<typeof factsToTell>,
  path: string,
): ReadonlyMap<string, FactValue> {
  const found = new Map<string, FactValue>();
  asked.forEach(({ name, value }, index) => {
    const at = `${path}.${index}`;
    const field = known.get(name);
    if (!field) throw unknownFact(name, known, `${at}.name`);
    if (found.has(name)) throw badInput(`${name} is told twice.`, 'Give it once.', `${at}.name`);
    if (value.length > WORTH_LIMITS.text)
      throw badInput(
        `The value of ${name} is too long.`,
        `Give at most ${WORTH_LIMITS.text} characters.`,
        `${at}.value`,
      );
    found.set(name, readFact({ name, value }, field, `${at}.value`));
  });
  return found;
}

function unknownFact(name: string, known: ReturnType<typeof factsToTell>, path: string): Error {
  const field = BY_FIELD[name];
  if (field !== undefined) return badInput(`${name} is the deal's ${field}.`, `Give it as ${field}.`, path);
  const near = nearest(name, known.keys());
  const hint = near === undefined ? 'The fact catalogue lists them: facts.yaml.' : `Did you mean ${near}?`;
  return badInput('There is no such fact of a deal.', hint, path);
}

const EXAMPLES: Readonly<Record<FactType, string>> = {
  money: '5,000 USD',
  percent: '8%',
  count: '40',
  days: '90 days',
  date: '2026-03-31',
  text: 'emea',
  'one-of': 'new',
  person: 'ana',
  people: 'ana',
};

function readFact(
  { name, value }: AskedFact,
  field: Pick<FactField, 'is' | 'values'>,
  path: string,
): FactValue {
  const read = readFactValue(value, field.is);
  if (read instanceof Mistyped || read === undefined)
    throw badInput(
      `${name} is a ${field.is}, and its value is none.`,
      `Write it like ${EXAMPLES[field.is]}.`,
      path,
    );
  if (field.is === 'one-of' && field.values && !field.values.includes(String(read)))
    throw badInput(`${name} has no such value.`, `Give one of ${field.values.join(', ')}.`, path);
  return read;
}
