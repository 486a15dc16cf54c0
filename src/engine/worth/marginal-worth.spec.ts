import { incentive, flat, measure, operand, plan, tiers } from '../../../test/support/sample-rules.js';
import {
  companyOf,
  linesOf,
  rulebookOf,
  type Booked,
  type Situation,
} from '../../../test/support/situation.js';
import { writeUnits } from '../kernel/ratio.js';
import type { Plan } from '../rulebook/rulebook.js';
import { marginalWorth } from '../marginal-worth.js';

const STEPPED = incentive(
  tiers(
    [
      ['base', '0 USD', '5%'],
      ['all', '100,000 USD', '8%'],
    ],
    { axis: 'measure.sold', mode: 'whole' },
  ),
);

function worthOf(booking: string, rules: Partial<Plan>, bookings: readonly Booked[]): readonly string[] {
  const situation: Situation = {
    plans: [plan({ measures: [measure()], ...rules })],
    people: [{ id: 'ana', from: '2026-01-01' }],
    bookings,
  };
  const lines = linesOf(situation);
  const found = marginalWorth(companyOf(situation), rulebookOf(situation), {
    participant: 'ana',
    lines,
    isLeftOut: (line) => line.booking === booking,
    known: lines.at(-1)?.date ?? 0,
  });
  return found.map((each) => {
    const amounts = [each.with, each.without, each.with - each.without].map((cents) => writeUnits(cents, 2));
    return [each.incentive, each.period.name, ...amounts].join(' ');
  });
}

describe('what a deal is worth at the margin', () => {
  const sold = [
    { id: 'A', date: '2026-01-10', net: '99,000' },
    { id: 'B', date: '2026-02-10', net: '2,000' },
  ];

  it('semantics 19: a deal that lifts the tier of all is worth what they all gain', () => {
    expect(worthOf('B', { incentives: [STEPPED] }, sold)).toEqual([
      'commission 2026-Q1 8080.00 4950.00 3130.00',
    ]);
  });

  it('is nothing where the pay is the same without it', () => {
    const cap = {
      kind: 'cap',
      what: 'earning',
      at: operand('1,000 USD'),
      window: null,
      excess: 'lost',
    } as const;
    const capped = incentive(flat('10%'), { modify: [cap] });
    expect(worthOf('B', { incentives: [capped] }, sold)).toEqual([]);
  });

  it('tells what the plan puts on top less of, and every pay period that it moves', () => {
    const guarantee = {
      kind: 'guarantee',
      at: operand('9,000 USD'),
      window: 'quarter',
      since: null,
      months: null,
      when: null,
    } as const;
    const rules = { incentives: [STEPPED], modify: [guarantee], payEvery: 'month' } as const;
    expect(worthOf('A', rules, sold)).toEqual([
      'commission 2026-01 4950.00 0.00 4950.00',
      'guarantee 2026-Q1 920.00 8900.00 -7980.00',
      'commission 2026-02 3130.00 100.00 3030.00',
    ]);
  });

  it('knows no less of the time without the last deal', () => {
    const guarantee = {
      kind: 'guarantee',
      at: operand('100 USD'),
      window: 'month',
      since: null,
      months: null,
      when: null,
    } as const;
    const rules = { incentives: [incentive(flat('1%'))], modify: [guarantee], payEvery: 'month' } as const;
    expect(worthOf('B', rules, sold)).toEqual([
      'commission 2026-02 20.00 0.00 20.00',
      'guarantee 2026-02 80.00 100.00 -20.00',
    ]);
  });
});
