import type { NameType } from '../../conditions/types/name-types.js';
import { measureNamed } from './main-measure.js';
import type { Derived, Measure } from '../parts/measure.js';
import type { Plan } from '../rulebook.js';

/** What the number of a measure is. A ratio of one kind is a share; money for each of a count is money. */
export function measureType(measure: Measure, plan: Plan, seen: readonly string[] = []): NameType {
  const { derived, id } = measure;
  if (derived?.kind === 'weighted') return { is: 'percent' };
  if ((derived?.kind === 'ratio' || derived?.kind === 'difference') && !seen.includes(id))
    return pairType(derived, plan, [...seen, id]);
  return ownType(measure, plan);
}

function pairType(
  { kind, of }: Extract<Derived, { kind: 'ratio' | 'difference' }>,
  plan: Plan,
  seen: readonly string[],
): NameType {
  const [a, b] = of.map((name) => partType(name, plan, seen));
  if (kind === 'ratio' && a?.is === b?.is) return { is: 'percent' };
  return a ?? { is: 'percent' };
}

function ownType({ is: said, derived, unit }: Measure, { currency }: Plan): NameType {
  const is = said ?? (derived ? 'percent' : 'money');
  if (is === 'money') return { is, currency };
  return { is, ...(unit === undefined ? {} : { unit }) };
}

function partType(name: string, plan: Plan, seen: readonly string[]): NameType | undefined {
  if (name.startsWith('attainment.')) return { is: 'percent' };
  const measure = measureNamed(name, plan);
  return measure && measureType(measure, plan, seen);
}
