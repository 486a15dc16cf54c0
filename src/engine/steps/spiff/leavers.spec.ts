import { calculated, type Seated } from '../../../../test/support/situation.js';
import { flat, incentive, operand } from '../../../../test/support/sample-rules.js';
import { first, paidTo, pool, sold, spiff } from '../../../../test/support/spiffs/sample-spiffs.js';
import type { Spiff } from '../../rulebook/rulebook.js';

const TERMS = { 'attribute.target': '300 USD', 'attribute.rate': '8%' };
/** Ana left in the middle of the SPIFF, ben goes on. */
const PEOPLE: readonly Seated[] = [
  { id: 'ana', until: '2026-05-20', facts: TERMS },
  { id: 'ben', facts: TERMS },
];
const BOOKINGS = sold(
  ['A', 'ana', '2026-05-04', '500', 1],
  ['B', 'ben', '2026-05-05', '500', 2],
  ['C', 'ana', '2026-05-06', '200', 3],
  ['Z', 'ben', '2026-06-30', '1', 4],
);

function calculation(terms: Partial<Spiff>) {
  return calculated({ people: PEOPLE, spiffs: [spiff(terms)], bookings: BOOKINGS });
}

describe('what a SPIFF asks of somebody who left before its end', () => {
  it('is what they had on their last day: a cap on what their deals earn', () => {
    const capped = incentive(flat('100%'), {
      id: 'bonus',
      modify: [{ kind: 'deal-cap', at: operand('attribute.target') }],
    });
    const all = calculation({ incentives: [capped] });
    expect(paidTo(PEOPLE, all)).toEqual(['500.00', '300.00']);
    expect(all.troubles).toEqual([]);
  });

  it('goes for caps on what they share, and for what multiplies', () => {
    const cap = {
      kind: 'cap' as const,
      what: 'earning' as const,
      at: operand('attribute.target'),
      window: 'plan-to-date' as const,
      excess: 'lost' as const,
    };
    const shared = first(3, {}, { modify: [cap] });
    expect(paidTo(PEOPLE, calculation({ incentives: [shared] }))).toEqual(['300.00', '300.00']);
    const times = { kind: 'multiplier' as const, times: operand('attribute.rate'), when: null };
    const less = incentive(flat('100%'), { id: 'bonus', modify: [times] });
    expect(paidTo(PEOPLE, calculation({ incentives: [less] }))).toEqual(['56.00', '40.00']);
  });

  it('says whether they have a part of a pool', () => {
    const among = {
      fact: 'attribute.rate',
      test: { is: 'greater' as const, than: operand('5%') },
    };
    const shared = pool('100 USD', { among, settles: { after: 3 } });
    expect(paidTo(PEOPLE, calculation({ incentives: [shared] }))).toEqual(['50.00', '50.00']);
  });
});
