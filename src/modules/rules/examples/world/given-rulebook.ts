import { sayCondition } from '../../../../engine/explain/say-condition.js';
import { FIRST_DAY } from '../../../../engine/kernel/day.js';
import { ONE } from '../../../../engine/kernel/ratio.js';
import type {
  Calendar,
  Condition,
  CountedCredits,
  EngagementPolicy,
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

/** The rules of a test: the documents' own, made to take what a situation gives. */
export function givenRulebook(
  { facts, policies, plans, spiffs = [], tables }: Rulebook,
  given: {
    document: string;
    currencies: readonly string[];
    /** The SPIFF in whose currency those without a plan are counted, where a situation has several. */
    spiff: Spiff | undefined;
    measured: ReadonlySet<string>;
  },
): Rulebook {
  const tested = policies.filter(({ id }) => id === given.document);
  const asked = tested.length > 0 ? tested : policies;
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

/** A plan for each currency; that of a SPIFF converts as the SPIFF does, so that nothing it counts is turned away. */
function countingPlans({
  currencies,
  spiff,
}: {
  readonly currencies: readonly string[];
  readonly spiff: Spiff | undefined;
}): readonly Plan[] {
  if (!spiff) return currencies.map(counting);
  const others = currencies.filter((currency) => currency !== spiff.currency);
  const credit = spiff.fx?.credit ?? null;
  return [
    ...others.map(counting),
    { ...counting(spiff.currency), ...(credit && { fx: { credit, pay: null } }) },
  ];
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
