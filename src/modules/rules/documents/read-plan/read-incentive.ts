import { errorAt, pathTo, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  Grain,
  Incentive,
  IncentiveFormula,
  TierMode,
  TierStart,
  WindowName,
} from '../../../../engine/rulebook/rulebook.js';
import { invariant } from '../../../../engine/kernel/invariant.js';
import { sayNoQuota } from '../plan-kinds/declared-decisions.js';
import type { IncentiveInput, TierStartInput, TiersInput } from '../plan-kinds/incentive.input.js';
import { readBonus, readCurve, readMatrix, readObjectives } from './read-formula.js';
import { readPayFx } from './read-fx.js';
import { readModifier } from './read-modifier.js';
import { readContest, readFirstN, readPool } from './read-shared-formula.js';
import { conditionOf, operandOf } from '../read/operand.js';

/** Reads one incentive; the key of its formula says which it is. */
export function readIncentive(input: IncentiveInput, path: string, findings: Finding[]): Incentive {
  return {
    id: input.id,
    title: input.title ?? null,
    source: input.source ?? null,
    when: conditionOf(input.when),
    payEvery: (input.payEvery ?? null) as WindowName | null,
    attribution: (input.attribution ?? null) as Incentive['attribution'],
    formula: readFormula(input, path, findings),
    modify: (input.modify ?? []).map((each, index) =>
      readModifier(each, `${path}.modify.${index}`, findings),
    ),
    ...(input.fx ? { fx: { pay: readPayFx(input.fx.pay) } } : {}),
  };
}

function readFormula(input: IncentiveInput, path: string, findings: Finding[]): IncentiveFormula {
  const { flat, override, tiers, curve, matrix, bonus, mbo, greaterOf, lesserOf } = input;
  if (curve) return readCurve(curve, pathTo(path, 'curve'), findings);
  if (matrix) return readMatrix(matrix, pathTo(path, 'matrix'), findings);
  if (bonus) return readBonus(bonus, pathTo(path, 'bonus'), findings);
  if (mbo) return readObjectives(mbo);
  if (greaterOf) return { kind: 'choice', pick: 'greater', of: greaterOf.map(operandOf) };
  if (input.contest) return readContest(input.contest);
  if (input.pool) return readPool(input.pool, pathTo(path, 'pool'), findings);
  if (input.firstN) return readFirstN(input.firstN);
  if (lesserOf) return { kind: 'choice', pick: 'lesser', of: lesserOf.map(operandOf) };
  if (flat) {
    const pays = { what: operandOf(flat.pays), times: null };
    return { kind: 'flat', base: flat.base, ...grainOf(flat), pays };
  }
  if (override)
    return { kind: 'override', base: override.base, pays: { what: operandOf(override.pays), times: null } };
  invariant(tiers !== undefined, 'an incentive passed its shape without a formula');
  return readTiers(tiers, pathTo(path, 'tiers'), findings);
}

function grainOf({ grain = 'running-total', groupBy }: Pick<TiersInput, 'grain' | 'groupBy'>): {
  grain: Grain;
  groupBy?: string;
} {
  return { grain: grain as Grain, ...(groupBy === undefined ? {} : { groupBy }) };
}

function readTiers(input: TiersInput, path: string, findings: Finding[]): IncentiveFormula {
  return {
    kind: 'tiers',
    axis: input.axis,
    base: input.base ?? input.axis.replace(/^attainment\./, 'measure.'),
    mode: input.mode as TierMode,
    ...grainOf(input),
    noQuota: readNoQuota(input, path, findings),
    starts: input.starts.map(readStart),
  };
}

/** An amount as axis needs no quota; there the answer is never asked. */
function readNoQuota(input: TiersInput, path: string, findings: Finding[]): TierNoQuota {
  const attainment = input.axis.startsWith('attainment.');
  if (!attainment && input.noQuota !== undefined) findings.push(errorAt(pathTo(path, 'no-quota'), NOT_ASKED));
  if (attainment && input.noQuota === undefined) {
    const remedy = 'Write `no-quota:`, such as `no-quota: attribute.base-rate`.';
    findings.push(errorAt(path, { code: 'UNDECLARED', message: sayNoQuota(input), remedy }));
  }
  return input.noQuota === undefined || input.noQuota === 'refuse' ? 'refuse' : operandOf(input.noQuota);
}

type TierNoQuota = Extract<IncentiveFormula, { kind: 'tiers' }>['noQuota'];

const NOT_ASKED = {
  code: 'NOT_NEEDED',
  message: 'The axis is an amount, so nobody asks for a quota here.',
  remedy: 'Take `no-quota` away, or write an attainment as axis.',
} as const;

function readStart(input: TierStartInput): TierStart {
  return {
    id: input.id,
    at: operandOf(input.from ?? input.above ?? ''),
    inclusive: input.from !== undefined,
    what: operandOf(input.pays),
    times: input.times === undefined ? null : operandOf(input.times),
  };
}
