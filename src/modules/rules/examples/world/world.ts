import { catalogueTypes } from '../../../../engine/conditions/types/name-types.js';
import type { Company } from '../../../../engine/model/facts.js';
import { windowTypes } from '../../../../engine/rulebook/checks/scopes.js';
import type { Rulebook } from '../../../../engine/rulebook/rulebook.js';
import type { Situation, TestDocument, TestEvent } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import { gather, type Given, type Givens } from '../gather.js';
import { companyOf } from './company-of.js';
import type { ReportedResult } from '../../../../engine/model/facts.js';
import { absencesOf } from './absences-of.js';
import { countingPlan, givenRulebook, ratesAtPar, STATED_NUMBER } from './given-rulebook.js';
import { ratesOf } from './rates-of.js';
import { stateMeasures, type Stating } from './measured.js';
import { Seating } from './seating.js';
import { Telling } from './telling.js';
import type { Told } from '../told.js';

/** A situation as the engine takes it: a company, rules, and what was told when. */
export interface World {
  readonly company: Company;
  readonly rulebook: Rulebook;
  readonly told: readonly Told[];
  /** Everybody the situation names. */
  readonly people: readonly string[];
  /** What cannot be worked out; with any of these, nothing is. */
  readonly problems: readonly Problem[];
}

/** ISO 4217 for no currency. */
const NO_CURRENCY = 'XXX';

/** Makes a company, rules and bookings of a situation and those it follows. */
export function worldOf(test: TestDocument, situation: Situation, rulebook: Rulebook): World {
  const givens = gather(test, situation);
  const problems: Problem[] = givens.events.flatMap((event) => eventProblem(event, rulebook));
  const document = test.test;
  const own = [...rulebook.plans, ...(rulebook.spiffs ?? [])].filter(({ id }) => id === document);
  const types = new Map([
    ...catalogueTypes(rulebook.facts),
    ...own.flatMap((plan) => [...windowTypes(plan)]),
    [STATED_NUMBER, { is: 'money' as const }] as const,
  ]);
  const expect = situation.expect.filter((each) => each.what !== 'decides');
  const seating = new Seating({ rulebook, document, expect, types, problems });
  const currency = (own[0] ?? rulebook.plans[0])?.currency ?? NO_CURRENCY;
  const telling = new Telling({ types, seating, problems, currency });
  const results: ReportedResult[] = [];
  tellAll(givens, { rulebook, seating, telling, problems, results, types });
  const { told } = telling;
  const absences = absencesOf(givens, rulebook, problems);
  const away = absences.map(({ participant }) => participant);
  const named = [...seating.people(), ...away, ...telling.people, ...expect.map(({ person }) => person)];
  const people = [...new Set(named)];
  const currencies = [...new Set(told.flatMap(({ lines }) => lines.map((line) => line.currency)))];
  const several = currencies.length > 1;
  const spiff = several ? rulebook.spiffs?.find(({ id }) => id === document) : undefined;
  const atPar = several && !spiff && people.some((person) => seating.planOf(person) === undefined);
  const otherwise = countingPlan(spiff?.currency ?? currencies[0] ?? currency);
  const days = told.flatMap(({ lines }) => lines.map(({ date }) => date));
  const rates = [...ratesOf(givens.rates, problems), ...(atPar ? ratesAtPar(currencies, days) : [])];
  return {
    company: companyOf({ seating, told, people, otherwise, problems, results, absences, rates }),
    rulebook: givenRulebook(rulebook, { document, currencies, spiff, atPar, measured: measuredIn(givens) }),
    told,
    people,
    problems,
  };
}

/** The measures that are stated outright. */
function measuredIn({ measured }: Givens): ReadonlySet<string> {
  return new Set(
    measured.flatMap(({ item }) =>
      item.facts.flatMap(({ name }) => (name.startsWith('measure.') ? [name.slice('measure.'.length)] : [])),
    ),
  );
}

function tellAll(givens: Givens, by: Stating): void {
  givens.people.forEach((person) => by.seating.seat(person));
  givens.credits.forEach((credit) => by.telling.credit(credit));
  givens.bookings.forEach((booking) => by.telling.booking(booking));
  givens.measured.forEach((measured) => stateMeasures(measured, by));
}

/** What an event does to pay has no engine yet; one that only informs changes nothing. */
function eventProblem({ item, path }: Given<TestEvent>, { facts }: Rulebook): Problem[] {
  const effect = facts.events.find(({ name }) => name === item.event)?.effect;
  if (effect === 'informs') return [];
  return [{ path, message: `${item.event} ${effect ?? 'changes'} pay, which cannot be worked out yet.` }];
}
