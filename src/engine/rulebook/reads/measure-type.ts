import type { NameType } from '../../conditions/types/name-types.js';
import { measureNamed } from './main-measure.js';
import type { Measure } from '../parts/measure.js';
import type { Plan } from '../rulebook.js';

/** What the number of a measure is. A ratio of one kind is a share; money for each of a count is money. */
export function measureType(measure: Measure, plan: Plan, seen: readonly string[] = []): NameType {
  const { derived } = measure;
  if (derived?.kind === 'weighted') return { is: 'percent' };
  if ((derived?.kind === 'ratio' || derived?.kind === 'difference') && !seen.includes(measure.id)) {
    const [a, b] = derived.of.map((name) => partType(name, plan, [...seen, measure.id]));
    if (derived.kind === 'ratio' && a?.is === b?.is) return { is: 'percent' };
    return a ?? { is: 'percent' };
  }
  const is = measure.is ?? (derived ? 'percent' : 'money');
  if (is === 'money') return { is, currency: plan.currency };
  return { is, ...(measure.unit === undefined ? {} : { unit: measure.unit }) };
}

function partType(name: string, plan: Plan, seen: readonly string[]): NameType | undefined {
  if (name.startsWith('attainment.')) return { is: 'percent' };
  const measure = measureNamed(name, plan);
  return measure && measureType(measure, plan, seen);
}
