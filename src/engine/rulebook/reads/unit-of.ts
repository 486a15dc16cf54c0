import type { Measure } from '../parts/measure.js';
import type { Plan } from '../rulebook.js';
import { measureNamed } from './main-measure.js';
import { measureType } from './measure-type.js';

/** What a measure counts, where it is not money: `logo`, `%`, `days`. */
export function unitOf(measure: Measure, plan: Plan): string | undefined {
  const { is, unit } = measureType(measure, plan);
  if (is === 'count') return unit ?? 'unit';
  if (is === 'percent') return '%';
  return is === 'days' ? 'days' : undefined;
}

/** The same of `measure.nrr`, `quota.nrr` or `attainment.nrr`; any other name stands for money. */
export function unitOfName(name: string, plan: Plan): string | undefined {
  if (name.startsWith('attainment.')) return '%';
  const measure = measureNamed(name, plan);
  return measure && unitOf(measure, plan);
}
