import type { FactCatalogue, FactField, FactType } from '../../rulebook/rulebook.js';

/** What kind of value a name gives. `currency` where it is one for all (a plan's), `unit` of a count, `values` of a `one-of`. */
export interface NameType {
  readonly is: FactType;
  readonly currency?: string;
  readonly unit?: string;
  readonly values?: readonly string[];
}

/** Names and the types of their values. */
export type NameTypes = ReadonlyMap<string, NameType>;

/**
 * The types of everything the catalogue declares. With `currency`, money is in it: inside a plan every amount is in the plan's currency.
 * Add `measure.`, `quota.`, `attainment.` and table names of a document to the map before checking its conditions.
 */
export function catalogueTypes(catalogue: FactCatalogue, currency?: string): Map<string, NameType> {
  const types = new Map<string, NameType>();
  for (const field of [...catalogue.fields, ...catalogue.attributes])
    types.set(field.name, typeOf(field, currency));
  for (const { name, gives } of catalogue.relations) types.set(name, { is: gives });
  return types;
}

function typeOf(field: FactField, currency: string | undefined): NameType {
  return {
    is: field.is,
    ...(field.is === 'money' && currency !== undefined ? { currency } : {}),
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(field.values === undefined ? {} : { values: field.values }),
  };
}

/** Whether two words name one unit, in singular or plural: logo and logos, opportunity and opportunities. */
export function isSameUnit(a: string, b: string): boolean {
  const plurals = (unit: string): readonly string[] => [
    unit,
    `${unit}s`,
    `${unit}es`,
    unit.replace(/y$/, 'ies'),
  ];
  return plurals(a).includes(b) || plurals(b).includes(a);
}
