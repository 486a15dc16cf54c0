import { checkCondition, type ConditionScope } from '../../../conditions/type-check.js';
import { sharedValues } from '../../../values/values-of.js';
import type { NamedValues } from '../../../values/named-values.js';
import { errorAt, warningAt, type Fault, type Finding } from '../../finding.js';
import { suggest } from '../../nearest.js';
import type { PolicyWindow } from '../../parts/window.js';
import { namesReadByPolicy } from '../../reads/names-read.js';
import type { EngagementPolicy, Rulebook } from '../../rulebook.js';
import { sharedScope } from '../scopes.js';
import { unknownFact } from '../unknown-fact.js';
import { checkUnique } from '../unique-ids.js';

/** Judges the windows of a policy: each starts on a date of what it is about, its conditions are readable, and something reads it. */
export function checkWindows(
  policy: EngagementPolicy,
  rules: Pick<Rulebook, 'facts' | 'tables' | 'policies'>,
): Finding[] {
  const { windows = [] } = policy;
  const scope = sharedScope(rules.facts);
  const values = sharedValues(rules);
  const read = namesReadByPolicy(policy);
  return [
    ...checkUnique(
      windows.map(({ id }) => id),
      (index) => `windows.${index}.id`,
    ),
    ...windows.flatMap((window, index) => [
      ...checkWindow(window, `windows.${index}`, { scope, values }),
      ...(read.includes(`window.${window.id}`) ? [] : [warningAt(`windows.${index}.id`, unused(window.id))]),
    ]),
  ];
}

interface By {
  readonly scope: ConditionScope;
  readonly values: NamedValues;
}

function checkWindow(window: PolicyWindow, path: string, by: By): Finding[] {
  const { of, starts, criteria, unless, extend } = window;
  const found = [
    ...checkDate(starts, `${path}.starts`, by.scope),
    ...[
      { key: 'criteria', when: criteria },
      { key: 'unless', when: unless },
      { key: 'granted', when: extend?.granted ?? null },
    ].flatMap(({ key, when }) => (when ? checkCondition(when, `${path}.${key}`, by.scope) : [])),
    ...(extend?.asked ? checkDate(extend.asked.on, `${path}.asked`, by.scope) : []),
  ];
  const isAbout = by.values.leaves([starts]).some((leaf) => leaf.startsWith(`${of}.`));
  return found.length > 0 || isAbout ? found : [errorAt(`${path}.starts`, otherSubject(window), starts)];
}

function checkDate(name: string, path: string, { names }: ConditionScope): Finding[] {
  const type = names.get(name);
  const dates = [...names].flatMap(([each, { is }]) => (is === 'date' ? [each] : []));
  if (!type) return [errorAt(path, unknownFact(name, dates), name)];
  if (type.is === 'date') return [];
  const message = `${name} is ${type.is}, and a window goes by dates.`;
  return [errorAt(path, { code: 'UNIT_MISMATCH', message, remedy: suggest(name, dates) }, name)];
}

function otherSubject({ of, starts }: PolicyWindow): Fault {
  return {
    code: 'WRONG_SCOPE',
    message: `The window is of a ${of}, and ${starts} is no date of one.`,
    remedy: `Write a date that starts with ${of}., or say what it is of.`,
  };
}

function unused(id: string): Fault {
  return {
    code: 'UNUSED',
    message: `No rule reads window.${id}.`,
    remedy: `Write a test such as \`window.${id}: open\`, or take the window away.`,
  };
}
