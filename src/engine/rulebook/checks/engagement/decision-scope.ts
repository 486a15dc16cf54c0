import { outputType } from '../../../conditions/table/output-type.js';
import { givesList } from '../../../conditions/table/hit-policies.js';
import type { ConditionScope } from '../../../conditions/type-check.js';
import { catalogueTypes, type NameType } from '../../../conditions/types/name-types.js';
import type { NamedValues } from '../../../values/named-values.js';
import { sharedValues } from '../../../values/values-of.js';
import { valueTypes } from '../../../values/value-types.js';
import type { DecisionSubject } from '../../parts/decision.js';
import type { PolicyWindow } from '../../parts/window.js';
import type { Rulebook } from '../../rulebook.js';
import { windowNames } from '../scopes.js';

/** What each decision may read beside people and the day: its own subject, the account, and the booking where there is one. */
const READS: Readonly<Record<DecisionSubject, readonly string[]>> = {
  owner: ['account', 'territory', 'transfer', 'opportunity', 'request'],
  transfer: ['transfer', 'transition', 'request', 'account', 'territory', 'opportunity', 'booking'],
  holdover: ['request', 'transfer', 'transition', 'account', 'territory', 'opportunity', 'booking'],
  registration: ['registration', 'renewal', 'opportunity', 'account', 'booking'],
  lead: ['lead', 'account', 'territory', 'opportunity'],
  book: ['book', 'account', 'request'],
  dispute: ['dispute', 'booking', 'account', 'opportunity', 'registration', 'transfer'],
};
const ALWAYS = ['participant', 'attribute', 'assignment', 'decision'];

const ABOUT: Readonly<Record<DecisionSubject, string>> = {
  owner: 'an account',
  transfer: 'a transfer',
  holdover: 'the request of a holdover',
  registration: 'a registration',
  lead: 'a lead',
  book: 'a book of accounts',
  dispute: 'a dispute',
};

type Rules = Pick<Rulebook, 'facts' | 'tables' | 'policies'>;

/** The names that a decision about a subject may read; others that exist are told with the reason. */
export function decisionScope(
  decides: DecisionSubject,
  windows: readonly PolicyWindow[],
  rules: Rules,
): ConditionScope {
  const known = new Set([...READS[decides], ...ALWAYS]);
  const values = sharedValues(rules);
  const types = new Map([...namesOf(rules, values), ...windowNames(windows)]);
  const isRead = (name: string): boolean =>
    values.leaves([name]).every((leaf) => known.has(leaf.split('.')[0] ?? ''));
  const why = `this is decided of ${ABOUT[decides]}, which has none.`;
  return {
    names: new Map([...types].filter(([name]) => isRead(name))),
    elsewhere: new Map([...types].flatMap(([name]) => (isRead(name) ? [] : [[name, why] as const]))),
  };
}

/** Facts, shared values, and what tables give that give one answer. */
function namesOf({ facts, tables }: Rules, values: NamedValues): ReadonlyMap<string, NameType> {
  const types = new Map([...catalogueTypes(facts), ...valueTypes(facts.values)]);
  const outputs = tables
    .filter(({ hit }) => !givesList(hit))
    .flatMap((table) => table.outputs.map(({ id }) => `table.${table.id}.${id}`));
  const typed = [...new Set(outputs)].flatMap((name): [string, NameType][] => {
    const type = outputType(name, values.versions(name), types);
    return type ? [[name, type]] : [];
  });
  return new Map([...types, ...typed]);
}
