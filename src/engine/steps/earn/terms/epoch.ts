import type { Day, NamedPeriod } from '../../../kernel/day.js';
import type { Ratio } from '../../../kernel/ratio.js';
import { multiply } from '../../../kernel/ratio.js';
import { flat } from '../../../formulas/flat.js';
import type { Formula } from '../../../formulas/formula.js';
import { override } from '../../../formulas/override.js';
import { tiersAbove, tiersAboveInOrder } from '../../../formulas/tiers-above.js';
import { tiersMarginal, tiersProRata } from '../../../formulas/tiers-marginal.js';
import { aboveSpread, marginalSpread } from '../../../formulas/spread/tiers-spread.js';
import { tiersWhole, tiersWholeInOrder } from '../../../formulas/tiers-whole.js';
import type { Incentive, IncentiveFormula, Measure, Operand, Pays } from '../../../rulebook/rulebook.js';
import type { Stint } from '../../measure/stint.js';
import { groupFactOf, payOperands, type PlanVersion } from '../../plan-version.js';

/** Days of a window on which the same version and the same dated rates hold: a credit is rated by those of its own date. */
export interface Epoch {
  readonly from: Day;
  readonly until: Day;
  readonly version: PlanVersion;
  readonly incentive: Incentive;
  readonly paid: Streamed;
  /** What picks the tier, and what is paid on. */
  readonly axis: Measure;
  readonly base: Measure;
  readonly axisBit: number;
  /** All of these bits make a credit one that is paid on. */
  readonly baseBits: number;
  readonly formula: Formula;
  /** Which of the credit's own rates the incentive reads. */
  readonly rateColumns: readonly number[];
  /** The fact whose values make its groups, and its column among the credit's rates; null and -1 where there is none. */
  readonly groupFact: string | null;
  readonly groupColumn: number;
}

/** What picks the tier of an incentive, and what it is paid on. */
export interface Measures {
  readonly axis: Measure;
  readonly base: Measure;
}

/** Formulas that pay credit by credit, in one pass; the others pay a window by where it stands. */
export type Streamed = Extract<IncentiveFormula, { kind: 'flat' | 'override' | 'tiers' }>;

/** The formula of an incentive, where it pays credit by credit. */
export function streamedOf(incentive: Incentive | undefined): Streamed | undefined {
  const formula = incentive?.formula;
  return formula?.kind === 'flat' || formula?.kind === 'override' || formula?.kind === 'tiers'
    ? formula
    : undefined;
}

/** The measure that picks the tier of an incentive and the one that is paid on; `undefined` where the plan has no such measure. */
export function measuresOf(version: PlanVersion, id: string): Measures | undefined {
  const formula = streamedOf(version.incentive(id));
  if (!formula) return undefined;
  const base = version.measure(partAfterDot(formula.base));
  const axis =
    formula.kind === 'tiers' && formula.axis !== 'line.net'
      ? version.measure(partAfterDot(formula.axis))
      : base;
  return axis && base ? { axis, base } : undefined;
}

/** Cuts a window where the plan's version or a dated rate of the person changes, or a quota that is meant as at each credit. */
export function epochsOf(stint: Stint, id: string, window: NamedPeriod): readonly Epoch[] {
  const from = Math.max(window.from, stint.segment.from);
  const until = Math.min(window.until, stint.segment.until);
  const incentives = stint.versions.flatMap((version) => version.incentive(id) ?? []);
  const names = incentives
    .flatMap(payOperands)
    .flatMap((operand) => ('name' in operand ? [operand.name] : []));
  const dated = stint.versions.flatMap((version) => names.filter((name) => !version.dependsOnLine(name)));
  const quotas = stint.versions.flatMap((version) => quotaByCredit(version, id));
  const changes = stint.changeDays([...dated, ...quotas]);
  const starts = new Set([from, ...changes, ...stint.versions.flatMap(boundsOf)]);
  const days = [...starts].filter((day) => from <= day && day < until).sort((a, b) => a - b);
  return days.flatMap(
    (day, index) => epochFrom(stint, id, { from: day, until: days[index + 1] ?? until }) ?? [],
  );
}

/** The quota of an incentive, where each credit is rated by the one of its day. */
function quotaByCredit(version: PlanVersion, id: string): readonly string[] {
  const axis = measuresOf(version, id)?.axis;
  return axis?.quotaChange === 'as-at-credit' && axis.quota !== null ? [axis.quota] : [];
}

function boundsOf({ plan: { effective } }: PlanVersion): readonly Day[] {
  return effective.until === null ? [effective.from] : [effective.from, effective.until];
}

function epochFrom(stint: Stint, id: string, days: { from: Day; until: Day }): Epoch | undefined {
  const version = stint.versionOn(days.from);
  const incentive = version?.incentive(id);
  const measures = version && measuresOf(version, id);
  const paid = streamedOf(incentive);
  if (!version || !incentive || !measures || !paid) return undefined;
  const names = payOperands(incentive).flatMap((operand) => ('name' in operand ? [operand.name] : []));
  const groupFact = groupFactOf(incentive);
  return {
    ...days,
    ...measures,
    version,
    incentive,
    paid,
    axisBit: version.measureBit(measures.axis.id),
    baseBits: version.measureBit(measures.base.id) | version.incentiveBit(id),
    formula: formulaOf(paid, incentive, { ...measures, hasTwoCredits: stint.hasTwoCredits }),
    rateColumns: version.rateNames.flatMap((name, column) => (names.includes(name) ? [column] : [])),
    groupFact,
    groupColumn: groupFact === null ? -1 : version.rateNames.indexOf(groupFact),
  };
}

/**
 * The formula of an incentive. Marginal tiers take credits in order unless the plan says pro rata; others by contribution unless it says in order,
 * which takes an incentive that pays on all it measures: what a credit adds to the total has no part for those that are not paid on. Groups
 * of a window go by the same; where all of a group is paid on, its credits come in order, which makes the same sum.
 */
function formulaOf(
  formula: Streamed,
  { attribution, when }: Incentive,
  { axis, base, hasTwoCredits }: Measures & Pick<Stint, 'hasTwoCredits'>,
): Formula {
  if (formula.kind === 'flat') return flat;
  if (formula.kind === 'override') return override;
  const paysOnAxis = axis.id === base.id && !hasTwoCredits;
  return tiersOf(formula, { paysOnAxis, paysOnAll: when === null && paysOnAxis, attribution });
}

interface PaysOn {
  readonly paysOnAxis: boolean;
  readonly paysOnAll: boolean;
  readonly attribution: Incentive['attribution'];
}

function tiersOf(
  formula: Extract<Streamed, { kind: 'tiers' }>,
  { paysOnAxis, paysOnAll, attribution }: PaysOn,
): Formula {
  const inOrder = attribution === 'in-order' && (paysOnAll || formula.mode === 'marginal');
  if (formula.mode === 'whole') return inOrder ? tiersWholeInOrder : tiersWhole;
  const takenInOrder = inOrder || isGrouped(formula) || (formula.grain === 'group' && paysOnAll);
  if (formula.mode === 'above') return aboveOf(takenInOrder, paysOnAxis);
  if (attribution !== null && !takenInOrder) return tiersProRata;
  return paysOnAxis ? tiersMarginal : marginalSpread;
}

function aboveOf(inOrder: boolean, paysOnAxis: boolean): Formula {
  if (!inOrder) return tiersAbove;
  return paysOnAxis ? tiersAboveInOrder : aboveSpread;
}

/** Whether the formula starts anew with each line or booking. One rate on everything is the same for both. */
export function isGrouped(formula: IncentiveFormula): boolean {
  return formula.kind === 'tiers' && (formula.grain === 'line' || formula.grain === 'booking');
}

/** The measure's id in `attainment.arr` or `measure.arr`. */
export function partAfterDot(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

/** A rate with its `times`; `undefined` when one of them is not known. */
export function rateOf(pays: Pays, read: (operand: Operand) => Ratio | undefined): Ratio | undefined {
  const rate = read(pays.what);
  if (!rate || !pays.times) return rate;
  const times = read(pays.times);
  return times && multiply(rate, times);
}
