import type { Stood, TierWorking } from '../../../model/result.js';
import { compare, divide, multiply, ONE, ZERO, type Ratio } from '../../../kernel/ratio.js';
import { chosenOf } from '../../../formulas/choice.js';
import { onCurve, type ExactEnd } from '../../../formulas/curve.js';
import { inMatrix } from '../../../formulas/matrix.js';
import { objectiveParts, totalOf } from '../../../formulas/objectives.js';
import { stepParts, type ExactStep, type StepPart } from '../../../formulas/steps.js';
import { whyNot } from '../../../conditions/verdict/why-not.js';
import { sayVerdict } from '../../../conditions/verdict/say-verdict.js';
import { belowStart } from '../../../explain/below-start.js';
import { incentiveNamed } from '../../../rulebook/reads/main-measure.js';
import { unitOfName } from '../../../rulebook/reads/unit-of.js';
import type { CurveEnd, IncentiveFormula, Operand, Plan, TierStart } from '../../../rulebook/rulebook.js';
import type { StandingWindow } from './standing-window.js';

/** What a window pays by a formula, before its modifiers: the amount, and the parts that make it. */
export interface StandingPay {
  readonly formula: string;
  readonly total: Ratio;
  readonly parts: readonly TierWorking[];
  /** What the bases of the parts count, where it is not money. */
  readonly per?: string | undefined;
  /** The measure that is paid on, where another picks the tier. */
  readonly paidOn?: string | undefined;
  /** Why it is nothing, or nothing more, in words. */
  readonly because: string | null;
}

/** A number that is not known, so that nothing can be paid until it is. */
export interface NotKnown {
  readonly lacks: string;
}

type Of<K extends IncentiveFormula['kind']> = Extract<IncentiveFormula, { kind: K }>;

/** Pays a window by a formula that goes by where it stands. */
export function standingPay(
  formula: Exclude<IncentiveFormula, Of<'flat' | 'override'>>,
  window: StandingWindow,
): StandingPay | NotKnown {
  switch (formula.kind) {
    case 'curve':
      return payCurve(formula, window);
    case 'matrix':
      return payMatrix(formula, window);
    case 'bonus':
      return payBonus(formula, window);
    case 'steps':
      return paySteps({ ...formula, base: formula.axis }, window);
    case 'tiers':
      return paySteps(formula, window);
    case 'mbo':
      return payObjectives(formula, window);
    case 'choice':
      return payChoice(formula, window);
    case 'contest':
    case 'pool':
    case 'first-n':
      return { lacks: 'what others earned' };
  }
}

function payCurve(formula: Of<'curve'>, window: StandingWindow): StandingPay | NotKnown {
  const base = window.base(formula.base);
  if (!base) return lacking(formula.base);
  const at = window.named(formula.axis);
  if (!at) return withoutAxis(formula, { base, window });
  const points = [];
  for (const { id, at: place, pays } of formula.points) {
    const [on, share] = [window.number(place), window.number(pays)];
    if (!on) return lacking(place);
    if (!share) return lacking(pays);
    points.push({ id, at: on, pays: share });
  }
  const [before, after] = [endOf(formula.before, window), endOf(formula.after, window)];
  const { share, from } = onCurve({ points, between: formula.between, before, after }, at);
  const [first] = points;
  const isBelow = first && share.n === 0n && compare(at, first.at) < 0;
  const { plan } = window.version;
  return {
    ...onePart('curve', { id: from, base, rate: share }),
    because: isBelow ? belowStart(formula.axis, { at, start: first.at, inclusive: true }, plan) : null,
  };
}

function endOf(end: CurveEnd, window: StandingWindow): ExactEnd {
  return typeof end === 'object' ? { slope: window.number(end.slope) ?? ZERO } : end;
}

function payMatrix(formula: Of<'matrix'>, window: StandingWindow): StandingPay | NotKnown {
  const base = window.base(formula.base);
  if (!base) return lacking(formula.base);
  const [first, second] = formula.axes;
  const places = [window.named(first.of), window.named(second.of)] as const;
  const missing = formula.axes.find((_, side) => places[side] === undefined);
  if (missing) return withoutAxis({ axis: missing.of, noQuota: formula.noQuota }, { base, window });
  const numbers = (operands: readonly Operand[]): Ratio[] =>
    operands.map((each) => window.number(each) ?? ZERO);
  const axis = (side: 0 | 1): { at: Ratio[]; before: 'zero' | 'hold'; after: 'zero' | 'hold' } => ({
    ...formula.axes[side],
    at: numbers(formula.axes[side].at),
  });
  const [row, column] = [places[0] ?? ZERO, places[1] ?? ZERO];
  const axes = [axis(0), axis(1)] as const;
  const share = inMatrix({ axes, pays: formula.pays.map(numbers), between: formula.between }, [row, column]);
  const { plan } = window.version;
  const below = [row, column].map((at, side) => {
    const [{ of }, start] = [formula.axes[side === 0 ? 0 : 1], axes[side === 0 ? 0 : 1].at[0]];
    if (!start || share.n !== 0n || compare(at, start) >= 0) return null;
    return belowStart(of, { at, start, inclusive: true }, plan);
  });
  const by = [stood(first.of, row, plan), stood(second.of, column, plan)];
  return {
    ...onePart('matrix', { id: 'cell', base, rate: share, by }),
    because: below.filter((each) => each !== null).join(' ') || null,
  };
}

function stood(name: string, value: Ratio, plan: Plan): Stood {
  const unit = unitOfName(name, plan);
  return { name, value, ...(unit === undefined ? {} : { unit }) };
}

/** An attainment without a quota pays what `no-quota` says; a measure that is not known pays nothing until it is. */
function withoutAxis(
  { axis, noQuota }: { axis: string; noQuota: Operand | 'refuse' },
  { base, window }: { base: Ratio; window: StandingWindow },
): StandingPay | NotKnown {
  const measure = window.named(axis.replace(/^attainment\./, 'measure.'));
  const share = noQuota === 'refuse' || !measure ? undefined : window.number(noQuota);
  return share ? onePart('no-quota', { id: 'no-quota', base, rate: share }) : { lacks: axis };
}

function payBonus({ pays, when }: Of<'bonus'>, window: StandingWindow): StandingPay | NotKnown {
  const amount = window.base(pays);
  if (!amount) return lacking(pays);
  if (!when) return onePart('bonus', { id: 'bonus', base: amount, rate: ONE });
  const { conditions } = window.version.plan;
  const named = new Map(conditions.map((each) => [each.id, each.when]));
  const verdict = whyNot(when, { read: (name) => window.reading.read(name), named });
  if (verdict.holds) return onePart('bonus', { id: 'bonus', base: amount, rate: ONE });
  return {
    formula: 'bonus',
    total: ZERO,
    parts: [],
    because: sayVerdict(verdict, window.reading.how).join('\n'),
  };
}

function paySteps(
  formula: Pick<Of<'tiers'>, 'axis' | 'base' | 'mode' | 'noQuota' | 'starts'>,
  window: StandingWindow,
): StandingPay | NotKnown {
  const onAttainment = formula.axis.startsWith('attainment.');
  const name = formula.axis.replace(/^attainment\./, 'measure.');
  const [at, base] = [window.named(name), window.named(formula.base.replace(/^attainment\./, 'measure.'))];
  if (!at || !base) return { lacks: at ? formula.base : name };
  const quota = onAttainment ? window.named(formula.axis.replace('attainment.', 'quota.')) : ONE;
  if (!quota || quota.n <= 0n) return withoutQuota(formula, { at: base, window });
  const steps = exactSteps(formula.starts, window, quota);
  if ('lacks' in steps) return steps;
  const parts = stepParts(steps, formula.mode, { at, base });
  const [first] = steps;
  const { plan } = window.version;
  const standing = { at: divide(at, quota), start: first ? divide(first.at, quota) : ZERO };
  return {
    formula: `steps, ${formula.mode}`,
    total: totalOf(parts),
    per: unitOfName(formula.base, plan),
    paidOn: paidOnBeside(formula),
    parts: parts.map(partOfStep),
    because:
      first && parts.length === 0
        ? belowStart(formula.axis, { ...standing, inclusive: first.inclusive }, plan)
        : null,
  };
}

/** Starts in exact numbers of the axis, a part of the quota where they are one, and what each pays. */
export function exactSteps(
  starts: readonly TierStart[],
  window: StandingWindow,
  quota: Ratio = ONE,
): readonly ExactStep[] | NotKnown {
  const steps: ExactStep[] = [];
  for (const start of starts) {
    const [place, pays] = [window.number(start.at), payOf(start, window)];
    if (!place) return lacking(start.at);
    if (!pays) return lacking(start.what);
    steps.push({ id: start.id, at: multiply(place, quota), inclusive: start.inclusive, ...pays });
  }
  return steps;
}

/** What a start pays, to be told: its amount, or its rate on what it pays on. */
export function partOfStep({ step, base, pay }: StepPart): TierWorking {
  return step.rate.n === 0n
    ? { id: step.id, base: pay, rate: ONE, amount: pay }
    : { id: step.id, base, rate: step.rate, amount: pay };
}

/** The measure that is paid on, where another picks the tier. */
export function paidOnBeside({ axis, base }: Pick<Of<'tiers'>, 'axis' | 'base'>): string | undefined {
  const [picks, paid] = [axis, base].map((name) => name.slice(name.indexOf('.') + 1));
  return picks === paid ? undefined : paid;
}

function payOf(
  { what, times }: Pick<TierStart, 'what' | 'times'>,
  window: StandingWindow,
): { amount: Ratio; rate: Ratio } | undefined {
  const number = window.number(what);
  const by = times ? window.number(times) : ONE;
  if (!number || !by) return undefined;
  const pays = multiply(number, by);
  return window.version.isAmount(what) ? { amount: pays, rate: ZERO } : { amount: ZERO, rate: pays };
}

function withoutQuota(
  { axis, noQuota }: Pick<Of<'tiers'>, 'axis' | 'noQuota'>,
  { at, window }: { at: Ratio; window: StandingWindow },
): StandingPay | NotKnown {
  const pays = noQuota === 'refuse' ? undefined : payOf({ what: noQuota, times: null }, window);
  if (!pays) return { lacks: axis };
  const per = unitOfName(axis.replace('attainment.', 'measure.'), window.version.plan);
  if (pays.rate.n !== 0n)
    return { ...onePart('no-quota', { id: 'no-quota', base: at, rate: pays.rate }), per };
  return onePart('no-quota', { id: 'no-quota', base: pays.amount, rate: ONE });
}

function payObjectives(formula: Of<'mbo'>, window: StandingWindow): StandingPay | NotKnown {
  const base = window.base(formula.base);
  if (!base) return lacking(formula.base);
  const scored = [];
  for (const { id, weight, score } of formula.objectives) {
    const [share, met] = [window.number(weight), window.named(score)];
    if (!share) return lacking(weight);
    if (!met) return { lacks: score };
    scored.push({ id, weight: share, score: met });
  }
  const parts = objectiveParts(base, scored);
  return {
    formula: 'mbo',
    total: totalOf(parts),
    parts: parts.map(({ id, weight, score, share, pay }) => ({
      id,
      base,
      rate: share,
      amount: pay,
      by: [
        { name: 'weight', value: weight, unit: '%' },
        { name: 'score', value: score, unit: '%' },
      ],
    })),
    because: null,
  };
}

function payChoice({ pick, of }: Of<'choice'>, window: StandingWindow): StandingPay | NotKnown {
  const amounts: Ratio[] = [];
  for (const operand of of) {
    const amount = window.number(operand);
    if (!amount) return lacking(operand);
    amounts.push(amount);
  }
  const at = chosenOf(pick, amounts);
  const [chosen, total] = [of[at], amounts[at] ?? ZERO];
  const by = of.map((operand, index): Stood => {
    const how = 'name' in operand ? window.howEarned(operand.name) : '';
    return { name: nameOf(operand), value: amounts[index] ?? ZERO, ...(how === '' ? {} : { how }) };
  });
  return onePart(`${pick} of`, { id: chosen ? nameOf(chosen) : '', base: total, rate: ONE, by });
}

/** What an amount that is chosen from is called. */
function nameOf(operand: Operand): string {
  if (!('name' in operand)) return 'amount';
  const named = incentiveNamed(operand.name);
  return named ? `${named.id}${named.plain ? ' before its modifiers' : ''}` : operand.name;
}

function onePart(formula: string, part: Omit<TierWorking, 'amount'>): StandingPay {
  const amount = multiply(part.base, part.rate);
  return { formula, total: amount, parts: [{ ...part, amount }], because: null };
}

function lacking(operand: Operand): NotKnown {
  return { lacks: 'name' in operand ? operand.name : 'a number' };
}
