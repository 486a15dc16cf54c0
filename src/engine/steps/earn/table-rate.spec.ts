import { calculated, payOf, type Situation } from '../../../../test/support/situation.js';
import { day, flat, incentive, measure, operand, plan } from '../../../../test/support/sample-rules.js';
import type { Table } from '../../rulebook/rulebook.js';

const LINE_RATES: Table = {
  id: 'line-rates',
  effective: { from: day('1990-01-01'), until: null },
  fingerprint: 'rates-1',
  inputs: ['line.discount', 'line.category'],
  outputs: [{ id: 'rate', is: 'percent' }],
  hit: 'collect-sum',
  noMatch: 'refuse',
  rows: [
    {
      id: 'low',
      tests: [{ is: 'less-or-equal', than: operand('15%') }, { is: 'anything' }],
      outputs: [operand('3%')],
    },
    {
      id: 'high',
      tests: [{ is: 'greater', than: operand('15%') }, { is: 'anything' }],
      outputs: [operand('2%')],
    },
    {
      id: 'drinks',
      tests: [{ is: 'anything' }, { is: 'equal', to: { word: 'beverages' } }],
      outputs: [operand('0.5%')],
    },
  ],
};

describe('flat pay', () => {
  it('takes the rate of each line from a table', () => {
    const lines = ['216 0% beverages', '126 25% confections', '216 25% beverages'].map((text, index) => {
      const [net = '', discount = '', category = ''] = text.split(' ');
      return {
        id: '10477',
        line: index + 1,
        date: '2026-03-17',
        net,
        facts: { 'line.discount': discount, 'line.category': category },
      };
    });
    const situation: Situation = {
      people: [{ id: 'ana' }],
      bookings: lines,
      plans: [
        plan({
          incentives: [incentive(flat('table.line-rates.rate'))],
          measures: [measure({ negative: 'pay-back' })],
          rounding: { to: 'cents', half: 'away-from-zero', per: 'booking' },
        }),
      ],
      tables: [LINE_RATES],
    };
    expect(payOf(calculated(situation))).toEqual({ 'ana commission 2026-Q1': '15.48' });
  });

  it('says so where no row of the table matches though one must', () => {
    const facts = { 'line.discount': '20%', 'line.category': 'toys' };
    const situation: Situation = {
      people: [{ id: 'ana' }],
      bookings: [{ id: 'A', date: '2026-01-01', net: '100', facts }],
      plans: [plan({ incentives: [incentive(flat('table.line-rates.rate'))] })],
      tables: [{ ...LINE_RATES, rows: LINE_RATES.rows.slice(0, 1) }],
    };
    expect(calculated(situation)).toMatchObject({
      earnings: [{ earning: { amount: 0n } }],
      troubles: [{ code: 'NO_RATE' }],
    });
    const silent = {
      ...situation,
      tables: [{ ...LINE_RATES, rows: LINE_RATES.rows.slice(0, 1), noMatch: 'nothing' as const }],
    };
    expect(calculated(silent)).toMatchObject({
      earnings: [{ earning: { amount: 0n, reason: null } }],
      troubles: [],
    });
  });
});
