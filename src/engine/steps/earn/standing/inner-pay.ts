import { inBracket } from '../../../conditions/verdict/say-verdict.js';
import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { multiply, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { ModifierWorking, TierWorking } from '../../../model/result.js';
import { unitOfName } from '../../../rulebook/reads/unit-of.js';
import type { Incentive } from '../../../rulebook/rulebook.js';
import type { PlanVersion } from '../../plan-version.js';
import { groupSteps } from '../terms/group-steps.js';
import { isStreamed } from './is-standing.js';
import { paidOnBeside, standingPay } from './standing-pay.js';
import type { StandingWindow } from './standing-window.js';
import { streamedStanding, type StoodInGroup, type StreamedWindow } from './streamed-windows.js';

/** What a formula pays for a window, before the modifiers. */
export interface InnerPay {
  readonly total: Ratio;
  readonly parts: readonly TierWorking[];
  readonly formula: string;
  readonly per?: string | undefined;
  /** The measure that is paid on, where another picks the tier. */
  readonly paidOn?: string | undefined;
  /** What of the measure is paid on, where that is not what was credited. */
  readonly paid?: Ratio | undefined;
  /** What earlier windows left to take back, and what is left for later ones. */
  readonly leftOver: readonly ModifierWorking[];
  readonly because: string | null;
  /** What could not be found, in sentences. */
  readonly said: readonly string[];
  /** What lies on each credit, by its line, where credits are paid one by one. */
  readonly weights: ReadonlyMap<number, bigint> | null;
  /** Where groups are paid by where each stands: what lies on no credit. */
  readonly rest?: bigint | undefined;
  /** Where each credit found its group, by its line, where the formula is applied to groups. */
  readonly stood?: ReadonlyMap<number, StoodInGroup> | undefined;
}

/** A window at the end of a pay period, as the version in force reads it. */
export interface InnerWindow {
  readonly version: PlanVersion;
  readonly incentive: Incentive;
  readonly standing: StandingWindow;
  readonly window: NamedPeriod;
  readonly known: Day;
}

const NOTHING: InnerPay = {
  total: ZERO,
  parts: [],
  formula: '',
  leftOver: [],
  because: null,
  said: [],
  weights: null,
};

/** What the formula pays, before the modifiers. */
export function innerPay(id: string, streamed: readonly StreamedWindow[], of: InnerWindow): InnerPay {
  const { incentive, standing, version } = of;
  if (isStreamed(version, incentive)) return streamedPay(streamed, of);
  const { formula } = incentive;
  if (formula.kind === 'flat' || formula.kind === 'override') return flatPay(formula, id, standing);
  if (formula.kind === 'tiers' && formula.grain === 'group') return groupPay(formula, id, standing);
  const pay = standingPay(formula, standing);
  if ('lacks' in pay) return { ...NOTHING, formula: formula.kind, said: [notKnown(pay.lacks, id, standing)] };
  return { ...NOTHING, ...pay };
}

function streamedPay(streamed: readonly StreamedWindow[], { window, known }: InnerWindow): InnerPay {
  const own = streamed.find((each) => each.window.from === window.from && each.window.until === window.until);
  if (!own) return { ...NOTHING, weights: new Map() };
  const { reason, ...found } = streamedStanding(own, known);
  return { ...found, because: null, said: reason === null ? [] : [reason] };
}

/** Starts that pay amounts, to each group by itself. */
function groupPay(
  formula: Extract<Incentive['formula'], { kind: 'tiers' }>,
  id: string,
  standing: StandingWindow,
): InnerPay {
  const pay = groupSteps(id, formula, standing);
  if ('lacks' in pay) return { ...NOTHING, formula: formula.kind, said: [notKnown(pay.lacks, id, standing)] };
  return {
    ...NOTHING,
    ...pay,
    formula: `steps, ${formula.mode}`,
    per: unitOfName(formula.base, standing.version.plan),
    paidOn: paidOnBeside(formula),
    because: pay.parts.length === 0 ? `no ${formula.groupBy ?? 'group'} reaches a start.` : null,
  };
}

/** One rate on a measure that no credit adds to. */
function flatPay(
  formula: Extract<Incentive['formula'], { kind: 'flat' | 'override' }>,
  id: string,
  standing: StandingWindow,
): InnerPay {
  const base = standing.named(formula.base);
  const rate = standing.number(formula.pays.what);
  if (!base || !rate) {
    const { what } = formula.pays;
    const lacks = !base ? formula.base : 'name' in what ? what.name : 'the rate';
    return { ...NOTHING, formula: formula.kind, said: [notKnown(lacks, id, standing)] };
  }
  const total = multiply(base, rate);
  const parts = [{ id: formula.kind, base, rate, amount: total }];
  const per = unitOfName(formula.base, standing.version.plan);
  return { ...NOTHING, total, parts, formula: formula.kind, per };
}

function notKnown(name: string, id: string, { reading }: StandingWindow): string {
  return `${name} is not known${inBracket(reading.how(name))}, so ${id} pays nothing until it is.`;
}
