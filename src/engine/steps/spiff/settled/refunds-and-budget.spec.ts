import { day, flat, incentive, measure } from '../../../../../test/support/sample-rules.js';
import { budget, paidTo, spiff } from '../../../../../test/support/spiffs/sample-spiffs.js';
import { calculatedOn, type ToldBooking } from '../../../../../test/support/spiffs/told-on.js';
import type { Afterwards, Spiff } from '../../../rulebook/rulebook.js';

const PEOPLE = ['ana', 'ben'].map((id) => ({ id }));

/** A booking: id, whose, net, the day on which it is dated and told, and what it changes. */
type Row = readonly [id: string, by: string, net: string, on: string, changes?: string];

const A: Row = ['A', 'ana', '350', '2026-05-10'];
const B: Row = ['B', 'ben', '400', '2026-05-11'];

/** What ana and ben have of all that a budget of 500 pays that settles on 15 June. */
function pay(afterCutOff: Afterwards, terms: Partial<Spiff>, ...rows: readonly Row[]): readonly string[] {
  const known = budget('500 USD');
  const settles = afterCutOff === 're-run' ? null : ({ on: day('2026-06-15') } as const);
  const told = rows.map(([id, by, net, on, changes]): ToldBooking => ({
    id,
    by,
    net,
    date: on,
    on,
    ...(changes === undefined ? {} : { changes }),
  }));
  const limited = spiff({
    effective: { from: day('2026-05-01'), until: day('2026-06-11') },
    incentives: [incentive(flat('100%'), { id: 'bonus' })],
    budget: known && { ...known, afterCutOff, settles },
    ...terms,
  });
  return paidTo(PEOPLE, calculatedOn({ people: PEOPLE, spiffs: [limited], told }, '2027-01-01'));
}

describe('what takes back a booking that a budget had refused, where the budget settles', () => {
  it.each(['stand', 'disqualify', 're-run'] as const)('takes nothing that was not paid: %s', (afterwards) => {
    expect(pay(afterwards, {}, A, B)).toEqual(['350.00', '150.00']);
    const back = (net: string, on: string): readonly string[] =>
      pay(afterwards, {}, A, B, ['R', 'ben', net, on, 'B']);
    expect(back('-250', '2026-06-09')).toEqual(['350.00', '150.00']);
    expect(back('-300', '2026-06-09')).toEqual(['350.00', '100.00']);
    expect(back('-400', '2026-06-09')).toEqual(['350.00', '0.00']);
  });

  it('leaves nobody below nothing who loses the rest after the cut-off, whatever the pay periods', () => {
    const months = { measures: [measure({ window: 'month' as const, negative: 'pay-back' as const })] };
    for (const terms of [{}, months])
      for (const on of ['2026-05-20', '2026-06-09']) {
        const rows: readonly Row[] = [
          A,
          B,
          ['R', 'ben', '-300', on, 'B'],
          ['S', 'ben', '-100', '2026-06-20', 'B'],
        ];
        expect(pay('disqualify', terms, ...rows)).toEqual(['350.00', '0.00']);
        expect(pay('stand', terms, ...rows)).toEqual(['350.00', '100.00']);
      }
  });

  it('loses nothing by a return that was taken back before the cut-off', () => {
    const rows: readonly Row[] = [
      A,
      B,
      ['R', 'ben', '-400', '2026-05-20', 'B'],
      ['S', 'ben', '400', '2026-06-09', 'R'],
    ];
    for (const afterwards of ['stand', 'disqualify', 're-run'] as const)
      expect(pay(afterwards, {}, ...rows)).toEqual(['350.00', '150.00']);
  });
});
