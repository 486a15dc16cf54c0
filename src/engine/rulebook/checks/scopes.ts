import type { ConditionScope } from '../../conditions/type-check.js';
import { catalogueTypes, type NameType } from '../../conditions/types/name-types.js';
import type { NamedValues } from '../../values/named-values.js';
import { valueTypes } from '../../values/value-types.js';
import { measureType } from '../reads/measure-type.js';
import { isOfSubject } from '../parts/decision.js';
import { WINDOW_STATES, type PolicyWindow } from '../parts/window.js';
import type { FactCatalogue, Plan } from '../rulebook.js';
import { reachOf, readsPerson } from './values/reach.js';

const OF_CREDIT = /^(?:booking|line|account|territory|original)\./;
const OF_DEAL = /^deal\./;
const OF_PERSON = /^(?:participant|attribute|assignment)\./;

const OF_POLICY = 'it belongs to what an engagement policy decides, and a plan sees credits.';

type Types = ReadonlyMap<string, NameType>;

function isOfPolicy(name: string): boolean {
  return isOfSubject(name) || name.startsWith('decision.');
}

/** What a condition may read that picks single credits: everything of the booking and the person on its date, nothing of a whole window. */
export function creditScope(plan: Plan, facts: FactCatalogue, values: NamedValues): ConditionScope {
  const why = 'a window has it, and this condition picks single credits.';
  const all = catalogueTypes(facts, plan.currency);
  const known = valueTypes([...facts.values, ...plan.values], plan.currency);
  const ofWindows = [...known.keys()].filter((name) => /window|both/.test(reachOf(name, values)));
  const ofDeals = dealNamesOfNoBooking(all, known, values);
  const ofPolicy = [...all.keys()].filter(isOfPolicy);
  return scopeOf(
    plan,
    new Map([
      ...except(all, [...ofPolicy, ...ofDeals.keys()]),
      ...except(known, [...ofWindows, ...ofDeals.keys()]),
    ]),
    new Map([
      ...[...windowTypes(plan).keys(), ...ofWindows].map((name): [string, string] => [name, why]),
      ...ofPolicy.map((name): [string, string] => [name, OF_POLICY]),
      ...ofDeals,
    ]),
  );
}

/** What a condition may read that judges a window: its measures, and what the person is; nothing of a single booking. */
export function windowScope(plan: Plan, facts: FactCatalogue, values: NamedValues): ConditionScope {
  const all = catalogueTypes(facts, plan.currency);
  const why = 'this condition judges a whole window, and each booking of it may have another value.';
  const known = valueTypes([...facts.values, ...plan.values], plan.currency);
  const ofBookings = [...known.keys()].filter((name) => /booking|both/.test(reachOf(name, values)));
  const names = new Map([...only(all, OF_PERSON), ...windowTypes(plan), ...except(known, ofBookings)]);
  const ofLines = [...only(all, OF_CREDIT).keys(), ...only(all, OF_DEAL).keys(), ...ofBookings];
  const elsewhere = ofLines.map((name) => [name, why] as const);
  const ofPolicy = [...all.keys()].filter(isOfPolicy).map((name) => [name, OF_POLICY] as const);
  return scopeOf(plan, names, new Map([...elsewhere, ...ofPolicy]));
}

/** What an engagement rule may read: the booking; who is credited is not known yet. */
export function policyScope(
  facts: FactCatalogue,
  values: NamedValues,
  windows: readonly PolicyWindow[] = [],
): ConditionScope {
  const all = catalogueTypes(facts);
  const why = 'nobody is credited yet when the rule is asked.';
  const ofSubjects = new Map([...all].filter(([name]) => isOfSubject(name)));
  const known = valueTypes(facts.values);
  const own = windowNames(windows);
  const ofPeople = [...known.keys(), ...own.keys()].filter((name) => readsPerson(name, values));
  const ofDeals = dealNamesOfNoBooking(all, known, values);
  const elsewhere = [
    ...[...only(all, OF_PERSON).keys(), ...ofPeople].map((name) => [name, why] as const),
    ...ofDeals,
  ];
  return {
    names: new Map([
      ...only(all, OF_CREDIT),
      ...except(only(all, OF_DEAL), [...ofDeals.keys()]),
      ...ofSubjects,
      ...except(known, [...ofPeople, ...ofDeals.keys()]),
      ...except(own, ofPeople),
    ]),
    elsewhere: new Map([...elsewhere, ['decision.date', 'a booking is decided on its date, booking.date.']]),
  };
}

/** What an approval matrix may read: the deal, its account and its seller; nothing of a booking that does not exist yet. */
export function dealScope(facts: FactCatalogue, values: NamedValues): ConditionScope {
  const all = catalogueTypes(facts);
  const why = 'a booking has it, and a deal is not booked yet.';
  const known = valueTypes(facts.values);
  const ofBookings = [...known.keys()].filter((name) => {
    const { leaves, rounds } = values.dependence(name);
    const ofLine = rounds === 0 && leaves.some((leaf) => leaf.startsWith('line.'));
    return ofLine || leaves.some((leaf) => /^(?:booking|territory|original)\./.test(leaf));
  });
  const elsewhere = [...[...all.keys()].filter((name) => !OF_DEALS.test(name)), ...ofBookings];
  return {
    names: new Map([...only(all, OF_DEALS), ...except(known, ofBookings)]),
    elsewhere: new Map(elsewhere.map((name) => [name, why])),
  };
}

const OF_DEALS = /^(?:deal|account|participant|attribute|assignment)\./;
const OF_DEALS_ALONE = 'a deal has it, and here bookings are judged.';
const IN_ITS_CURRENCY =
  'it is in the currency of the deal, and here bookings are judged, which may be in another.';
/** Types of facts of a deal that are not read of the booking that names it: the deal may be in another currency. */
export const NEVER_OF_BOOKINGS: ReadonlySet<string> = new Set(['money', 'person', 'people']);

/**
 * Names that hang on a deal and are not read of its booking, with the reason: its amounts and its people, and values of them. What else is known of the deal that a
 * booking names, such as its discount, is read like a fact of the booking.
 */
function dealNamesOfNoBooking(all: Types, known: Types, values: NamedValues): ReadonlyMap<string, string> {
  const own = new Map([...only(all, OF_DEAL)].filter(([, { is }]) => NEVER_OF_BOOKINGS.has(is)));
  const hangs = (name: string): boolean => values.dependence(name).leaves.some((leaf) => own.has(leaf));
  return new Map([
    ...[...own].map(([name, { is }]) => [name, is === 'money' ? IN_ITS_CURRENCY : OF_DEALS_ALONE] as const),
    ...[...known.keys()].filter(hangs).map((name) => [name, OF_DEALS_ALONE] as const),
  ]);
}

/** What a rollup, or a table, may read: the booking, a person, and the values that all documents have. */
export function sharedScope(facts: FactCatalogue, windows: readonly PolicyWindow[] = []): ConditionScope {
  return {
    names: new Map([...catalogueTypes(facts), ...valueTypes(facts.values), ...windowNames(windows)]),
  };
}

/** The windows of a policy, as its conditions read them. */
export function windowNames(windows: readonly PolicyWindow[]): Types {
  return new Map(windows.map(({ id }) => [`window.${id}`, { is: 'one-of', values: WINDOW_STATES }]));
}

function except(types: Types, names: readonly string[]): Map<string, NameType> {
  return new Map([...types].filter(([name]) => !names.includes(name)));
}

/** Types of the measures of a plan, their quotas and attainments. A measure without a quota has neither. */
export function windowTypes(plan: Plan): Types {
  return new Map(
    plan.measures.flatMap((measure): [string, NameType][] => {
      const type = measureType(measure, plan);
      const { id, quota } = measure;
      if (quota === null) return [[`measure.${id}`, type]];
      return [
        [`measure.${id}`, type],
        [`quota.${id}`, type],
        [`attainment.${id}`, { is: 'percent' }],
      ];
    }),
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
