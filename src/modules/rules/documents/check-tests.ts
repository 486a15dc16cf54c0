import { readOperand } from '../../../engine/conditions/read-operand.js';
import { checkOperand } from '../../../engine/conditions/type-check.js';
import { catalogueTypes, type NameTypes } from '../../../engine/conditions/types/name-types.js';
import { windowTypes } from '../../../engine/rulebook/checks/scopes.js';
import { suggestFact } from '../../../engine/rulebook/checks/unknown-fact.js';
import { errorAt, type Finding } from '../../../engine/rulebook/finding.js';
import { suggest } from '../../../engine/rulebook/nearest.js';
import type { Calendar, Plan, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { valueTypes } from '../../../engine/values/value-types.js';
import { checkDeals } from './approvals/check-deals.js';
import { namedPeriod } from './named-period.js';
import { checkDecided } from './check-decided.js';
import type { Expectation, ExpectedPay, Situation, TestDocument, TestFact } from './test-document.js';

/** What a test may name: facts with their types, and what can earn or credit. */
interface Targets {
  readonly types: NameTypes;
  readonly incentives: readonly string[];
  readonly rules: readonly string[];
  readonly events: readonly string[];
  readonly calendars: readonly Calendar[];
}

const STRETCHES = ['month', 'quarter', 'half', 'year'] as const;

/** Judges a test against the rulebook: its document, facts, values, incentives and rules exist, so that no misspelling passes for a zero. */
export function checkTest(test: TestDocument, rulebook: Rulebook): Finding[] {
  const { approvals = [] } = rulebook;
  const documents = [
    ...rulebook.plans,
    ...(rulebook.spiffs ?? []),
    ...rulebook.policies,
    ...approvals,
    ...rulebook.tables,
  ];
  const ids = [...new Set(documents.map(({ id }) => id))];
  if (!ids.includes(test.test)) {
    const message = `There is no document ${test.test}.`;
    return [errorAt('test', { code: 'TEST_TARGET', message, remedy: suggest(test.test, ids) })];
  }
  const targets = targetsOf(test.test, rulebook);
  const values = valueTypes(rulebook.facts.values);
  const ofDeals = { ...targets, types: new Map([...targets.types, ...values]) };
  const matrices = approvals.filter(({ id }) => id === test.test);
  return test.situations.flatMap((situation, index) => [
    ...checkSituation(situation, `situations.${index}`, targets),
    ...checkDeals(situation, `situations.${index}`, matrices),
    ...situation.approvals.flatMap(({ path, terms }) => checkFacts(terms, path, ofDeals)),
    ...checkDecided(test, situation, rulebook),
  ]);
}

function targetsOf(id: string, { facts, policies, ...rulebook }: Rulebook): Targets {
  const plans = [...rulebook.plans, ...(rulebook.spiffs ?? [])];
  const own = plans.filter((plan) => plan.id === id);
  const rules = policies.flatMap(({ phases, rollup, overlays = [] }) => [
    ...phases.flatMap((phase) => phase.rules),
    ...rollup,
    ...overlays,
  ]);
  return {
    types: new Map([...catalogueTypes(facts), ...own.flatMap((plan) => [...windowTypes(plan)])]),
    incentives: [...new Set((own.length > 0 ? own : plans).flatMap(earningIds))],
    rules: [...new Set(rules.map((rule) => rule.id))],
    events: facts.events.map(({ name }) => name),
    calendars: facts.calendars,
  };
}

/** Ids under which a plan earns: of its incentives, and of what it puts on top of them. */
function earningIds({ incentives, modify = [] }: Plan): string[] {
  return [...incentives.map(({ id }) => id), ...modify.map(({ kind }) => kind)];
}

function checkSituation(situation: Situation, path: string, targets: Targets): Finding[] {
  const { people, credits, bookings, given, measured, deals, events, expect } = situation;
  const lists: [string, readonly { readonly facts: readonly TestFact[] }[]][] = [
    ['people', people],
    ['credits', credits],
    ['bookings', bookings],
    ['given', given],
    ['measured', measured],
    ['deals', deals],
  ];
  return [
    ...lists.flatMap(([key, items]) =>
      items.flatMap(({ facts }, index) => checkFacts(facts, `${path}.${key}.${index}`, targets)),
    ),
    ...[['bookings', bookings] as const, ['deals', deals] as const].flatMap(([key, items]) =>
      items.flatMap(({ lines }, at) =>
        lines.flatMap((line, index) => checkFacts(line, `${path}.${key}.${at}.lines.${index}`, targets)),
      ),
    ),
    ...events.flatMap(({ event }, index) => {
      const message = `The fact catalogue has no ${event}.`;
      const fault = { code: 'UNKNOWN_FACT', message, remedy: suggest(event, targets.events) } as const;
      return targets.events.includes(event) ? [] : [errorAt(`${path}.events.${index}.event`, fault)];
    }),
    ...expect.flatMap((expected) => checkExpectation(expected, targets)),
  ];
}

function checkFacts(facts: readonly TestFact[], path: string, { types }: Targets): Finding[] {
  return facts.flatMap(({ name, value }): Finding[] => {
    const type = types.get(name);
    const at = `${path}.${name}`;
    if (!type) {
      const remedy = suggestFact(name, [...types.keys()]);
      return [errorAt(at, { code: 'UNKNOWN_FACT', message: `There is no fact ${name}.`, remedy }, name)];
    }
    if (['text', 'person', 'people'].includes(type.is)) return [];
    const operand = readOperand(value);
    if ('fault' in operand)
      return [errorAt(at, { code: 'BAD_NUMBER', message: operand.fault, remedy: `${name} is ${type.is}.` })];
    return [...checkOperand(operand, { name, type, path: at }, { names: new Map() })];
  });
}

function checkExpectation(expected: Expectation, targets: Targets): Finding[] {
  const { incentives, rules } = targets;
  if (expected.what === 'decides') return [];
  const [what, id, known] =
    expected.what === 'credit'
      ? ['rule', expected.rule, rules]
      : ['incentive', expected.incentive, incentives];
  if (known.includes(id)) return expected.what === 'credit' ? [] : checkPeriods(expected, targets);
  const fault = {
    code: 'TEST_TARGET',
    message: `There is no ${what} ${id}.`,
    remedy: suggest(id, known),
  } as const;
  return [errorAt(`${expected.path}.${expected.what}`, fault)];
}

/** A period that no calendar has: which periods a plan pays for is asked when the situation is worked out. */
function checkPeriods(expected: Exclude<ExpectedPay, { what: 'credit' }>, { calendars }: Targets): Finding[] {
  const keys = expected.what === 'posted' ? (['period', 'origin'] as const) : (['period'] as const);
  return keys.flatMap((key): Finding[] => {
    const name = key === 'period' ? expected.period : expected.what === 'posted' ? expected.origin : null;
    if (name === null || hasPeriod(calendars, name)) return [];
    const message = `No calendar has a period ${name}.`;
    const remedy = 'Write the name of a period of the plan’s calendar, such as 2026-01 or 2026-Q1.';
    return [errorAt(`${expected.path}.${key}`, { code: 'TEST_TARGET', message, remedy }, name)];
  });
}

function hasPeriod(calendars: readonly Calendar[], name: string): boolean {
  return calendars.some((calendar) => STRETCHES.some((stretch) => namedPeriod(calendar, stretch, name)));
}
