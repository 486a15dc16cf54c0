import { calculated, payOf, type Situation } from '../../test/support/situation.js';
import { incentive, measure, plan, tiers } from '../../test/support/sample-rules.js';

const arr = measure({
  id: 'arr',
  quota: 'attribute.arr-quota',
  when: {
    fact: 'booking.type',
    test: {
      is: 'one-of',
      tests: ['new', 'expansion'].map((word) => ({ is: 'equal' as const, to: { word } })),
    },
  },
});
const accountExecutive = plan({
  payEvery: 'month',
  measures: [arr],
  incentives: [
    incentive(
      tiers(
        [
          ['to-quota', '0%', 'attribute.base-rate'],
          ['accelerator', '>100%', 'attribute.base-rate', '1.5x'],
        ],
        { axis: 'attainment.arr', base: 'measure.arr', noQuota: { name: 'attribute.base-rate' } },
      ),
      { id: 'arr-commission' },
    ),
  ],
});
const crossesQuota: Situation = {
  plans: [accountExecutive],
  people: [{ id: 'ana', facts: { 'attribute.base-rate': '10%', 'attribute.arr-quota': '300,000 USD' } }],
  bookings: [
    { id: 'A', date: '2026-01-20', net: '100,000', facts: { 'booking.type': 'new' } },
    { id: 'B', date: '2026-02-10', net: '150,000', facts: { 'booking.type': 'new' } },
    { id: 'C', date: '2026-03-05', net: '120,000', facts: { 'booking.type': 'expansion' } },
  ],
};

describe('an account executive with accelerators, paid monthly', () => {
  it('crosses quota in March', () => {
    expect(payOf(calculated(crossesQuota))).toEqual({
      'ana arr-commission 2026-01': '10000.00',
      'ana arr-commission 2026-02': '15000.00',
      'ana arr-commission 2026-03': '15500.00',
    });
  });

  it('is paid for a late January deal in January and March', () => {
    const late = { id: 'D', date: '2026-01-25', net: '20,000', facts: { 'booking.type': 'new' } };
    expect(payOf(calculated({ ...crossesQuota, bookings: [...crossesQuota.bookings, late] }))).toEqual({
      'ana arr-commission 2026-01': '12000.00',
      'ana arr-commission 2026-02': '15000.00',
      'ana arr-commission 2026-03': '16500.00',
    });
  });

  it('says why a renewal earns nothing', () => {
    const renewal = { id: 'R', date: '2026-01-25', net: '20,000', facts: { 'booking.type': 'renewal' } };
    const { earnings } = calculated({ ...crossesQuota, bookings: [renewal] });
    expect(earnings).toHaveLength(1);
    expect(earnings[0]?.earning).toMatchObject({ incentive: '', amount: 0n, period: { name: '2026-01' } });
    expect(earnings[0]?.earning.reason).toBe(
      'No incentive of ae counts these credits: arr counts own credits where booking.type is new, expansion.',
    );
    expect(earnings[0]?.lines).toHaveLength(1);
  });
});
