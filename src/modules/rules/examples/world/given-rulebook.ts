import { sayCondition } from '../../../../engine/explain/say-condition.js';
import { FIRST_DAY, type Day } from '../../../../engine/kernel/day.js';
import { ONE } from '../../../../engine/kernel/ratio.js';
import type { DayRate } from '../../../../engine/model/rates.js';
import { decidesCredit } from '../../../../engine/rulebook/reads/credit-reads.js';
import type {
  Calendar,
  Condition,
  CountedCredits,
  EngagementPolicy,
  Fx,
  Measure,
  Overlay,
  Plan,
  Rollup,
  Rulebook,
  Spiff,
} from '../../../../engine/rulebook/rulebook.js';

/**
 * Facts by which a situation credits somebody without asking a policy. No catalogue can declare them, since no name of a document starts
 * with `given.`: the person of an own credit; the seller below the person of a rollup credit; the person of an overlay
 * credit; the one measure a line counts for.
 */
export const GIVEN = {
  person: 'given.person',
  seller: 'given.seller',
  overlay: 'given.overlay',
  measure: 'given.measure',
} as const;

/** What is given to a line beside its facts: who gets it, for which measure. */
export interface Extra {
  readonly facts?: ReadonlyMap<string, string>;
  readonly person?: string;
}

/** What makes a line a person's own credit, one of the people below, or one of an overlay. */
export function givenCredit(kind: CountedCredits, person: string): Extra {
  if (kind === 'rollup') return { person };
  const fact = kind === 'overlay' ? GIVEN.overlay : GIVEN.person;
  return { facts: new Map([[fact, person]]) };
}

/** The number of a line that states a measure which adds up no fact of lines: a count, or a value. */
export const STATED_NUMBER = 'line.stated-number';

/** Where people stand who are on no plan of the documents: it counts their credits and pays nothing. Brackets keep it apart from any id. */
export function countingPlan(currency: string): string {
  return `(counts ${currency})`;
}

const CALENDAR = '(example)';

/** How those without a plan are counted where a situation has several currencies. */
interface Counting {
  readonly currencies: readonly string[];
  /** The SPIFF in whose currency they are counted. */
  readonly spiff: Spiff | undefined;
  /** Without a SPIFF, in the first currency, by `ratesAtPar`. */
  readonly atPar: boolean;
}

/** The rules of a test: the documents' own, made to take what a situation gives. */
export function givenRulebook(
  { facts, policies, plans, spiffs = [], tables }: Rulebook,
  given: Counting & { readonly document: string; readonly measured: ReadonlySet<string> },
): Rulebook {
  const crediting = policies.filter(decidesCredit);
  const tested = crediting.filter(({ id }) => id === given.document);
  const asked = tested.length > 0 ? tested : crediting;
  return {
    facts: { ...facts, calendars: [...facts.calendars, civilYears()] },
    policies: [noPolicy(), ...asked].map(withGivenCredit),
    // What is paid beside the document that is tested has examples of its own.
    spiffs: spiffs
      .filter(({ id }) => id === given.document)
      .map((spiff) => ({ ...spiff, ...withGivenMeasures(spiff, given.measured) })),
    plans: [
      ...(given.measured.size > 0 ? plans.map((plan) => withGivenMeasures(plan, given.measured)) : plans),
      ...countingPlans(given),
    ],
    tables,
  };
}

/** In force on days on which no policy of the documents is. */
function noPolicy(): EngagementPolicy {
  return {
    id: '(none)',
    effective: { from: FIRST_DAY, until: null },
    fingerprint: '',
    phases: [],
    otherwise: { because: 'No engagement policy is in force on the booking date.' },
    rollup: [],
  };
}

/** A policy that first credits whom the situation says; nothing of that rolls up but where the situation gives a rollup credit. */
function withGivenCredit(policy: EngagementPolicy): EngagementPolicy {
  const rule = (to: string): EngagementPolicy['phases'][number]['rules'][number] => ({
    id: to,
    when: known(to),
    credit: [{ to, parts: 1 }],
    because: 'Given',
  });
  const nobody = {
    id: GIVEN.overlay,
    when: known(GIVEN.overlay),
    credit: 'house' as const,
    because: 'Given',
  };
  const rules = [rule(GIVEN.person), rule(GIVEN.seller), nobody];
  const given = { id: 'given', hit: 'first' as const, rules };
  const below: Rollup = {
    id: 'given',
    to: 'participant.manager',
    levels: 1,
    when: known(GIVEN.seller),
    ownBookings: 'included',
  };
  const own = policy.rollup.map((rollup) => ({ ...rollup, when: ofBookings(rollup.when) }));
  const beside = (policy.overlays ?? []).map((each) => ({ ...each, when: ofBookings(each.when) }));
  return {
    ...policy,
    phases: [given, ...policy.phases],
    rollup: [below, ...own],
    overlays: [givenOverlay(), ...beside],
  };
}

function givenOverlay(): Overlay {
  const share = { quantity: { value: ONE, unit: { kind: 'percent' } } } as const;
  return { id: 'given', when: known(GIVEN.overlay), to: GIVEN.overlay, share, quota: 'counts' };
}

function ofBookings(when: Condition | null): Condition {
  const given = [GIVEN.person, GIVEN.seller, GIVEN.overlay].map(unknown);
  return { all: [...given, ...(when ? [when] : [])] };
}

/**
 * A plan in which a line that states a measure counts for it whatever the measure picks, and for no other. The condition has a name that
 * reads as words, since the engine says it where nothing counts a credit.
 */
function withGivenMeasures(plan: Plan, named: ReadonlySet<string>): Plan {
  const stated = plan.measures.map(({ id, when }) => ({
    id: `stated as ${id}, or ${when ? sayCondition(when) : 'any credit'}`,
    when: statedOr(id, when),
  }));
  const measures = plan.measures.map((measure, index): Measure => {
    const { id: condition = '' } = stated[index] ?? {};
    const { counted, ...others } = measure;
    if (measure.derived || !named.has(measure.id))
      return { ...measure, when: measure.when && { named: condition } };
    const own = isFactOfLine(measure) ? measure : { ...others, sum: `value.${statedValue(measure.id)}` };
    return { ...own, ...(isFactOfLine(measure) && counted ? { counted } : {}), when: { named: condition } };
  });
  const values = plan.measures
    .filter((measure) => named.has(measure.id) && !isFactOfLine(measure))
    .map(valueOf);
  return {
    ...plan,
    measures,
    values: [...plan.values, ...values],
    conditions: [...plan.conditions, ...stated],
  };
}

function isFactOfLine({ sum }: Measure): boolean {
  return sum.startsWith('line.');
}

function statedValue(measure: string): string {
  return `stated-${measure}`;
}

/** The number that a line states for a measure, else what the measure computes. */
function valueOf({ id, sum }: Measure): Plan['values'][number] {
  const own = sum.startsWith('value.') ? [{ operand: { name: sum } }] : [];
  const of = [{ operand: { name: STATED_NUMBER } }, ...own];
  return { id: statedValue(id), is: 'money', unit: null, tree: { operator: 'first-known', of }, round: null };
}

function statedOr(measure: string, when: Condition | null): Condition {
  const stated: Condition = { fact: GIVEN.measure, test: { is: 'equal', to: { word: measure } } };
  return { any: [stated, { all: [unknown(GIVEN.measure), ...(when ? [when] : [])] }] };
}

/** A plan for each currency; that of those without a plan converts as the SPIFF does, or at par, so that nothing that counts is turned away. */
function countingPlans({ currencies, spiff, atPar }: Counting): readonly Plan[] {
  const one = spiff?.currency ?? (atPar ? currencies[0] : undefined);
  if (one === undefined) return currencies.map(counting);
  const others = currencies.filter((currency) => currency !== one);
  const credit = spiff ? (spiff.fx?.credit ?? null) : AT_PAR;
  return [...others.map(counting), { ...counting(one), ...(credit && { fx: { credit, pay: null } }) }];
}

const PAR = '(at par)';

/** Nothing says what a currency is worth, and nothing depends on it: credit is told in the currency of its booking, and the plan pays nothing. */
const AT_PAR: NonNullable<Fx['credit']> = {
  rates: PAR,
  date: 'booking-date',
  corrections: 'stand',
  round: null,
};

/** The rates by which those on no plan are counted in one currency, whatever the currency of a booking. */
export function ratesAtPar(currencies: readonly string[], days: readonly Day[]): readonly DayRate[] {
  const [to = '', ...others] = currencies;
  return others.flatMap((from) =>
    [...new Set(days)].map((day) => ({
      set: PAR,
      from,
      to,
      day,
      told: [{ since: FIRST_DAY, rate: ONE }],
    })),
  );
}

function counting(currency: string): Plan {
  const measure = (id: string, credits: Measure['credits']): Measure => ({
    id,
    sum: 'line.net',
    when: null,
    credits,
    window: 'year',
    quota: null,
    quotaChange: 'by-day',
    negative: 'pay-back',
  });
  return {
    id: countingPlan(currency),
    effective: { from: FIRST_DAY, until: null },
    fingerprint: '',
    title: null,
    currency,
    calendar: CALENDAR,
    payEvery: null,
    conditions: [],
    values: [],
    measures: [measure('own', 'own'), measure('rollup', 'rollup'), measure('overlay', 'overlay')],
    incentives: [],
    rounding: { to: 'cents', half: 'away-from-zero', per: 'window' },
  };
}

function civilYears(): Calendar {
  return { id: CALENDAR, yearStarts: FIRST_DAY, quarters: [] };
}

function known(fact: string): Condition {
  return { fact, test: { is: 'known' } };
}

function unknown(fact: string): Condition {
  return { fact, test: { is: 'unknown' } };
}
