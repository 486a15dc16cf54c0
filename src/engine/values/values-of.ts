import { catalogueTypes, type NameType } from '../conditions/types/name-types.js';
import type { Plan, Rulebook } from '../rulebook/rulebook.js';
import { NamedValues } from './named-values.js';

/** The values that a plan may read: its own and those of the catalogue. */
export function valuesOf(plan: Plan, { facts, tables }: Pick<Rulebook, 'facts' | 'tables'>): NamedValues {
  const types = new Map([...catalogueTypes(facts), ...plan.measures.flatMap(({ id }) => measureTypes(id))]);
  return new NamedValues([...facts.values, ...plan.values], tables, { types, currency: plan.currency });
}

/** The values that every document may read: those of the catalogue; and the windows of policies, which policies read. */
export function sharedValues({
  facts,
  tables,
  policies = [],
}: Pick<Rulebook, 'facts' | 'tables'> & Partial<Pick<Rulebook, 'policies'>>): NamedValues {
  const windows = policies.flatMap(({ effective, windows: own = [] }) =>
    own.map((window) => ({ effective, window })),
  );
  return new NamedValues(facts.values, tables, { types: catalogueTypes(facts), windows });
}

function measureTypes(id: string): readonly (readonly [string, NameType])[] {
  return [
    [`measure.${id}`, { is: 'money' }],
    [`quota.${id}`, { is: 'money' }],
    [`attainment.${id}`, { is: 'percent' }],
  ];
}
