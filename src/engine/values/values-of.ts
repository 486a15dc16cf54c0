import type { Plan, Rulebook } from '../rulebook/rulebook.js';
import { NamedValues } from './named-values.js';

/** The values that a plan may read: its own and those of the catalogue. */
export function valuesOf(plan: Plan, { facts, tables }: Pick<Rulebook, 'facts' | 'tables'>): NamedValues {
  const named = new Map(plan.conditions.map(({ id, when }) => [id, when]));
  return new NamedValues([...facts.values, ...plan.values], tables, named);
}

/** The values that every document may read: those of the catalogue. */
export function sharedValues({ facts, tables }: Pick<Rulebook, 'facts' | 'tables'>): NamedValues {
  return new NamedValues(facts.values, tables);
}
