import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { subtract, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { Earning, ModifierWorking, TierWorking } from '../../../model/result.js';
import type { Measure } from '../../../rulebook/rulebook.js';
import type { Measuring } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';
import type { PaySlice } from '../pay-slices.js';

/** Where an earning stands: its window and pay period, and what the window had come to before. */
export interface EarningAt {
  readonly id: string;
  readonly version: PlanVersion;
  readonly known: Day;
  readonly measuring: Measuring;
  readonly measure: Measure | undefined;
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
  readonly reason: string | null;
}

/** The earning of a pay period: what the window has come to, less what it had come to before. */
export function earningOf(at: EarningAt, pay: EarningPay): Earning {
  const { version, measuring, measure, before, slice, window } = at;
  const { plan } = version;
  const standing = measure && measuring.standing(measure.id, { known: at.known, version });
  const unit = measure && unitOf(measure);
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
      modifiers: pay.working,
      earlier: before.exact,
      exact: subtract(pay.exact, before.exact),
      rounding: `${plan.rounding.to}, half ${plan.rounding.half}, per window`,
      ...(unit === undefined ? {} : { unit }),
    },
    reason: pay.reason,
  };
}

/** What the measure counts, where it is not money; nothing for what has no measure. */
function unitOf({ is, unit, derived }: Measure): string | undefined {
  if (is === 'count') return unit ?? 'units';
  if (is === 'percent' || derived?.kind === 'ratio' || derived?.kind === 'weighted') return '%';
  return is === 'days' ? 'days' : undefined;
}
