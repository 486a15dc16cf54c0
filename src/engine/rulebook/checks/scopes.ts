import type { ConditionScope } from '../../conditions/type-check.js';
import { catalogueTypes, type NameType } from '../../conditions/types/name-types.js';
import type { FactCatalogue, Plan } from '../rulebook.js';

const OF_CREDIT = /^(?:booking|line|account|territory)\./;
const OF_PERSON = /^(?:participant|attribute)\./;

type Types = ReadonlyMap<string, NameType>;

/** What a condition may read that picks single credits: everything of the booking and the person on its date, nothing of a whole window. */
export function creditScope(plan: Plan, facts: FactCatalogue): ConditionScope {
  const why = 'a window has it, and this condition picks single credits.';
  return scopeOf(
    plan,
    catalogueTypes(facts, plan.currency),
    new Map([...windowTypes(plan).keys()].map((name) => [name, why])),
  );
}

/** What a condition may read that judges a window: its measures, and what the person is; nothing of a single booking. */
export function windowScope(plan: Plan, facts: FactCatalogue): ConditionScope {
  const all = catalogueTypes(facts, plan.currency);
  const why = 'this condition judges a whole window, and each booking of it may have another value.';
  const names = new Map([...only(all, OF_PERSON), ...windowTypes(plan)]);
  return scopeOf(plan, names, new Map([...only(all, OF_CREDIT).keys()].map((name) => [name, why])));
}

/** What an engagement rule may read: the booking; who is credited is not known yet. */
export function policyScope(facts: FactCatalogue): ConditionScope {
  const all = catalogueTypes(facts);
  const why = 'nobody is credited yet when the rule is asked.';
  return {
    names: only(all, OF_CREDIT),
    elsewhere: new Map([...only(all, OF_PERSON).keys()].map((name) => [name, why])),
  };
}

/** What a rollup may read: the booking, and the person it would reach. */
export function rollupScope(facts: FactCatalogue): ConditionScope {
  return { names: catalogueTypes(facts) };
}

/** Types of the measures of a plan, their quotas and attainments. A measure without a quota has neither. */
export function windowTypes(plan: Plan): Types {
  const money: NameType = { is: 'money', currency: plan.currency };
  return new Map(
    plan.measures.flatMap(({ id, quota }): [string, NameType][] => [
      [`measure.${id}`, money],
      ...(quota === null
        ? []
        : ([
            [`quota.${id}`, money],
            [`attainment.${id}`, { is: 'percent' }],
          ] satisfies [string, NameType][])),
    ]),
  );
}

function scopeOf(plan: Plan, names: Types, elsewhere: ReadonlyMap<string, string>): ConditionScope {
  return {
    names,
    elsewhere: new Map([...elsewhere, ...withoutQuota(plan)]),
    conditions: new Map(plan.conditions.map(({ id, when }) => [id, when])),
  };
}

function only(types: Types, names: RegExp): Map<string, NameType> {
  return new Map([...types].filter(([name]) => names.test(name)));
}

function withoutQuota(plan: Plan): Map<string, string> {
  const lacking = plan.measures.filter(({ quota }) => quota === null);
  return new Map(
    lacking.flatMap(({ id }) =>
      ['quota', 'attainment'].map((first) => [`${first}.${id}`, `the measure ${id} has no quota.`] as const),
    ),
  );
}
