import type { Condition, Operand } from '../parts/condition.js';
import type {
  CurveEnd,
  Incentive,
  IncentiveFormula,
  MatrixAxis,
  Modifier,
  PlanModifier,
} from '../parts/incentive.js';
import type { Derived, Measure, MeasureModifier } from '../parts/measure.js';
import type { Contest, FirstN, Pool } from '../parts/spiff.js';

/** What a part of a plan reads: numbers, names of measures and attainments, and conditions on windows. */
export interface Reads {
  readonly operands: readonly Operand[];
  readonly names: readonly string[];
  readonly conditions: readonly Condition[];
}

const NONE: Reads = { operands: [], names: [], conditions: [] };

/** Several parts together. */
export function together(parts: readonly Reads[]): Reads {
  return {
    operands: parts.flatMap(({ operands }) => operands),
    names: parts.flatMap(({ names }) => names),
    conditions: parts.flatMap(({ conditions }) => conditions),
  };
}

/** What an incentive reads of a window, and what it pays by. */
export function incentiveReads({ formula, modify }: Incentive): Reads {
  return together([formulaReads(formula), ...modify.map(modifierReads)]);
}

/** What a formula reads. */
function formulaReads(formula: IncentiveFormula): Reads {
  if (formula.kind === 'flat' || formula.kind === 'override')
    return { ...NONE, operands: paysOf([formula.pays]), names: [formula.base, ...groupsOf(formula)] };
  if (formula.kind === 'tiers' || formula.kind === 'steps') {
    const starts = formula.starts.map(({ at }) => at);
    return {
      ...NONE,
      operands: [...paysOf(formula.starts), ...starts, ...either(formula.noQuota)],
      names: formula.kind === 'tiers' ? [formula.axis, formula.base, ...groupsOf(formula)] : [formula.axis],
    };
  }
  if (formula.kind === 'curve') {
    const points = formula.points.flatMap(({ at, pays }) => [at, pays]);
    const ends = [formula.before, formula.after].flatMap(slopeOf);
    return {
      ...NONE,
      operands: [formula.base, ...points, ...ends, ...either(formula.noQuota)],
      names: [formula.axis],
    };
  }
  return otherReads(formula);
}

function groupsOf(
  formula: Extract<IncentiveFormula, { kind: 'flat' | 'override' | 'tiers' }>,
): readonly string[] {
  return 'groupBy' in formula && formula.groupBy !== undefined ? [formula.groupBy] : [];
}

function otherReads(
  formula: Exclude<IncentiveFormula, { kind: 'flat' | 'override' | 'tiers' | 'steps' | 'curve' }>,
): Reads {
  if (formula.kind === 'matrix') {
    const places = formula.axes.flatMap(({ at }: MatrixAxis) => at);
    return {
      ...NONE,
      operands: [formula.base, ...places, ...formula.pays.flat(), ...either(formula.noQuota)],
      names: formula.axes.map(({ of }) => of),
    };
  }
  if (formula.kind === 'bonus')
    return { ...NONE, operands: [formula.pays], conditions: formula.when ? [formula.when] : [] };
  if (formula.kind === 'choice') return { ...NONE, operands: formula.of };
  if (formula.kind === 'contest' || formula.kind === 'pool' || formula.kind === 'first-n')
    return sharedReads(formula);
  return {
    ...NONE,
    operands: [formula.base, ...formula.objectives.map(({ weight }) => weight)],
    names: formula.objectives.map(({ score }) => score),
  };
}

function sharedReads(formula: Contest | Pool | FirstN): Reads {
  if (formula.kind === 'first-n') return { ...NONE, operands: [formula.pays] };
  if (formula.kind === 'contest') {
    const { rankBy, breakBy, prizes, minimum } = formula;
    return { ...NONE, operands: minimum ? [...prizes, minimum] : prizes, names: [rankBy, ...breakBy] };
  }
  const { size, sharedBy, over, among } = formula;
  const names = [over, ...(sharedBy === 'equal' ? [] : [sharedBy]), ...('of' in size ? [size.of] : [])];
  return { operands: ['of' in size ? size.share : size], names, conditions: among ? [among] : [] };
}

/** What a modifier of an incentive reads. */
function modifierReads(modifier: Modifier): Reads {
  if (modifier.kind === 'gate') return { ...NONE, conditions: [modifier.when] };
  if (modifier.kind === 'multipliers')
    return {
      ...NONE,
      operands: modifier.add.map(({ times }) => times),
      conditions: modifier.add.flatMap(({ when }) => (when ? [when] : [])),
    };
  if (modifier.kind === 'multiplier')
    return { ...NONE, operands: [modifier.times], conditions: modifier.when ? [modifier.when] : [] };
  if (modifier.kind === 'threshold') return { ...NONE, operands: [modifier.from], names: [modifier.of] };
  return { ...NONE, operands: [modifier.at] };
}

/** What a modifier of a plan reads. */
export function planModifierReads(modifier: PlanModifier): Reads {
  if (modifier.kind === 'cap') return { ...NONE, operands: [modifier.at] };
  const since = modifier.since === null ? [] : [modifier.since];
  return { operands: [modifier.at], names: since, conditions: modifier.when ? [modifier.when] : [] };
}

/** What a measure reads of other measures and of the person; what it adds up and its condition on credits are not among it. */
export function measureReads({ quota, teamQuota, derived, seasonal = [], modify = [] }: Measure): Reads {
  const names = [quota, teamQuota?.since ?? null].filter((name) => name !== null);
  const own: Reads = { ...NONE, names, operands: [...seasonal, ...(teamQuota?.months ?? [])] };
  return together([own, ...(derived ? [derivedReads(derived)] : []), ...modify.map(measureModifierReads)]);
}

function derivedReads(derived: Derived): Reads {
  if (derived.kind === 'reported') return NONE;
  if (derived.kind === 'weighted')
    return {
      ...NONE,
      names: derived.parts.map(({ of }) => of),
      operands: [...derived.parts.map(({ weight }) => weight), ...either(derived.noQuota)],
    };
  const ifZero = derived.kind === 'ratio' ? either(derived.ifZero) : [];
  return { ...NONE, names: derived.of, operands: ifZero };
}

function measureModifierReads(modifier: MeasureModifier): Reads {
  if (modifier.kind === 'relief') return { ...NONE, operands: modifier.after };
  if (modifier.kind === 'proration') return NONE;
  if (modifier.kind === 'cap') return { ...NONE, operands: [modifier.at] };
  if (modifier.kind === 'windfall') return { ...NONE, operands: [modifier.above] };
  return { ...NONE, names: [modifier.since], operands: modifier.months };
}

function paysOf(
  pays: readonly { readonly what: Operand; readonly times: Operand | null }[],
): readonly Operand[] {
  return pays.flatMap(({ what, times }) => (times ? [what, times] : [what]));
}

function either(operand: Operand | 'refuse'): readonly Operand[] {
  return operand === 'refuse' ? [] : [operand];
}

function slopeOf(end: CurveEnd): readonly Operand[] {
  return typeof end === 'object' ? [end.slope] : [];
}
