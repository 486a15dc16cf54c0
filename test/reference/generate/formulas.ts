import fc from 'fast-check';
import type { CurveEnd, IncentiveFormula, Operand } from '../../../src/engine/rulebook/rulebook.js';
import { flat, operand, tiers } from '../../support/sample-rules.js';

const someBase = fc.constantFrom('500 USD', 'attribute.target', 'value.share', 'measure.team').map(operand);
export const someNoQuota = fc.constantFrom<Operand | 'refuse'>('refuse', operand('20%'));
const someEnd = fc.constantFrom<CurveEnd>('zero', 'hold', 'continue', { slope: operand('2x') });
const someAxis = fc.constantFrom(
  'attainment.sold',
  'attainment.team',
  'attainment.recent',
  'measure.trend',
  'measure.mix',
  'measure.margin',
  'measure.score',
  'attainment.score',
);
const someRow = fc.array(fc.constantFrom('0%', '40%', '70%', '100%', '160%').map(operand), {
  minLength: 3,
  maxLength: 3,
});

const someCurve: fc.Arbitrary<IncentiveFormula> = fc.record({
  kind: fc.constant('curve' as const),
  axis: someAxis,
  base: someBase,
  points: fc
    .constantFrom(
      [
        ['a', '50%', '0%'],
        ['b', '100%', '100%'],
        ['c', '150%', '220%'],
      ],
      [
        ['a', '50%', '20%'],
        ['b', '100%', '60%'],
        ['c', '100%', '100%'],
      ],
      [
        ['a', '0%', '0%'],
        ['b', '33.3%', '10%'],
      ],
      [['a', '80%', '100%']],
    )
    .map((rows) =>
      rows.map(([id = '', at = '', pays = '']) => ({ id, at: operand(at), pays: operand(pays) })),
    ),
  between: fc.constantFrom<'straight' | 'step'>('straight', 'step'),
  before: someEnd,
  after: someEnd,
  noQuota: someNoQuota,
});

const someEdge = fc.constantFrom<'zero' | 'hold'>('zero', 'hold');
const someMatrix: fc.Arbitrary<IncentiveFormula> = fc.record({
  kind: fc.constant('matrix' as const),
  base: someBase,
  axes: fc.tuple(
    fc.record({
      of: someAxis,
      at: fc.constant(['50%', '100%', '120%'].map(operand)),
      before: someEdge,
      after: someEdge,
    }),
    fc.record({
      of: someAxis,
      at: fc.constant(['0%', '30%', '100%'].map(operand)),
      before: someEdge,
      after: someEdge,
    }),
  ),
  between: fc.constantFrom<'straight' | 'step'>('straight', 'step'),
  noQuota: someNoQuota,
  pays: fc.array(someRow, { minLength: 3, maxLength: 3 }),
});

const someBonus: fc.Arbitrary<IncentiveFormula> = fc.record({
  kind: fc.constant('bonus' as const),
  pays: fc.constantFrom('250 USD', 'attribute.target', 'value.share').map(operand),
  when: fc.constantFrom(
    { fact: 'attainment.sold', test: { is: 'greater-or-equal' as const, than: operand('100%') } },
    { fact: 'measure.score', test: { is: 'greater' as const, than: operand('50%') } },
    { fact: 'measure.recent', test: { is: 'greater' as const, than: operand('250 USD') } },
    { fact: 'measure.gap', test: { is: 'less' as const, than: operand('0 USD') } },
  ),
});

const someSteps: fc.Arbitrary<IncentiveFormula> = fc.record({
  kind: fc.constant('steps' as const),
  axis: fc.constantFrom('attainment.sold', 'attainment.team', 'attainment.recent', 'measure.score'),
  mode: fc.constantFrom<'whole' | 'cumulative'>('whole', 'cumulative'),
  noQuota: fc.constantFrom<Operand | 'refuse'>('refuse', operand('12 USD')),
  starts: fc.boolean().map((inclusive) =>
    [
      ['a', '50%', '100 USD'],
      ['b', '100%', 'attribute.target'],
    ].map(([id = '', at = '', what = '']) => ({
      id,
      at: operand(at),
      inclusive,
      what: operand(what),
      times: null,
    })),
  ),
});

const someObjectives: fc.Arbitrary<IncentiveFormula> = fc.record({
  kind: fc.constant('mbo' as const),
  base: someBase,
  objectives: fc.constant(
    [
      ['score', '60%', 'measure.score'],
      ['team', '40%', 'measure.nps'],
    ].map(([id = '', weight = '', score = '']) => ({
      id,
      title: null,
      weight: operand(weight),
      score,
    })),
  ),
});

const someTiers: fc.Arbitrary<IncentiveFormula> = fc.oneof(
  fc
    .constantFrom<'marginal' | 'whole' | 'above' | 'cumulative'>('marginal', 'whole', 'above', 'cumulative')
    .map((mode) =>
      tiers(
        [
          ['a', '0 USD', '5%'],
          ['b', '300 USD', '40 USD'],
          ['c', '>600 USD', '7%', '1.5x'],
        ],
        { mode, axis: 'measure.sold' },
      ),
    ),
  fc.constant(
    tiers(
      [
        ['a', '0%', '2%'],
        ['b', '50%', '3%'],
        ['c', '>100%', '4%'],
      ],
      { mode: 'cumulative', noQuota: operand('1%') },
    ),
  ),
  fc.constant(flat('10%', 'measure.gap')),
  fc.constant(flat('10%')),
  fc.constant(
    tiers(
      [
        ['a', '0 USD', '5%'],
        ['b', '300 USD', '12%'],
      ],
      { axis: 'measure.sold' },
    ),
  ),
);

/** What pays a window by where it stands, and what may once something limits it. */
export const someFormula = fc.oneof(someCurve, someMatrix, someBonus, someSteps, someObjectives, someTiers);

/** Whether a formula pays credit by credit, unless something limits it. */
export function isStreamable(formula: IncentiveFormula): boolean {
  if (formula.kind === 'flat') return formula.base === 'measure.sold';
  if (formula.kind !== 'tiers' || formula.mode === 'cumulative') return false;
  return formula.starts.every(({ what }) => 'quantity' in what && what.quantity.unit.kind === 'percent');
}

/** Whether what a formula is about first is measured over the last days. */
export function isAboutRecent(formula: IncentiveFormula): boolean {
  if (formula.kind === 'curve' || formula.kind === 'steps') return formula.axis.endsWith('.recent');
  if (formula.kind === 'matrix') return formula.axes[0].of.endsWith('.recent');
  return (
    formula.kind === 'bonus' &&
    formula.when !== null &&
    JSON.stringify(formula.when, (_, value: unknown) => (typeof value === 'bigint' ? '' : value)).includes(
      '.recent',
    )
  );
}
