import { describe, expect, it } from '@jest/globals';
import { day, measure, operand, plan, policy } from '../../../../test/support/sample-rules.js';
import { companyOf, rulebookOf, type Situation } from '../../../../test/support/situation.js';
import { FIRST_DAY } from '../../../engine/kernel/day.js';
import { Roster } from '../../../engine/model/roster.js';
import type { Measure } from '../../../engine/rulebook/rulebook.js';
import { reachOf, type Reach } from './reach.js';

function reached(situation: Partial<Situation>): Reach {
  const whole: Situation = { people: [{ id: 'ana', from: '2026-02-01' }], bookings: [], ...situation };
  const company = companyOf(whole);
  const of = { company, rulebook: rulebookOf(whole), roster: new Roster(company) };
  return reachOf(of, { participant: 'ana', dates: [day('2026-05-10')] });
}

describe('the lines that may matter for what a deal is worth', () => {
  it('are those of whom overlays name as well', () => {
    const overlays = [
      { id: 'se', when: null, to: 'booking.engineer', share: operand('100%'), quota: 'counts' as const },
    ];
    expect(reached({ policies: [policy({ overlays })] }).relations).toEqual(['booking.engineer']);
    expect(reached({}).relations).toEqual([]);
  });

  it('are of any day where the plan counts bookings on another date than their own', () => {
    expect(reached({ plans: [plan({ measures: [measure({ date: 'booking.start' })] })] }).since).toBe(
      FIRST_DAY,
    );
    expect(reached({}).since).toBe(day('2026-02-01'));
  });

  it('are those of the whole stay on the plan where deals are capped', () => {
    const people = [{ id: 'ana', from: '2025-02-01' }];
    const since = (modify: NonNullable<Measure['modify']>): number =>
      reached({ people, plans: [plan({ measures: [measure({ negative: 'pay-back', modify })] })] }).since;
    expect(since([])).toBe(day('2026-01-01'));
    expect(since([{ kind: 'cap', what: 'deal', at: operand('80,000 USD') }])).toBe(day('2025-02-01'));
  });
});
