import { describe, expect, it } from '@jest/globals';
import { calculated, cents, type Booked } from '../../test/support/situation.js';
import { flat, incentive, measure, operand, plan } from '../../test/support/sample-rules.js';
import type { Modifier, PlanModifier } from './rulebook/rulebook.js';

const ANA = { id: 'ana', from: '2026-01-01' };

/** What is earned by incentive and period, of these bookings. */
function paid(changes: Parameters<typeof plan>[0], bookings: readonly Booked[]): Record<string, string> {
  const { earnings } = calculated({ plans: [plan(changes)], people: [ANA], bookings });
  return Object.fromEntries(
    earnings
      .filter(({ earning }) => earning.amount !== 0n)
      .map(({ earning }) => [`${earning.incentive} ${earning.period.name}`, cents(earning.amount)]),
  );
}

function booked(...rows: readonly (readonly [string, string, string])[]): readonly Booked[] {
  return rows.map(([id, date, net]) => ({ id, date, net }));
}

describe('semantics 2: caps are part of what is earned', () => {
  const limited = (...modify: readonly Modifier[]): Parameters<typeof plan>[0] => ({
    payEvery: 'quarter',
    measures: [measure({ window: 'quarter' })],
    incentives: [incentive(flat('100%'), { modify })],
  });
  const cap = {
    kind: 'cap',
    what: 'earning',
    at: operand('10,000 USD'),
    window: 'quarter',
    excess: 'lost',
  } as const;
  const floor = { kind: 'floor', at: operand('10,000 USD'), window: 'quarter' } as const;

  it('12,000 are capped at 10,000; a refund that leaves 10,500 takes nothing back', () => {
    const before = paid(limited(cap), booked(['A', '2026-01-10', '7,000'], ['B', '2026-02-10', '5,000']));
    const after = paid(limited(cap), booked(['A', '2026-01-10', '5,500'], ['B', '2026-02-10', '5,000']));
    expect(before).toEqual({ 'commission 2026-Q1': '10000.00' });
    expect(after).toEqual(before);
  });

  it('a refund that leaves 9,500 takes 500 back', () => {
    expect(paid(limited(cap), booked(['A', '2026-01-10', '4,500'], ['B', '2026-02-10', '5,000']))).toEqual({
      'commission 2026-Q1': '9500.00',
    });
  });

  it('a floor of 10,000 is earned too: a refund below it takes nothing back', () => {
    const at = (net: string): Record<string, string> =>
      paid(limited(floor), booked(['A', '2026-01-10', net]));
    expect(at('9,500')).toEqual({ 'commission 2026-Q1': '10000.00' });
    expect(at('8,000')).toEqual(at('9,500'));
    expect(at('12,000')).toEqual({ 'commission 2026-Q1': '12000.00' });
  });
});

describe('semantics 15: guarantees under retro', () => {
  const guarantee: PlanModifier = {
    kind: 'guarantee',
    at: operand('2,000 USD'),
    window: 'month',
    since: null,
    months: null,
    when: null,
  };
  const guaranteed = {
    incentives: [incentive(flat('100%'))],
    payEvery: 'month' as const,
    measures: [measure({ window: 'month' })],
    modify: [guarantee],
  };
  const FIRST = ['A', '2026-01-10', '1,500'] as const;
  const SECOND = ['B', '2026-02-10', '2,500'] as const;
  const total = (pay: Record<string, string>): number =>
    Object.values(pay).reduce((sum, each) => sum + Number(each), 0);

  it('1,500 are made up to 2,000', () => {
    expect(paid(guaranteed, booked(FIRST))).toEqual({
      'commission 2026-01': '1500.00',
      'guarantee 2026-01': '500.00',
    });
  });

  it('a late 800 of January takes the top-up back: 4,800 for both months, not 5,300', () => {
    const late = ['C', '2026-01-20', '800'] as const;
    const pay = paid(guaranteed, booked(FIRST, late, SECOND));
    expect(pay).toEqual({ 'commission 2026-01': '2300.00', 'commission 2026-02': '2500.00' });
    expect(total(pay)).toBe(4800);
    expect(total(paid(guaranteed, booked(FIRST, SECOND)))).toBe(4500);
  });
});
