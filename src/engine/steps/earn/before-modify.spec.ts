import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calculated, payOf, type Situation } from '../../../../test/support/situation.js';
import { flat, incentive, measure, operand, plan } from '../../../../test/support/sample-rules.js';
import type { Incentive, IncentiveFormula } from '../../rulebook/rulebook.js';
import { sayEarning } from '../../explain/say-earning.js';

const CAP: Incentive['modify'][number] = {
  kind: 'cap',
  what: 'earning',
  at: operand('2,000 USD'),
  window: null,
  excess: 'lost',
};
const DOUBLE: Incentive['modify'][number] = { kind: 'multiplier', times: operand('2x'), when: null };
const GATE: Incentive['modify'][number] = {
  kind: 'gate',
  when: { fact: 'measure.sold', test: { is: 'greater-or-equal', than: operand('1,000,000 USD') } },
};

/** An incentive of 10% with modifiers, and another that reads it. */
function reading(modify: Incentive['modify'], other: IncentiveFormula, sold = '50,000'): Situation {
  return {
    people: [{ id: 'ana', from: '2026-01-01' }],
    plans: [
      plan({
        payEvery: 'month',
        measures: [measure()],
        incentives: [incentive(flat('10%'), { modify }), incentive(other, { id: 'other' })],
      }),
    ],
    bookings: [{ id: 'A', date: '2026-01-20', net: sold }],
  };
}

function better(name: string): IncentiveFormula {
  return { kind: 'choice', pick: 'greater', of: [operand(name), operand('3,000 USD')] };
}

describe('an incentive before its modifiers', () => {
  it('is what a cap, a multiplier or a gate has not changed', () => {
    const pay = (modify: Incentive['modify'], name: string): string | undefined =>
      payOf(calculated(reading(modify, better(name))))['ana other 2026-01'];
    expect(pay([CAP], 'incentive.commission.before-modify')).toBe('5000.00');
    expect(pay([CAP], 'incentive.commission')).toBe('3000.00');
    expect(pay([DOUBLE], 'incentive.commission.before-modify')).toBe('5000.00');
    expect(pay([DOUBLE], 'incentive.commission')).toBe('10000.00');
    expect(pay([GATE], 'incentive.commission.before-modify')).toBe('5000.00');
    expect(pay([GATE], 'incentive.commission')).toBe('3000.00');
  });

  it('pays only through the choice that names it, which says what it chose from', () => {
    const calculation = calculated(reading([CAP], better('incentive.commission.before-modify')));
    expect(Object.keys(payOf(calculation))).toEqual(['ana other 2026-01']);
    const [found] = calculation.earnings;
    expect(found && sayEarning(found.earning)).toContain(
      'the greater of commission before its modifiers 5,000.00 and amount 3,000.00',
    );
  });

  it('may be what another is a part of, beside its own pay', () => {
    const half: IncentiveFormula = {
      kind: 'curve',
      axis: 'measure.sold',
      base: operand('incentive.commission.before-modify'),
      between: 'straight',
      before: 'zero',
      after: 'hold',
      noQuota: 'refuse',
      points: [{ id: 'half', at: operand('10,000 USD'), pays: operand('50%') }],
    };
    expect(payOf(calculated(reading([CAP], half)))).toMatchObject({
      'ana commission 2026-01': '2000.00',
      'ana other 2026-01': '2500.00',
    });
  });

  it('is what the incentive pays where it has no modifiers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), fc.boolean(), (sold, capped) => {
        const amount = String(sold);
        const before = better('incentive.commission.before-modify');
        const plain = payOf(calculated(reading([], better('incentive.commission'), amount)));
        const modify = capped ? [DOUBLE, CAP] : [DOUBLE];
        expect(payOf(calculated(reading(modify, before, amount)))).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });
});
