import type { NameType } from '../conditions/types/name-types.js';
import type { Value } from '../rulebook/parts/value.js';

/** Types of values; one that is an amount for each of something is no fact that can be tested. */
export function valueTypes(values: readonly Value[], currency?: string): Map<string, NameType> {
  return new Map(
    values.flatMap(({ id, is, unit }): [string, NameType][] => {
      if (is === 'money-per') return [];
      const money = is === 'money' && currency !== undefined ? { currency } : {};
      return [[`value.${id}`, { is, ...money, ...(unit === null ? {} : { unit }) }]];
    }),
  );
}
