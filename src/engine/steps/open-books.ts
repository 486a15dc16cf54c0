import type { Company } from '../model/facts.js';
import { Roster } from '../model/roster.js';
import type { Rulebook } from '../rulebook/rulebook.js';
import type { Books } from './credit/admission.js';
import { CreditBook, LineColumns } from './credit/credit-book.js';
import { Crediting } from './credit/crediting.js';
import { comesWithLine, JudgingRow } from './credit/judging-row.js';
import { namesInPolicy, readyPolicy } from './credit/policy.js';
import { namesInTable, RateBook } from './credit/rate-book.js';
import { dependsOnLine, namesInPlan, payOperands } from './plan-version.js';
import { PlanBook } from './plan-book.js';
import { companyTroubles, Troubles } from './troubles.js';

/** Everything a calculation works with, before the first line. */
export interface OpenBooks {
  readonly books: Books;
  readonly crediting: Crediting;
  readonly troubles: Troubles;
}

/** Indexes the company, compiles the rules and opens empty columns. */
export function openBooks(
  company: Company,
  rulebook: Rulebook,
  mine: (participant: string) => boolean = () => true,
): OpenBooks {
  const roster = new Roster(company);
  const row = new JudgingRow(factsRead(rulebook), roster);
  const plans = new PlanBook(rulebook, row.places);
  const numbers = rulebook.plans
    .flatMap((plan) => plan.measures.map((measure) => measure.sum))
    .filter((name) => name !== 'line.net');
  const books: Books = {
    roster,
    plans,
    row,
    rates: new RateBook(rulebook.tables, row.places),
    lines: new LineColumns([...new Set(numbers)]),
    credits: new CreditBook(plans.rateColumns),
  };
  const policies = rulebook.policies.map((policy) => readyPolicy(policy, row.places));
  const keeps = roster.people.map(({ id }) => mine(id));
  const crediting = new Crediting(books, policies, (person) => keeps[person] ?? false);
  return { books, crediting, troubles: new Troubles(companyTroubles(company, roster, mine)) };
}

/** The facts that must come with each line for a rulebook, in order. */
export function lineFactsOf(rulebook: Rulebook): readonly string[] {
  return [...new Set(factsRead(rulebook).filter(comesWithLine))].sort();
}

/** Every fact that crediting a line reads: in policies, in what measures and incentives count, in tables and in rates of the line. */
function factsRead(rulebook: Rulebook): readonly string[] {
  const rates = rulebook.plans
    .flatMap((plan) => plan.incentives.flatMap(payOperands))
    .flatMap((operand) => ('name' in operand ? [operand.name] : []));
  const ofLines = rates.filter((name) => dependsOnLine(name) && !name.startsWith('table.'));
  const tables = rulebook.tables.filter(({ id }) => rates.some((name) => name.startsWith(`table.${id}.`)));
  const sums = rulebook.plans
    .flatMap((plan) => plan.measures.map((measure) => measure.sum))
    .filter((name) => name !== 'line.net');
  return [
    ...rulebook.policies.flatMap(namesInPolicy),
    ...rulebook.plans.flatMap(namesInPlan),
    ...tables.flatMap(namesInTable),
    ...ofLines,
    ...sums,
  ];
}
