import fc from 'fast-check';
import { deal, matrixOf, readyMatrix, row, term } from '../../../test/support/rules/matrix.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { writeDecimal } from '../kernel/ratio.js';
import type { ApprovalMatrix } from '../rulebook/parts/approvals.js';
import { avoidancesOf } from './avoid.js';
import type { HumanDecision } from './carry.js';
import type { Deal } from './deal.js';
import { wordingsOf } from './judge-deal.js';

function offer(discount: string, margin = '45%', days = '30 days'): Deal {
  return deal({ 'deal.discount': discount, 'deal.margin': margin, 'deal.payment-days': days });
}

const TODAY = 20_000;

/** What finance approved at a margin. */
function approvedAt(margin: string, matrix: ApprovalMatrix): HumanDecision {
  const judged = readyMatrix(matrix).judge(offer('5%', margin));
  if (judged.kind === 'failed') throw new Error(judged.reason);
  return {
    id: 'D1',
    level: 'finance',
    decision: 'approved',
    day: TODAY - 1,
    at: null,
    sequence: 1,
    terms: judged.terms,
    rows: ['thin'],
    version: matrix.fingerprint,
    wordings: wordingsOf(matrix),
    isEntitled: true,
    people: ['manager'],
  };
}

function said(given: Deal, matrix = matrixOf(), decisions: readonly HumanDecision[] = []): readonly string[] {
  const ready = readyMatrix(matrix);
  return avoidancesOf(ready, given, { judgement: ready.judge(given), decisions, day: TODAY }).map(
    ({ level, fact, to, side }) => {
      const number = typeof to === 'object' ? writeDecimal(to) : String(to);
      return `${level}: ${fact} ${side} ${number}`;
    },
  );
}

describe('the smallest change that avoids a level', () => {
  it('is the nearest value at which its rows let go', () => {
    expect(said(offer('24%'))).toEqual(['manager: deal.discount at 0.1', 'director: deal.discount at 0.2']);
    expect(said(offer('35%'))).toEqual([
      'manager: deal.discount at 0.1',
      'director: deal.discount at 0.2',
      'vp: deal.discount at 0.3',
    ]);
  });

  it('lies beyond a value that still counts', () => {
    const rows = [row('deep', { 'deal.discount': '>= 20%' }, ['manager'])];
    const matrix = matrixOf({ rows, inputs: [term('deal.discount', 'higher')], noMatch: 'approve' });
    expect(said(offer('20%'), matrix)).toEqual(['manager: deal.discount below 0.2']);
  });

  it('says nothing of a term whose change alone is not enough', () => {
    expect(said(offer('5%', '30%', '45 days'))).toEqual([]);
    expect(said(offer('5%', '30%'))).toEqual(['finance: deal.margin at 0.4']);
    expect(said(offer('5%'))).toEqual([]);
  });

  it('is to what an earlier decision of the level carries, within its tolerance', () => {
    const inputs = [term('deal.discount', 'higher'), term('deal.margin', 'lower', '1%')];
    const rows = [row('thin', { 'deal.margin': '< 45%' }, ['finance'])];
    const matrix = matrixOf({ inputs, rows, noMatch: 'approve' });
    const decided = [approvedAt('39%', matrix)];
    expect(said(offer('5%', '37.9%'), matrix, decided)).toEqual(['finance: deal.margin at 0.38']);
    expect(said(offer('5%', '37.9%'), matrix)).toEqual(['finance: deal.margin at 0.45']);
    expect(said(offer('5%', '38%'), matrix, decided)).toEqual([]);
    const gone = decided.map((each) => ({ ...each, isEntitled: false }));
    expect(said(offer('5%', '37.9%'), matrix, gone)).toEqual(['finance: deal.margin at 0.45']);
  });

  it('is enough, and what lies between is not', () => {
    const ready = readyMatrix(matrixOf());
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_500 }), (discount) => {
        const given = offer(`${discount / 100}%`);
        const before = { judgement: ready.judge(given), decisions: [], day: TODAY };
        for (const { level, fact, to } of avoidancesOf(ready, given, before)) {
          const needsLevel = (value: typeof to): boolean => {
            const judged = ready.judge(given, new Map([[fact, value]]));
            return judged.kind === 'failed' || judged.requirements.some((each) => each.level === level);
          };
          expect(needsLevel(to)).toBe(false);
          expect(typeof to === 'object' && needsLevel({ n: to.n * 10_000n + to.d, d: to.d * 10_000n })).toBe(
            true,
          );
        }
      }),
      runs(100),
    );
  });
});
