import { day, flat, incentive, measure } from '../../../../../test/support/sample-rules.js';
import {
  budget,
  paidBySpiff,
  paidTo,
  pool,
  spiff,
} from '../../../../../test/support/spiffs/sample-spiffs.js';
import { calculatedOn, type ToldBooking } from '../../../../../test/support/spiffs/told-on.js';
import { explain } from '../../../explain/explain.js';
import type { Calculation } from '../../../calculate.js';
import type { Spiff } from '../../../rulebook/rulebook.js';

const PEOPLE = ['ana', 'ben'].map((id) => ({ id }));
const MONTHS = { measures: [measure({ window: 'month', negative: 'pay-back' as const })] };

/** A SPIFF of the first half of May, and again of its last days. */
function twiceInMay(terms: Partial<Spiff>): readonly Spiff[] {
  const first = spiff({
    ...MONTHS,
    ...terms,
    effective: { from: day('2026-05-01'), until: day('2026-05-15') },
  });
  return [
    first,
    {
      ...first,
      effective: { from: day('2026-05-20'), until: day('2026-06-01') },
      fingerprint: 'sprint-2',
    },
  ];
}

function calculation(
  terms: Partial<Spiff>,
  ...rows: readonly (readonly [string, string, string])[]
): Calculation {
  const told = rows.map(([by, net, on], at): ToldBooking => ({ id: `D${at}`, by, net, date: on, on }));
  return calculatedOn({ people: PEOPLE, spiffs: twiceInMay(terms), told }, '2026-09-01');
}

describe('a month in which a SPIFF pauses', () => {
  const known = budget('500 USD');
  const settling = (after: number): Partial<Spiff> => ({
    incentives: [incentive(flat('100%'), { id: 'bonus' })],
    budget: known && { ...known, afterCutOff: 'stand', settles: { after } },
  });

  it('is paid of both budgets, each of which settles for itself', () => {
    const rows = [
      ['ana', '600', '2026-05-10'],
      ['ana', '300', '2026-05-22'],
      ['ben', '300', '2026-05-25'],
    ] as const;
    for (const after of [2, 10])
      expect(paidTo(PEOPLE, calculation(settling(after), ...rows))).toEqual(['800.00', '200.00']);
  });

  it('says of each what stands beside it', () => {
    const { earnings } = calculation(
      settling(10),
      ['ana', '600', '2026-05-10'],
      ['ana', '300', '2026-05-22'],
    );
    const says = earnings
      .filter(({ earning }) => earning.plan === 'sprint')
      .map(({ earning }) => explain(earning).says);
    expect(says).toEqual([
      '900 USD credited in 2026-05: 900 × 100% = 900.00; less 100.00 because the budget of 500.00 holds no more; what is freed after its cut-off, 2026-05-24, goes to nobody, less 300.00 because what is paid for bookings on the other side of the pause stands beside it, which makes 500.00 USD.',
      '900 USD credited in 2026-05: 900 × 100% = 900.00; less 600.00 because what is paid for bookings on the other side of the pause stands beside it, which makes 300.00 USD.',
    ]);
  });

  it('has a pool for each of its parts, by what was known when it settled', () => {
    const shared = pool('100 USD', { settles: { after: 1 }, afterwards: 'stand' });
    const share = (...rows: readonly (readonly [string, string, string])[]): unknown =>
      paidBySpiff(calculation({ incentives: [shared] }, ...rows));
    expect(share(['ana', '10', '2026-05-10'], ['ben', '10', '2026-05-22'])).toEqual({
      'ana share 2026-05': '100.00',
      'ana share 2026-06': '50.00',
      'ben share 2026-06': '50.00',
    });
  });
});
