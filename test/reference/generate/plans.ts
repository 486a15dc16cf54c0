import fc from 'fast-check';
import { writeDay } from '../../../src/engine/kernel/day.js';
import type { Incentive, Measure, Modifier, Plan } from '../../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, IS_NEW, measure, operand, plan, tiers } from '../../support/sample-rules.js';
import { someModifiers } from './modifiers.js';
import { relieved, someRelief } from './words/absences.js';
import { countingOn, someCounting } from './words/dates.js';
import { someRecent } from './words/recent.js';
import { ofTeam, someOverride, someTeam } from './words/teams.js';

/** What may not change while a window runs. */
export const someFrame = fc
  .record({
    window: fc.constantFrom<Measure['window']>('month', 'quarter', 'half', 'year', 'plan-to-date'),
    /** What makes groups, where there are any. */
    groupBy: fc.constantFrom('line.product', 'line.product', 'booking.type', 'booking.salesperson'),
    negative: fc.constantFrom<Measure['negative']>('carry-measure', 'carry-earning', 'zero', 'pay-back'),
    grain: fc.constantFrom<'line' | 'booking' | 'group' | 'window' | 'running-total'>(
      'running-total',
      'group',
      'window',
      'line',
      'booking',
    ),
    per: fc.constantFrom<'line' | 'booking' | 'window'>('window', 'line', 'booking'),
    half: fc.constantFrom<Plan['rounding']['half']>('away-from-zero', 'to-even', 'up', 'down'),
    payEvery: fc.constantFrom<Plan['payEvery']>('month', 'month', 'quarter', null),
  })
  .map((frame) => {
    // A group has no next window that would have to wait for what it owes.
    const carries = frame.grain === 'group' && frame.negative.startsWith('carry-');
    return carries
      ? { ...frame, negative: frame.half === 'up' ? ('zero' as const) : ('pay-back' as const) }
      : frame;
  });
export type Frame = typeof someFrame extends fc.Arbitrary<infer T> ? T : never;

const GROUPED: readonly string[] = ['line', 'booking'];

const someRate = fc.constantFrom('7%', '3.33%', '10%', 'attribute.rate', 'table.rates.rate', 'value.rate');

/** What becomes of a quota over time: it falls on the windows of a year, is ramped from a start on, or counts by months, weeks, or as a whole. */
export const SHAPES = [
  'plain',
  'plain',
  'seasonal',
  'ramp',
  'months',
  'full months',
  'weeks',
  'whole',
  'ramp by months',
  'months if started',
] as const;

const RAMP = {
  kind: 'ramp' as const,
  since: 'assignment.start',
  months: ['25%', '50%', '80%'].map(operand),
};
const MODIFY: Readonly<Record<string, Measure['modify']>> = {
  ramp: [RAMP],
  months: [{ kind: 'proration', by: 'months', partMonth: 'counts' }],
  'full months': [{ kind: 'proration', by: 'months', partMonth: 'does-not-count' }],
  'months if started': [{ kind: 'proration', by: 'months', partMonth: 'counts-if-started', beforeDay: 15 }],
  weeks: [{ kind: 'proration', by: 'weeks', partMonth: 'counts' }],
  whole: [{ kind: 'proration', by: 'none', partMonth: 'counts' }],
  'ramp by months': [RAMP, { kind: 'proration', by: 'months', partMonth: 'counts' }],
};
const SEASONS: Readonly<Record<string, readonly string[]>> = {
  month: [...Array.from({ length: 10 }, () => '8%'), '5%', '15%'],
  quarter: ['40%', '10%', '20%', '30%'],
  half: ['33.3%', '66.7%'],
  year: ['100%'],
};

/** The keys of a measure that shape its quota. */
export function shaped(
  shape: (typeof SHAPES)[number],
  { window }: Pick<Frame, 'window'>,
  quota: string | null,
): Partial<Measure> {
  if (quota === null || (shape === 'seasonal' && window === 'plan-to-date')) return {};
  if (shape === 'seasonal') return { seasonal: (SEASONS[window] ?? []).map(operand) };
  const modify = MODIFY[shape];
  return modify ? { modify } : {};
}

/** Bookings, lines or products, each counted once for everybody, or as the person's part. */
const someCount: fc.Arbitrary<Partial<Measure>> = fc.record({
  counted: fc
    .record({
      what: fc.constantFrom<'booking' | 'line' | 'distinct'>('booking', 'line', 'distinct'),
      split: fc.constantFrom<'whole' | 'by-share'>('whole', 'by-share'),
    })
    .map(({ what, split }) => ({ what, split, fact: what === 'distinct' ? 'line.product' : null })),
  when: fc.constantFrom(null, IS_NEW),
});

const OVERRIDE = incentive(
  { kind: 'override', base: 'measure.team', pays: { what: operand('0.7%'), times: null } },
  { id: 'override' },
);
export const someOverrides = fc.oneof(fc.constant(OVERRIDE), someOverride);

/** Incentives that pay credit by credit. */
export const someStreamed = fc.record({
  mode: fc.constantFrom<'marginal' | 'whole' | 'above' | 'flat'>(
    'marginal',
    'marginal',
    'whole',
    'above',
    'flat',
  ),
  attribution: fc.constantFrom<Incentive['attribution']>(
    null,
    null,
    'in-order',
    'pro-rata',
    'by-contribution',
  ),
  isSome: fc.boolean(),
  measuresSome: fc.boolean(),
  quota: fc.constantFrom('attribute.quota', 'value.quota', null),
  quotaChange: fc.constantFrom<Measure['quotaChange']>('by-day', 'latest', 'as-at-credit'),
  noQuota: fc.constantFrom('refuse', '1%', 'attribute.rate'),
  rate: someRate,
  second: fc.constantFrom('11%', 'attribute.rate'),
  exclusive: fc.boolean(),
  modify: someModifiers,
  shape: fc.constantFrom(...SHAPES),
  relief: someRelief,
  team: someTeam,
  recent: someRecent,
  counting: someCounting,
  override: someOverrides,
  counted: someCount,
  /** What this version does not have: it drops it, or the next one brings it. */
  lacks: fc.constantFrom(null, null, null, 'commission', 'deals'),
});
export type StreamedTerms = typeof someStreamed extends fc.Arbitrary<infer T> ? T : never;

/** The tiers, or the one rate, of terms. A window has one grain, whichever version pays. */
function streamedFormula(frame: Frame, terms: StreamedTerms): Incentive['formula'] {
  const { rate, second, noQuota } = terms;
  const mode = terms.mode === 'flat' && GROUPED.includes(frame.grain) ? 'marginal' : terms.mode;
  const byGroup = frame.grain === 'group' ? { groupBy: frame.groupBy } : {};
  if (mode === 'flat')
    return { ...flat(rate), ...(frame.grain === 'group' ? { grain: 'group', ...byGroup } : {}) };
  const mark = terms.exclusive ? '>' : '';
  const onAmounts = terms.quota === null || frame.grain === 'group';
  const starts = [
    ['a', onAmounts ? '0 USD' : '0%', rate],
    ['b', `${mark}${onAmounts ? '300 USD' : '50%'}`, second],
    ['c', onAmounts ? '700.5 USD' : `${mark}100%`, '13.7%', '1.5x'],
  ];
  const axis = onAmounts ? 'measure.sold' : 'attainment.sold';
  return tiers(starts, {
    mode,
    axis,
    grain: frame.grain,
    ...byGroup,
    noQuota: noQuota === 'refuse' ? 'refuse' : operand(noQuota),
  });
}

/** What is measured: what is sold, deals, what the people below sell, and the last days. */
function measuresFor(frame: Frame, terms: StreamedTerms): readonly Measure[] {
  const { window, negative } = frame;
  const { quota } = terms;
  const quotaChange = quota === null ? 'by-day' : terms.quotaChange;
  const when = terms.measuresSome ? IS_NEW : null;
  return [
    relieved(
      measure({ window, negative, quota, quotaChange, when, ...shaped(terms.shape, frame, quota) }),
      terms.relief,
    ),
    measure({
      id: 'deals',
      sum: 'count.deals',
      is: 'count',
      unit: 'booking',
      window,
      negative,
      ...terms.counted,
    }),
    relieved(
      measure({ ...ofTeam(terms.team), window, negative, ...shaped(terms.shape, frame, '') }),
      terms.relief,
    ),
    terms.recent,
  ];
}

/** A version of a plan that pays credit by credit. */
export function streamedPlan(frame: Frame, given: StreamedTerms): Plan {
  const terms = frame.grain === 'group' ? inGroups(given) : given;
  const { quota } = terms;
  const all = plan({
    effective: { from: day('2025-11-01'), until: null },
    payEvery: payable(frame),
    values: VALUES,
    measures: measuresFor(frame, terms),
    incentives: [
      incentive(streamedFormula(frame, terms), {
        attribution: attributionOf(terms),
        when: terms.isSome ? IS_NEW : null,
        modify: modifiersFor(terms.modify, quota),
      }),
      terms.override,
      terms.exclusive ? PER_DEAL : DEAL_TIERS,
    ].filter(({ id }) => id !== terms.lacks),
    rounding: { to: 'cents', half: frame.half, per: frame.per },
  });
  return countingOn(all, terms.counting);
}

const PER_DEAL = incentive(flat('12.5 USD per booking', 'measure.deals'), { id: 'deals' });
const DEAL_TIERS = incentive(
  tiers(
    [
      ['a', '0 booking', '10 USD per booking'],
      ['b', '2 booking', '15.55 USD per booking'],
    ],
    { axis: 'measure.deals', base: 'measure.deals', noQuota: 'refuse' },
  ),
  { id: 'deals' },
);

/** A plan that adds up over all of its time says how often it pays; others may pay at most as seldom as their windows end. */
export function payable({ window, payEvery }: Pick<Frame, 'window' | 'payEvery'>): Plan['payEvery'] {
  if (window === 'plan-to-date') return payEvery ?? 'quarter';
  return window === 'month' && payEvery === 'quarter' ? 'month' : payEvery;
}

/** The credits of a group are taken in order, but where the tier it reaches is paid on everything. */
function inGroups(terms: StreamedTerms): StreamedTerms {
  const mode = terms.mode === 'above' && terms.isSome ? 'marginal' : terms.mode;
  if (mode === 'above') return { ...terms, mode, attribution: 'in-order' };
  const inOrder = terms.attribution === 'in-order' ? terms.attribution : null;
  return { ...terms, mode, attribution: mode === 'marginal' ? inOrder : terms.attribution };
}

/** In order needs every credit paid on; one rate has nothing to tell apart. */
function attributionOf({ mode, attribution, isSome }: StreamedTerms): Incentive['attribution'] {
  if (mode === 'flat') return null;
  return attribution === 'in-order' && isSome && mode !== 'marginal' ? 'by-contribution' : attribution;
}

/** A modifier that reads an attainment is left out where there is no quota. */
function modifiersFor(modify: readonly Modifier[], quota: string | null): readonly Modifier[] {
  return quota === null
    ? modify.filter((each) => !JSON.stringify(each, bigints).includes('attainment.'))
    : modify;
}

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

/** A rate and a quota that are worked out, each from what is dated. */
export const VALUES: Plan['values'] = [
  {
    id: 'rate',
    is: 'percent',
    unit: null,
    round: null,
    tree: { operator: 'add', of: [{ operand: operand('attribute.rate') }, { operand: operand('1%') }] },
  },
  {
    id: 'quota',
    is: 'money',
    unit: null,
    round: { to: 'cents', half: 'away-from-zero' },
    tree: {
      operator: 'multiply',
      of: [{ operand: operand('attribute.quota') }, { operand: operand('66.6%') }],
    },
  },
];

/** A plan of two versions, of which the second takes over on a day; or of one. */
export function inVersions(versions: readonly Plan[], cut: number): readonly Plan[] {
  const [first, second] = versions;
  if (!first || !second) return versions;
  return [
    { ...first, effective: { ...first.effective, until: cut } },
    { ...second, fingerprint: `${second.id}-2`, effective: { from: cut, until: null } },
  ];
}

export const START = day('2026-01-01');
export const someDay = fc.integer({ min: 0, max: 240 }).map((at) => START + at);
export const someDate = someDay.map(writeDay);
