import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Earning, ModifierWorking, Stood, TierWorking, WindowWorking } from '../../../model/result.js';
import { unitOf, unitOfName } from '../../../rulebook/reads/unit-of.js';
import type { Measure } from '../../../rulebook/rulebook.js';
import { capsSaid } from '../../measure/caps/caps-said.js';
import type { Measuring } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';
import { quotaMade } from '../terms/quota-made.js';
import type { StandingWindow } from './standing-window.js';
import type { PaySlice } from '../pay-slices.js';

/** Where an earning stands: its window and pay period, and what the window had come to before. */
export interface EarningAt {
  readonly id: string;
  readonly version: PlanVersion;
  readonly known: Day;
  readonly measuring: Measuring;
  readonly measure: Measure | undefined;
  readonly standing: StandingWindow;
  readonly window: NamedPeriod;
  readonly slice: PaySlice;
  readonly before: { readonly exact: Ratio; readonly cents: bigint };
}

/** What a window has come to, and how. */
export interface EarningPay {
  readonly exact: Ratio;
  readonly cents: bigint;
  readonly working: readonly ModifierWorking[];
  readonly parts: readonly TierWorking[];
  readonly formula: string;
  /** What the bases of the parts count, where it is not money. */
  readonly per?: string | undefined;
  readonly paidOn?: string | undefined;
  readonly paid?: Ratio | undefined;
  readonly reason: string | null;
}

/** The earning of a pay period: what the window has come to, less what it had come to before. */
export function earningOf(at: EarningAt, pay: EarningPay): Earning {
  const { version, measuring, measure, before, slice, window } = at;
  const { plan } = version;
  const standing = measure && measuring.standing(measure.id, { known: at.known, version });
  return {
    participant: measuring.stint.participant,
    incentive: at.id,
    plan: plan.id,
    version: plan.fingerprint,
    period: slice.period,
    window,
    currency: plan.currency,
    measure: standing?.measure ?? ZERO,
    quota: standing?.quota ?? null,
    attainment: standing?.attainment ?? null,
    amount: pay.cents - before.cents,
    working: {
      formula: pay.formula,
      tiers: pay.parts,
      modifiers: [
        ...(measure
          ? capsSaid(measuring.stint, measure, {
              version,
              from: window.from,
              until: Math.min(at.known, window.until),
            })
          : []),
        ...pay.working,
      ],
      earlier: before.exact,
      exact: subtract(pay.exact, before.exact),
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per window`,
      ...unitsOf(at, pay),
      ...(measure?.rolling === undefined ? {} : { rolling: measure.rolling }),
      ...quotaMade(standing),
      ...(standing?.carried ? { carried: standing.carried } : {}),
    },
    reason: pay.reason,
  };
}

/** What the numbers of the working count. */
function unitsOf(
  at: EarningAt,
  { per, paidOn, paid }: EarningPay,
): Pick<WindowWorking, 'unit' | 'per' | 'paidOn' | 'paid' | 'measured'> {
  const { measure, standing, version } = at;
  const unit = measure && unitOf(measure, version.plan);
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(per === undefined ? {} : { per }),
    ...(paidOn === undefined ? {} : { paidOn }),
    ...(paid ? { paid } : {}),
    ...measuredBy(at),
    ...(measure ? madeOf(measure, standing) : {}),
  };
}

/** A measure that no credits add up to says its name; one that is not known has no number to be told, and says nothing. */
function measuredBy({ measure, standing }: EarningAt): Pick<WindowWorking, 'measured'> {
  if (!measure) return { measured: '' };
  if (!measure.derived) return {};
  return { measured: standing.named(`measure.${measure.id}`) ? measure.id : '' };
}

/** The parts of a measure that is made of others, as they stand. */
function madeOf({ derived }: Measure, standing: StandingWindow): Pick<WindowWorking, 'made'> {
  if (!derived || derived.kind === 'reported') return {};
  const { plan } = standing.version;
  const parts =
    derived.kind === 'weighted' ? derived.parts : derived.of.map((of) => ({ of, weight: undefined }));
  const of = parts.flatMap(({ of: name, weight }): Stood[] => {
    const [value, unit] = [standing.named(name), unitOfName(name, plan)];
    const counts = weight && standing.number(weight);
    if (!value) return [];
    return [{ name, value, ...(unit === undefined ? {} : { unit }), ...(counts ? { weight: counts } : {}) }];
  });
  return of.length === parts.length ? { made: { by: derived.kind, of } } : {};
}
