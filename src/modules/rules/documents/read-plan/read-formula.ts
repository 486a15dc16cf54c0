import { errorAt, pathTo, type Fault, type Finding } from '../../../../engine/rulebook/finding.js';
import type {
  CurveEnd,
  IncentiveFormula,
  MatrixAxis,
  Operand,
} from '../../../../engine/rulebook/rulebook.js';
import { sayNoQuota } from '../plan-kinds/declared-decisions.js';
import { CURVE_ENDS } from '../shape/curve-end.js';
import type {
  BonusInput,
  CurveInput,
  MatrixAxisInput,
  MatrixInput,
  ObjectivesInput,
} from '../plan-kinds/formulas.input.js';
import { operandFault } from '../shape/operand-fault.js';
import { conditionOf, operandOf } from '../read/operand.js';

/** Reads a curve. */
export function readCurve(input: CurveInput, path: string, findings: Finding[]): IncentiveFormula {
  return {
    kind: 'curve',
    axis: input.axis,
    base: operandOf(input.base),
    points: input.points.map(({ id, at, pays }) => ({ id, at: operandOf(at), pays: operandOf(pays) })),
    between: input.between as 'straight' | 'step',
    before: endOf(input.before),
    after: endOf(input.after),
    noQuota: readNoQuota({ axes: [input.axis], noQuota: input.noQuota }, path, findings),
  };
}

function endOf(text: string): CurveEnd {
  return CURVE_ENDS.includes(text) ? (text as 'zero' | 'hold' | 'continue') : { slope: operandOf(text) };
}

/** Reads a matrix of two axes. */
export function readMatrix(input: MatrixInput, path: string, findings: Finding[]): IncentiveFormula {
  const [first, second] = input.axes.map(readAxis);
  const axes = input.axes.map(({ of }) => of);
  const noQuota = readNoQuota({ axes, noQuota: input.noQuota }, path, findings);
  if (!first || !second || input.axes.length !== 2)
    findings.push(
      errorAt(pathTo(path, 'axes'), {
        code: 'WRONG_SHAPE',
        message: `A matrix has two axes; here are ${input.axes.length}.`,
        remedy: 'Write the rows first and the columns after them.',
      }),
    );
  const empty: MatrixAxis = { of: '', at: [], before: 'zero', after: 'zero' };
  const pays = input.pays.map((row, at) =>
    row.map((cell, column) => cellOf(cell, `${path}.pays.${at}.${column}`, findings)),
  );
  return {
    kind: 'matrix',
    base: operandOf(input.base),
    axes: [first ?? empty, second ?? empty],
    between: input.between as 'straight' | 'step',
    noQuota,
    pays,
  };
}

function cellOf(cell: string | readonly string[], path: string, findings: Finding[]): Operand {
  const fault = typeof cell === 'string' ? operandFault(cell) : LIST;
  if (!fault && typeof cell === 'string') return operandOf(cell);
  if (fault) findings.push(errorAt(path, fault));
  return { word: String(cell) };
}

function readAxis({ of, at, before, after }: MatrixAxisInput): MatrixAxis {
  return { of, at: at.map(operandOf), before: before as 'zero' | 'hold', after: after as 'zero' | 'hold' };
}

/** Reads a bonus: one amount with a condition, or several by what is reached. */
export function readBonus(input: BonusInput, path: string, findings: Finding[]): IncentiveFormula {
  const { pays, when, axis, mode, starts } = input;
  if (pays !== undefined) {
    const odd = (['axis', 'mode', 'noQuota'] as const).filter((key) => input[key] !== undefined);
    findings.push(
      ...odd.map((key) => errorAt(pathTo(path, key === 'noQuota' ? 'no-quota' : key), ONLY_STARTS)),
    );
    return { kind: 'bonus', pays: operandOf(pays), when: conditionOf(when) };
  }
  if (axis === undefined) findings.push(errorAt(path, missing('axis', 'axis: attainment.arr')));
  if (mode === undefined) findings.push(errorAt(path, missing('mode', 'mode: whole')));
  if (when !== undefined) findings.push(errorAt(pathTo(path, 'when'), ONLY_PAYS));
  return {
    kind: 'steps',
    axis: axis ?? '',
    mode: (mode ?? 'whole') as 'whole' | 'cumulative',
    noQuota: readNoQuota({ axes: [axis ?? ''], noQuota: input.noQuota }, path, findings),
    starts: (starts ?? []).map((start) => ({
      id: start.id,
      at: operandOf(start.from ?? start.above ?? ''),
      inclusive: start.from !== undefined,
      what: operandOf(start.pays),
      times: null,
    })),
  };
}

/** Reads objectives. */
export function readObjectives({ base, objectives }: ObjectivesInput): IncentiveFormula {
  return {
    kind: 'mbo',
    base: operandOf(base),
    objectives: objectives.map(({ id, title, weight, score }) => ({
      id,
      title: title ?? null,
      weight: operandOf(weight),
      score,
    })),
  };
}

/** Where an attainment is read, the document says what holds without a quota. */
function readNoQuota(
  { axes, noQuota }: { axes: readonly string[]; noQuota: string | undefined },
  path: string,
  findings: Finding[],
): Operand | 'refuse' {
  const attainment = axes.find((axis) => axis.startsWith('attainment.'));
  if (attainment === undefined && noQuota !== undefined)
    findings.push(errorAt(pathTo(path, 'no-quota'), NOT_ASKED));
  if (attainment !== undefined && noQuota === undefined)
    findings.push(
      errorAt(path, {
        code: 'UNDECLARED',
        message: sayNoQuota({ axis: attainment }),
        remedy: 'Write `no-quota: refuse`, or what is paid, such as `no-quota: 0%`.',
      }),
    );
  return noQuota === undefined || noQuota === 'refuse' ? 'refuse' : operandOf(noQuota);
}

function missing(key: string, example: string): Fault {
  return {
    code: 'MISSING_KEY',
    message: `\`${key}\` is missing beside \`starts\`.`,
    remedy: `Write \`${example}\`.`,
  };
}

const NOT_ASKED: Fault = {
  code: 'NOT_NEEDED',
  message: 'The axis is a measure, so nobody asks for a quota here.',
  remedy: 'Take `no-quota` away, or write an attainment as axis.',
};
const ONLY_STARTS: Fault = {
  code: 'NOT_NEEDED',
  message: 'This belongs to `starts`; one amount is paid by `when`.',
  remedy: 'Take it away, or write `starts` instead of `pays`.',
};
const ONLY_PAYS: Fault = {
  code: 'NOT_NEEDED',
  message: '`when` belongs to `pays`; starts are picked by the axis.',
  remedy: 'Take it away, or write a gate under `modify`.',
};
const LIST: Fault = {
  code: 'TABLE_SHAPE',
  message: 'A cell of a matrix is one number, and this is a list.',
  remedy: 'Write one part, such as 80%.',
};
