import type { Company } from '../model/facts.js';
import { CHANGES, isRelated, neededForRelated } from '../model/derived/related-facts.js';
import { rulesBookings } from '../model/credit-ruling.js';
import { Roster } from '../model/roster.js';
import { namesIn } from '../conditions/fact-places.js';
import { catalogueTypes } from '../conditions/types/name-types.js';
import { valueTypes } from '../values/value-types.js';
import { amountsTested, phasesAsked } from '../engagement/foreign-amounts.js';
import type { Rulebook, Spiff } from '../rulebook/rulebook.js';
import { RECORDED, TOLD_ON } from '../model/recorded.js';
import { Spiffs } from './spiff/spiffs.js';
import type { Books } from './credit/admission.js';
import { convertsIn, Exchange, FACTS_OF_EXCHANGE } from './fx/exchange.js';
import { RateSets } from './fx/rate-sets.js';
import { CreditBook, LineColumns } from './credit/credit-book.js';
import { capsDeals } from '../rulebook/reads/caps-deals.js';
import { decidesCredit } from '../rulebook/reads/credit-reads.js';
import { Deals } from './measure/caps/deals.js';
import { Crediting } from './credit/crediting.js';
import { comesWithLine, isFact, JudgingRow } from './credit/judging-row.js';
import { namesInPolicy, readyPolicy, type ReadyPolicy } from './credit/policy.js';
import { HouseCredit } from './credit/shares/house-credit.js';
import { RuledCredit } from './credit/shares/ruled.js';
import { RateBook } from './credit/rate-book.js';
import type { NamedValues } from '../values/named-values.js';
import { sharedValues, valuesOf } from '../values/values-of.js';
import { namesInPlan, namesOfLines } from './plan-version.js';
import { PlanBook } from './plan-book.js';
import { companyTroubles, Troubles } from './troubles.js';

/** Everything a calculation works with, before the first line. */
export interface OpenBooks {
  readonly books: Books;
  readonly spiffs: Spiffs;
  readonly crediting: Crediting;
  readonly troubles: Troubles;
  /** The facts that lines come with because of what is known of the company. */
  readonly comes: readonly string[];
}

/** Whose results are kept, and whose credits on plans: those of the same people unless it is said. */
export interface Keeping {
  readonly mine?: ((participant: string) => boolean) | undefined;
  readonly onPlans?: () => boolean;
  /** The facts that lines come with because of what is known now, where the company is as it was known before. */
  readonly comes?: readonly string[];
}

/** Indexes the company, compiles the rules and opens empty columns. */
export function openBooks(
  company: Company,
  rulebook: Rulebook,
  { mine = () => true, onPlans, comes = factsForCompany(company) }: Keeping = {},
): OpenBooks {
  const roster = new Roster(company);
  const shared = sharedValues(rulebook);
  const row = new JudgingRow([...factsRead(rulebook), ...comes], roster, shared);
  const plans = new PlanBook(rulebook, row);
  const spiffs = rulebook.spiffs ?? [];
  const sums = numbersAdded(rulebook);
  const numbers = spiffs.some(readsOrder) ? [...sums, RECORDED] : sums;
  const books: Books = {
    roster,
    plans,
    row,
    rates: new RateBook(rulebook.tables, row.places),
    lines: new LineColumns([...new Set(numbers)]),
    deals: new Deals(capsDeals(rulebook), row.lineFacts),
    credits: new CreditBook(plans.rateColumns, { keepsDates: plans.datesCredits }),
    exchange: new Exchange(new RateSets(company.rates ?? []), convertsIn(rulebook), row.lineFacts),
  };
  const policies = readyPolicies(rulebook, row, shared);
  const keeps = roster.people.map(({ id }) => mine(id));
  const isMine = (person: number): boolean => keeps[person] ?? false;
  const programs = new Spiffs(rulebook, books, isMine);
  const ruled = new RuledCredit(company.rulings ?? [], row.lineFacts);
  const house = new HouseCredit(books, company);
  const crediting = new Crediting({ books, spiffs: programs, ruled, house }, policies, onPlans ?? isMine);
  return {
    books,
    spiffs: programs,
    crediting,
    comes,
    troubles: new Troubles(companyTroubles(company, roster, mine)),
  };
}

/** The policies that credit, with what they read of amounts. */
function readyPolicies(rulebook: Rulebook, row: JudgingRow, values: NamedValues): readonly ReadyPolicy[] {
  const types = new Map([...catalogueTypes(rulebook.facts), ...valueTypes(rulebook.facts.values)]);
  return rulebook.policies.filter(decidesCredit).map((policy) => {
    const amounts = policy.phases.map(({ id }) => {
      const { names, tested } = amountsTested(phasesAsked(policy, id), types, values);
      const places = names.map((name) => row.lineFacts.indexOf(name)).filter((place) => place >= 0);
      return { net: names.includes('line.net'), places, tested };
    });
    return readyPolicy(policy, row.places, { types, amounts });
  });
}

/** Amounts and counts of lines, beside their net, that measures add up. */
function numbersAdded({ plans, spiffs = [] }: Rulebook): readonly string[] {
  return [...plans, ...spiffs]
    .flatMap((plan) => plan.measures.map((measure) => measure.sum))
    .filter((name) => name.startsWith('line.') && name !== 'line.net');
}

/** What is known of the company because of which lines come with more. */
export type ToldOfCompany = Pick<Company, 'rulings' | 'holdingsTold' | 'ownersTold'>;

/** The facts that lines come with because of what is known of the company, beside those that rules read. */
export function factsForCompany({ rulings = [], ...told }: ToldOfCompany): readonly string[] {
  const isLate = [told.holdingsTold, told.ownersTold].some((each = []) => each.length > 0);
  return [...(rulesBookings(rulings) ? [CHANGES] : []), ...(isLate ? [TOLD_ON] : [])];
}

/** The facts that must come with each line for a rulebook and what is known of the company, in order. */
export function lineFactsOf(rulebook: Rulebook, company: ToldOfCompany = {}): readonly string[] {
  const facts = [...factsRead(rulebook), ...factsForCompany(company)].filter(isFact);
  const needed = [...facts, ...facts.flatMap(neededForRelated)];
  return [...new Set(needed.filter(comesWithLine))].sort();
}

/** The facts about other bookings that a rulebook reads: because of them a line may change what another one is. */
export function relatedFactsOf(rulebook: Rulebook): readonly string[] {
  const names = factsRead(rulebook);
  const original = convertsIn(rulebook) || capsDeals(rulebook) ? ['original.date'] : [];
  return [...new Set([...names, ...sharedValues(rulebook).leaves(names), ...original].filter(isRelated))];
}

/** Every name that crediting a line reads: in policies, in what measures and incentives count, in rates of the line, and in the tables and values among them. */
function factsRead(rulebook: Rulebook): readonly string[] {
  const shared = sharedValues(rulebook);
  const spiffs = rulebook.spiffs ?? [];
  const inPlans = [...rulebook.plans, ...spiffs].flatMap((plan) => {
    const values = valuesOf(plan, rulebook);
    const sums = plan.measures
      .map(({ sum }) => sum)
      .filter((name) => /^(?:line|value)\./.test(name) && name !== 'line.net');
    return values.reached([...namesInPlan(plan), ...namesOfLines(plan, values), ...sums]);
  });
  const who = spiffs.flatMap(({ who: when, conditions }) =>
    when ? namesIn(when, new Map(conditions.map((each) => [each.id, each.when]))) : [],
  );
  const order = spiffs.some(readsOrder) ? [RECORDED, CHANGES] : [];
  const fx = convertsIn(rulebook) ? FACTS_OF_EXCHANGE : [];
  const deals = capsDeals(rulebook) ? [CHANGES] : [];
  return [
    ...shared.reached([...rulebook.policies.flatMap(namesInPolicy), ...who]),
    ...inPlans,
    ...order,
    ...fx,
    ...deals,
  ];
}

/** Whether a SPIFF goes by the order in which bookings became known, and gives up what a booking held that is taken back. */
function readsOrder({ budget, incentives }: Spiff): boolean {
  return budget !== null || incentives.some(({ formula }) => formula.kind === 'first-n');
}
