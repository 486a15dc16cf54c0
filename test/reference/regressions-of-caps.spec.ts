import type { Plan } from '../../src/engine/rulebook/rulebook.js';
import { disagreement } from './disagreement.js';
import { day, flat, incentive, measure, operand, plan, tiers } from '../support/sample-rules.js';
import { calculated, payOf, type Booked, type Situation } from '../support/situation.js';

// What the engine and the reference once disagreed on, where the engine was wrong: caps on what credits and deals count.
function booked(id: string, line: number, by: { net: string; on: string; changes?: string }): Booked {
  const { net, on, changes } = by;
  return { id, line, net, date: `2026-01-${on}`, ...(changes === undefined ? {} : { changes }) };
}

describe('a cap on what a credit counts', () => {
  const given = (bookings: readonly Booked[]): Situation => ({
    people: [{ id: 'ana' }],
    plans: [
      plan({
        measures: [
          measure({
            negative: 'pay-back',
            modify: [{ kind: 'cap', what: 'credit', at: operand('80 USD') }],
          }),
        ],
        incentives: [incentive(flat('10%'))],
      }),
    ],
    bookings,
  });
  const pay = (...bookings: readonly Booked[]): unknown =>
    payOf(calculated(given(bookings)))['ana commission 2026-Q1'];
  const sale = [booked('A', 1, { net: '30', on: '10' }), booked('A', 2, { net: '100', on: '10' })];
  const back = booked('R', 1, { net: '-60', on: '12', changes: 'A' });

  it('counts what it did, once what was taken back comes again: 30 + 80, then 70 of the other line, then 30 + 80', () => {
    expect(pay(...sale)).toBe('11.00');
    expect(pay(...sale, back)).toBe('7.00');
    expect(pay(...sale, back, booked('S', 1, { net: '60', on: '14', changes: 'R' }))).toBe('11.00');
  });

  it('takes nothing of a line that is itself below nothing: 80 - 1.37 whatever comes and goes of the other', () => {
    const lines = [booked('A', 1, { net: '80.37', on: '10' }), booked('A', 2, { net: '-1.37', on: '10' })];
    const gone = booked('R', 1, { net: '-80.37', on: '12', changes: 'A' });
    expect(pay(...lines)).toBe('7.86');
    expect(pay(...lines, gone, booked('S', 1, { net: '80.37', on: '14', changes: 'R' }))).toBe('7.86');
  });
});

describe('a cap on what a deal earns', () => {
  it('holds for a deal that began where there is no quota and nothing is paid: −9.06 is taken back as −9.00', () => {
    const rows = [['base', '0%', '10%']];
    const by = { axis: 'attainment.sold', base: 'measure.sold' };
    const version = (id: string, from: string, noQuota: 'refuse' | '10%'): Plan =>
      plan({
        fingerprint: id,
        effective: { from: day(from), until: noQuota === 'refuse' ? day('2026-01-12') : null },
        measures: [measure({ negative: 'pay-back', quota: 'attribute.quota' })],
        incentives: [
          incentive(tiers(rows, { ...by, noQuota: noQuota === 'refuse' ? noQuota : operand(noQuota) }), {
            modify: [{ kind: 'deal-cap', at: operand('9 USD') }],
          }),
        ],
      });
    const given: Situation = {
      people: [{ id: 'ana' }],
      plans: [version('ae-1', '2025-01-01', 'refuse'), version('ae-2', '2026-01-12', '10%')],
      bookings: [
        booked('A', 1, { net: '100', on: '10' }),
        booked('R', 1, { net: '-90.6', on: '14', changes: 'A' }),
      ],
    };
    expect(payOf(calculated(given))).toEqual({ 'ana commission 2026-Q1': '-9.00' });
    expect(disagreement(given)).toBeNull();
  });
});
