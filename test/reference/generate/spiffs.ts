import fc from 'fast-check';
import { writeDay } from '../../../src/engine/kernel/day.js';
import type {
  Contest,
  FirstN,
  Incentive,
  Measure,
  Modifier,
  Plan,
  Pool,
  Spiff,
} from '../../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, IS_NEW, measure, operand, plan, tiers } from '../../support/sample-rules.js';
import type { Booked, Situation } from '../../support/situation.js';
import { budget, spiff } from '../../support/spiffs/sample-spiffs.js';
import { situationOf } from './company.js';
import { handedIn, someHanded } from './spiffs/handed.js';
import { inQuarters, someQuarters } from './quarters.js';
import { someContestants, someTold } from './spiffs/contestants.js';

/** What may not change while a window of a SPIFF runs. */
export const someFrame = fc.record({
  window: fc.constantFrom<Measure['window']>('month', 'quarter', 'plan-to-date', 'plan-to-date'),
  negative: fc.constantFrom<Measure['negative']>('carry-measure', 'carry-earning', 'zero', 'pay-back'),
  half: fc.constantFrom<Plan['rounding']['half']>('away-from-zero', 'to-even', 'up', 'down'),
  per: fc.constantFrom<'line' | 'booking' | 'window'>('window', 'window', 'line', 'booking'),
  payEvery: fc.constantFrom<Plan['payEvery']>('month', 'month', 'quarter'),
  from: fc.integer({ min: 0, max: 40 }),
  days: fc.integer({ min: 20, max: 80 }),
});
type Frame = typeof someFrame extends fc.Arbitrary<infer T> ? T : never;

const someCap: fc.Arbitrary<readonly Modifier[]> = fc
  .option(
    fc.record({
      kind: fc.constant('cap' as const),
      what: fc.constant('earning' as const),
      at: fc.constantFrom('80 USD', '33.33 USD', 'attribute.target').map(operand),
      window: fc.constantFrom<'plan-to-date' | null>('plan-to-date', null),
      excess: fc.constant('lost' as const),
    }),
    { nil: null },
  )
  .map((cap) => (cap === null ? [] : [cap]));

const someContest: fc.Arbitrary<Contest> = fc
  .record({
    kind: fc.constant('contest' as const),
    rankBy: fc.constantFrom(
      'measure.sold',
      'measure.sold',
      'attainment.sold',
      'measure.deals',
      'measure.deals',
      'measure.rate',
      'measure.score',
    ),
    best: fc.constantFrom<Contest['best']>('highest', 'highest', 'lowest'),
    prizes: fc.array(fc.constantFrom('100 USD', '33.33 USD', '70 USD', '0.01 USD').map(operand), {
      minLength: 1,
      maxLength: 3,
    }),
    ties: fc.constantFrom<Contest['ties']>('share', 'all-higher', 'fewer', 'break-by', 'break-by'),
    breakBy: fc.constant(['measure.deals', 'measure.sold']),
    minimum: fc.boolean().map((has) => (has ? operand('150 USD') : null)),
    settles: fc.constantFrom(null, null, { after: 20 }, { after: 3 }),
    afterwards: fc.constant('re-run' as const),
  })
  .map(fitting);

/** A minimum is in what is ranked. */
function fitting(contest: Contest): Contest {
  if (contest.minimum === null) return contest;
  const at: Readonly<Record<string, string>> = {
    'attainment.sold': '25%',
    'measure.deals': '2 booking',
    'measure.rate': '50%',
    'measure.score': '50%',
  };
  return { ...contest, minimum: operand(at[contest.rankBy] ?? '150 USD') };
}

const somePool: fc.Arbitrary<Pool> = fc.record({
  kind: fc.constant('pool' as const),
  size: fc.oneof(
    fc.constantFrom('100 USD', '250.01 USD').map(operand),
    fc.record({
      share: fc.constantFrom('10%', '33.3%').map(operand),
      of: fc.constantFrom('measure.sold', 'measure.team', 'measure.margin', 'measure.takings'),
    }),
  ),
  sharedBy: fc.constantFrom('equal', 'measure.sold', 'measure.deals', 'attribute.rate', 'measure.score'),
  over: fc.constantFrom('measure.sold', 'measure.sold', 'measure.deals', 'measure.score'),
  among: fc.constantFrom<Pool['among']>(
    null,
    { fact: 'measure.sold', test: { is: 'greater', than: operand('100 USD') } },
    { fact: 'attribute.rate', test: { is: 'greater', than: operand('5%') } },
  ),
  settles: fc.constantFrom(null, null, { after: 3 }),
  afterwards: fc.constant('re-run' as const),
});

const someFirst: fc.Arbitrary<FirstN> = fc.record({
  kind: fc.constant('first-n' as const),
  count: fc.integer({ min: 1, max: 5 }),
  each: fc.constantFrom<FirstN['each']>('company', 'participant'),
  pays: fc.constantFrom('50 USD', '33.33 USD', 'attribute.target').map(operand),
});

/** What a version of a SPIFF says. */
export const someTerms = fc.record({
  contest: fc.tuple(someContest, someCap),
  pool: fc.tuple(somePool, someCap),
  first: fc.tuple(someFirst, someCap),
  firstOf: fc.constantFrom(null, IS_NEW),
  own: fc.constantFrom('flat', 'rising', 'each', 'large', 'steep'),
  /** Which of them there are. */
  has: fc.subarray(['prize', 'share', 'first', 'own', 'each', 'above'], { minLength: 1 }),
  who: fc.constantFrom<Spiff['who']>(
    null,
    null,
    { fact: 'attribute.rate', test: { is: 'greater', than: operand('4%') } },
    { fact: 'participant.team', test: { is: 'known' } },
  ),
  budget: fc.constantFrom(
    null,
    null,
    budget('150 USD'),
    budget('90.01 USD', 'pay-nothing'),
    budget('400 USD'),
    budget('40 USD'),
    budget('95.03 USD', 'scale-all'),
  ),
});
type Terms = typeof someTerms extends fc.Arbitrary<infer T> ? T : never;

/** The same where a budget mostly ends with what people earn by their own bookings, and what is refunded is paid back. */
function inRefunds<F extends Frame>(
  frame: F,
  versions: readonly Terms[],
): { frame: F; versions: readonly Terms[] } {
  return {
    frame: { ...frame, negative: 'pay-back', from: 0, days: 80 },
    versions: versions.map((terms) => ({
      ...terms,
      has: [...terms.has.filter((id) => id !== 'own' && id !== 'prize'), 'own'],
      own: ['rising', 'steep'].includes(terms.own) ? 'steep' : 'large',
      who: null,
      budget: terms.budget ?? budget('90.01 USD'),
    })),
  };
}

/** The same in two versions with a pause between them, so that the second run refunds what the first was paid for. */
function inTwoRuns<F extends Frame>(
  frame: F,
  versions: readonly Terms[],
): { frame: F; versions: readonly Terms[] } {
  return inRefunds(frame, [...versions, ...versions].slice(0, 2));
}

/** What is generated, with as many refunds as are asked for. */
export function withRefunds<F extends Frame>(
  of: { frame: F; versions: readonly Terms[] },
  refunds: 'any' | 'many' | 'in two runs',
): { frame: F; versions: readonly Terms[] } {
  if (refunds === 'any') return of;
  return refunds === 'many' ? inRefunds(of.frame, of.versions) : inTwoRuns(of.frame, of.versions);
}

/** How many days a pause has. */
export const PAUSE = 9;

/** A version of a SPIFF. */
function spiffOf({ window, negative, half, per, payEvery }: Frame, terms: Terms): Spiff {
  const counted = { what: 'booking' as const, split: 'whole' as const, fact: null };
  const all = [
    incentive(terms.contest[0], { id: 'prize', modify: terms.contest[1] }),
    incentive(terms.pool[0], { id: 'share', modify: terms.pool[1] }),
    incentive(terms.first[0], { id: 'first', modify: terms.first[1], when: terms.firstOf }),
    incentive(ownOf(terms), { id: terms.own === 'each' ? 'each' : 'own' }),
    incentive(
      { kind: 'override', base: 'measure.team', pays: { what: operand('1%'), times: null } },
      { id: 'above' },
    ),
  ];
  return spiff({
    payEvery: window === 'month' ? 'month' : payEvery,
    measures: [
      measure({ window, negative, quota: 'attribute.quota' }),
      measure({ id: 'deals', sum: 'count.deals', is: 'count', unit: 'booking', window, negative, counted }),
      measure({ id: 'margin', sum: 'line.margin', window, negative }),
      measure({ id: 'team', credits: 'rollup', window, negative }),
      measure({
        id: 'rate',
        sum: '',
        window,
        negative,
        derived: { kind: 'ratio', of: ['measure.margin', 'measure.sold'], ifZero: operand('0%') },
      }),
      measure({ id: 'score', sum: '', is: 'percent', window, negative, derived: BY_PERSON }),
      measure({ id: 'takings', sum: '', is: 'money', window, negative, derived: BY_COMPANY }),
    ],
    incentives: all.filter(({ id }) => terms.has.includes(id)),
    rounding: { to: 'cents', half, per },
    who: terms.who,
    budget: terms.budget,
  });
}

const BY_PERSON = { kind: 'reported', by: 'participant' } as const;
const BY_COMPANY = { kind: 'reported', by: 'company' } as const;

function ownOf({ own }: Terms): Incentive['formula'] {
  if (own === 'flat') return flat('3.33%');
  // So much that a budget ends with few bookings.
  if (own === 'large') return flat('66.67%');
  if (own === 'each') return flat('5.55 USD per booking', 'measure.deals');
  const [low, high] = own === 'steep' ? ['20%', '50%'] : ['2%', '5%'];
  return tiers(
    [
      ['a', '0 USD', low],
      ['b', '300 USD', high],
    ],
    { axis: 'measure.sold' },
  );
}

/** One version; two of which the second takes over; or two with a pause between them, after which it runs anew. */
export function versionsOf(frame: Frame, [first, second]: readonly Terms[], pause: number): readonly Spiff[] {
  const from = day('2026-03-25') + frame.from;
  const until = from + frame.days;
  if (!first) return [];
  const one = spiffOf(frame, first);
  if (!second) return [{ ...one, effective: { from, until } }];
  const cut = from + Math.trunc(frame.days / 2);
  const isScaled = [first, second].some(({ budget }) => budget?.whenExhausted === 'scale-all');
  const two = {
    ...spiffOf(frame, second),
    fingerprint: 'sprint-2',
    // What is scaled is scaled as one, whichever version decided it.
    ...(isScaled ? { budget: one.budget } : {}),
  };
  return [
    { ...one, effective: { from, until: cut } },
    { ...two, effective: { from: cut + pause, until: until + pause } },
  ];
}

/** A plan that pays beside the SPIFF; it need not measure what people's teams sell. */
export function besides(id: string, measuresTeam: boolean): Plan {
  const team = measuresTeam ? [measure({ id: 'team', credits: 'rollup' })] : [];
  return plan({ id, measures: [measure(), ...team], incentives: [incentive(flat('10%'))] });
}

/** What is known on a day: the bookings up to it, the last of all on it. */
function until(bookings: readonly Booked[], last: number): readonly Booked[] {
  const date = writeDay(last);
  return bookings.flatMap((each) => {
    if (each.id === 'Z') return [{ ...each, date }];
    return each.date <= date ? [each] : [];
  });
}

/** A SPIFF beside plans, with what happened to bookings after they were told. */
export const someSpiffSituation = fc
  .record({
    frame: someFrame,
    versions: fc.array(someTerms, { minLength: 1, maxLength: 2 }),
    pause: fc.constantFrom(0, 0, PAUSE),
    people: someContestants,
    bookings: someTold,
    results: someHanded,
    measuresTeam: fc.boolean(),
    quarters: someQuarters,
    /** Up to which day anything is known, counted from the end of the SPIFF. */
    known: fc.constantFrom(null, null, -2, -1, 0),
    refunds: fc.constantFrom<'any' | 'many' | 'in two runs'>('any', 'any', 'many', 'in two runs'),
  })
  .map(({ people, bookings, results, measuresTeam, quarters, known, refunds, ...of }): Situation => {
    const { versions, frame: plain } = withRefunds(of, refunds);
    const pause = refunds === 'in two runs' ? PAUSE : of.pause;
    const frame = inQuarters(plain, quarters);
    const plans = ['ae', 'lead'].map((id) => besides(id, measuresTeam));
    const spiffs = versionsOf(frame, versions, pause);
    const all = { ...situationOf(plans, people, bookings.known), spiffs, results: handedIn(results, spiffs) };
    const end = spiffs.at(-1)?.effective.until ?? null;
    const seen =
      known === null || end === null ? all : { ...all, bookings: until(all.bookings, end + known) };
    return quarters ? { ...seen, quarters } : seen;
  });
