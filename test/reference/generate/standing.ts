import fc from 'fast-check';
import type {
  Incentive,
  IncentiveFormula,
  Measure,
  Modifier,
  Operand,
  Plan,
  PlanModifier,
} from '../../../src/engine/rulebook/rulebook.js';
import { day, incentive, IS_NEW, measure, operand, plan } from '../../support/sample-rules.js';
import { isAboutRecent, isStreamable, someFormula, someNoQuota } from './formulas.js';
import { relieved, someRelief } from './words/absences.js';
import { countingOn, someCounting } from './words/dates.js';
import { someRecent } from './words/recent.js';
import { ofTeam, someTeam } from './words/teams.js';
import { someCondition, someModifiers } from './modifiers.js';
import { payable, shaped, SHAPES, someOverrides, VALUES, type Frame } from './plans.js';

/** Of the incentive itself, of a pay period, or of a year; the plan says which windows those are. */
const someLimitWindow = fc.constantFrom<Measure['window'] | null>(null, 'plan-to-date', 'month', 'year');

const someLimit: fc.Arbitrary<Modifier> = fc.oneof(
  fc.record({
    kind: fc.constant('cap' as const),
    what: fc.constant('earning' as const),
    at: fc.constantFrom('30 USD', 'attribute.target').map(operand),
    window: someLimitWindow,
    excess: fc.constantFrom<'lost' | 'carried'>('lost', 'carried'),
  }),
  fc.record({
    kind: fc.constant('floor' as const),
    at: fc.constantFrom('20 USD', '7.77 USD').map(operand),
    window: someLimitWindow,
  }),
  fc.record({
    kind: fc.constant('threshold' as const),
    of: fc.constantFrom('attainment.sold', 'measure.score'),
    from: fc.constantFrom('50%', '100%').map(operand),
    counts: fc.constantFrom<'from-first' | 'from-threshold'>('from-first', 'from-threshold'),
  }),
  fc.constant<Modifier>({
    kind: 'threshold',
    of: 'attainment.recent',
    from: operand('60%'),
    counts: 'from-first',
  }),
);

/** A guarantee, for some months or for good, or a cap on the whole plan. */
const someTopUp: fc.Arbitrary<PlanModifier> = fc.oneof(
  fc.record({
    kind: fc.constant('guarantee' as const),
    at: fc.constantFrom('100 USD', 'attribute.target').map(operand),
    window: fc.constantFrom<Measure['window']>('month', 'quarter', 'year'),
    since: fc.constant('assignment.start'),
    months: fc.constantFrom(2, 3, null),
    when: fc.option(someCondition, { nil: null }),
  }),
  fc.record({
    kind: fc.constant('cap' as const),
    at: fc.constantFrom('150 USD', 'attribute.target').map(operand),
    window: fc.constantFrom<Measure['window']>('month', 'quarter', 'year'),
    excess: fc.constant('lost' as const),
  }),
);

/** Incentives that go by where their window stands. */
export const someStanding = fc.record({
  formula: someFormula,
  other: someFormula,
  isChosen: fc.boolean(),
  /** Chosen among before the modifiers of the first. */
  isPlain: fc.boolean(),
  pick: fc.constantFrom<'greater' | 'lesser'>('greater', 'lesser'),
  quota: fc.constantFrom('attribute.quota', 'value.quota'),
  quotaChange: fc.constantFrom<Measure['quotaChange']>('by-day', 'latest', 'as-at-credit'),
  shape: fc.constantFrom(...SHAPES),
  relief: someRelief,
  team: someTeam,
  recent: someRecent,
  counting: someCounting,
  override: someOverrides,
  isSome: fc.boolean(),
  multiply: someModifiers,
  limit: fc.option(someLimit, { nil: null }),
  ifZero: fc.constantFrom<Operand | 'refuse'>('refuse', operand('0%')),
  noQuota: someNoQuota,
  topUps: fc.array(someTopUp, { maxLength: 2 }),
  /** What this version does not have: it drops it, or the next one brings it. */
  lacks: fc.constantFrom(null, null, 'first', 'second', 'chosen', 'override'),
});
export type StandingTerms = typeof someStanding extends fc.Arbitrary<infer T> ? T : never;

/** A version of a plan that pays by where windows stand. */
export function standingPlan(frame: Frame, terms: StandingTerms): Plan {
  const limit = terms.limit === null ? [] : [windowed(terms.limit, frame)];
  const first = incentive(byGroups(frame, terms.formula), {
    id: 'first',
    modify: [...terms.multiply, ...limit],
    payEvery: paidEvery(frame, terms.formula),
  });
  const second = incentive(byGroups(frame, terms.other), {
    id: 'second',
    payEvery: paidEvery(frame, terms.other),
  });
  const all = [first, second, ...(terms.isChosen ? [chosen(frame, terms)] : []), terms.override];
  const whole = plan({
    effective: { from: day('2025-11-01'), until: null },
    payEvery: payable(frame),
    values: [...VALUES, SHARE],
    measures: measuresFor(frame, terms),
    incentives: all.filter(({ id }) => id !== lacking(terms)),
    modify: terms.topUps,
    rounding: { to: 'cents', half: frame.half, per: frame.per },
  });
  return countingOn(whole, terms.counting);
}

/** What is chosen among is there as long as the choice is, and pays by itself in no version. */
function lacking({ lacks, isChosen }: StandingTerms): string | null {
  return isChosen && (lacks === 'first' || lacks === 'second' || lacks === 'chosen') ? null : lacks;
}

/** What pays credit by credit may go by groups. */
function byGroups({ grain, groupBy }: Frame, formula: IncentiveFormula): IncentiveFormula {
  if (grain !== 'group' || (formula.kind !== 'flat' && formula.kind !== 'tiers')) return formula;
  return isStreamable(formula) && (formula.kind === 'flat' || formula.mode === 'marginal')
    ? { ...formula, grain, groupBy }
    : formula;
}

/** What goes by the last days says how often it pays, where the plan does not. */
function paidEvery(frame: Frame, formula: IncentiveFormula): Incentive['payEvery'] {
  return payable(frame) === null && isAboutRecent(formula) ? 'month' : null;
}

function chosen(frame: Frame, { pick, formula, isPlain }: StandingTerms): Incentive {
  const of = [
    isPlain ? 'incentive.first.before-modify' : 'incentive.first',
    'incentive.second',
    '25 USD',
  ].map(operand);
  return incentive({ kind: 'choice', pick, of }, { id: 'chosen', payEvery: paidEvery(frame, formula) });
}

/** A limit lies on a window of the incentive, on a longer one that its windows fill, or on its pay periods. */
function windowed(limit: Modifier, frame: Frame): Modifier {
  if (!('window' in limit) || limit.window === null) return limit;
  const { window } = frame;
  if (limit.window === 'plan-to-date') return { ...limit, window };
  if (limit.window === 'month') return { ...limit, window: payable(frame) ?? window };
  return window === 'plan-to-date' ? { ...limit, window } : limit;
}

function measuresFor({ window, negative }: Frame, terms: StandingTerms): readonly Measure[] {
  const { quota, quotaChange, shape, isSome, ifZero, noQuota } = terms;
  const when = isSome ? IS_NEW : null;
  const weighted = { kind: 'weighted' as const, noQuota, parts: PARTS };
  return [
    relieved(
      measure({ window, negative, quota, quotaChange, when, ...shaped(shape, { window }, quota) }),
      terms.relief,
    ),
    relieved(
      measure({ ...ofTeam(terms.team), window, negative, ...shaped(shape, { window }, '') }),
      terms.relief,
    ),
    terms.recent,
    measure({ id: 'profit', sum: 'line.margin', window, negative }),
    derived({
      id: 'margin',
      window,
      negative,
      derived: { kind: 'ratio', of: ['measure.profit', 'measure.sold'], ifZero },
    }),
    derived({
      id: 'trend',
      window,
      negative,
      derived: { kind: 'ratio', of: ['measure.recent', 'measure.sold'], ifZero },
    }),
    derived({ id: 'mix', window, negative, is: 'percent', derived: weighted }),
    ...DERIVED.map((each) => derived({ ...each, window, negative })),
  ];
}

const PARTS = [
  { of: 'attainment.sold', weight: operand('60%') },
  { of: 'measure.ebitda', weight: operand('40%') },
];
const DERIVED: readonly Partial<Measure>[] = [
  { id: 'gap', is: 'money', derived: { kind: 'difference', of: ['measure.sold', 'measure.team'] } },
  { id: 'score', is: 'percent', quota: 'attribute.goal', derived: { kind: 'reported', by: 'participant' } },
  { id: 'nps', is: 'percent', derived: { kind: 'reported', by: 'team' } },
  { id: 'ebitda', is: 'percent', derived: { kind: 'reported', by: 'company' } },
];

function derived(changes: Partial<Measure>): Measure {
  return measure({ sum: '', ...changes });
}

/** A part of a target: worked out from what is dated. */
const SHARE: Plan['values'][0] = {
  id: 'share',
  is: 'money',
  unit: null,
  round: null,
  tree: { operator: 'multiply', of: [{ operand: operand('attribute.target') }, { operand: operand('70%') }] },
};
