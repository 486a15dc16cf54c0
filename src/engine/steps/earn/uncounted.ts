import { sayCondition } from '../../explain/say-condition.js';
import type { Day, NamedPeriod } from '../../kernel/day.js';
import { ratio, ZERO } from '../../kernel/ratio.js';
import type { Earned, EarningLine, LineOrdinal } from '../../model/result.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Measure, Plan } from '../../rulebook/rulebook.js';
import type { Stint } from '../measure/stint.js';
import type { PlanVersion } from '../plan-version.js';
import { contributing } from './standing/contributions.js';
import { measuresOf } from './terms/epoch.js';

/** Credits of one pay period that no incentive of a plan version counts. */
interface Uncounted {
  readonly period: NamedPeriod;
  readonly version: PlanVersion;
  /** Places of the credits in the stint. */
  readonly places: number[];
}

/** Whether a SPIFF pays or measures by somebody's credit of a line. */
export type Elsewhere = (person: PersonNumber, line: LineOrdinal) => boolean;

/** What a person was credited and no incentive counts, nor a SPIFF: an earning of nothing by each pay period, which says why. */
export function* uncounted(stint: Stint, elsewhere: Elsewhere): Generator<Earned> {
  for (const group of groupsOf(stint, elsewhere)) {
    let sum = 0n;
    for (const place of group.places) sum += stint.creditedAt(place);
    const { plan } = group.version;
    yield {
      earning: {
        participant: stint.participant,
        incentive: '',
        plan: plan.id,
        version: plan.fingerprint,
        period: group.period,
        window: group.period,
        currency: plan.currency,
        measure: ratio(sum, stint.unit),
        quota: null,
        attainment: null,
        amount: 0n,
        working: { formula: '', tiers: [], modifiers: [], earlier: ZERO, exact: ZERO, rounding: '' },
        reason: whyUncounted(plan),
      },
      lines: linesOf(stint, group.places),
    };
  }
}

function groupsOf(stint: Stint, elsewhere: Elsewhere): readonly Uncounted[] {
  const groups: Uncounted[] = [];
  const counting = new Map<PlanVersion, (bits: number) => boolean>();
  let group: Uncounted | undefined;
  for (let place = 0; place < stint.length; place += 1) {
    const date = stint.dates[place] ?? 0;
    const version = stint.versionOn(date);
    if (!version) continue;
    const counts = counting.get(version) ?? countingOf(version);
    counting.set(version, counts);
    if (counts(stint.counts[place] ?? 0)) continue;
    if (elsewhere(stint.person, stint.credits.line[place] ?? 0)) continue;
    if (!group || group.version !== version || date >= group.period.until) {
      const period = payPeriodOn(version, date);
      if (!period) continue;
      group = { period, version, places: [] };
      groups.push(group);
    }
    group.places.push(place);
  }
  return groups;
}

function payPeriodOn(version: PlanVersion, date: Day): NamedPeriod | undefined {
  const { plan } = version;
  const every = plan.payEvery ?? plan.measures[0]?.window ?? 'quarter';
  return version.periodOn(every, date) ?? version.periodOn('quarter', date);
}

/** Whether any incentive of a version measures or pays a credit of these bits. */
export function countingOf(version: PlanVersion): (bits: number) => boolean {
  const wanted = version.plan.incentives.flatMap(({ id }) => {
    const measures = measuresOf(version, id);
    if (!measures) {
      const about = contributing(version, id);
      if (version.incentive(id)?.formula.kind === 'first-n') return [version.incentiveBit(id)];
      return about ? [version.measureBit(about.measure.id)] : [];
    }
    return [
      version.measureBit(measures.axis.id),
      version.measureBit(measures.base.id) | version.incentiveBit(id),
    ];
  });
  return (bits) => wanted.some((each) => (bits & each) === each);
}

function whyUncounted(plan: Plan): string {
  const what = (measure: Measure): string =>
    `${measure.id} counts ${measure.credits} credits${measure.when ? ` where ${sayCondition(measure.when)}` : ''}`;
  return `No incentive of ${plan.id} counts these credits: ${plan.measures.map(what).join('; ')}.`;
}

function* linesOf(stint: Stint, places: readonly number[]): Generator<EarningLine> {
  for (const place of places) {
    const credited = { n: stint.creditedAt(place), d: stint.unit };
    const rate = credited.n === 0n ? null : ZERO;
    yield {
      credit: stint.creditAt(place),
      credited,
      measureBefore: ZERO,
      tier: '',
      rate,
      exact: ZERO,
      amount: 0n,
    };
  }
}
