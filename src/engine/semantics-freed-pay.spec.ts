import { day, flat, incentive, operand, tiers } from '../../test/support/sample-rules.js';
import { budget, contest, first, paidBySpiff, pool, spiff } from '../../test/support/spiffs/sample-spiffs.js';
import { calculatedOn, type ToldBooking } from '../../test/support/spiffs/told-on.js';
import { explain } from './explain/explain.js';
import type { Afterwards, Budget, Spiff } from './rulebook/rulebook.js';

const PEOPLE = ['ana', 'ben', 'cho'].map((id) => ({ id }));
const ALL = ['stand', 'disqualify', 're-run'] as const;

/** Three orders, told in this order; cho's fits no more. */
const SOLD: readonly ToldBooking[] = [
  { id: 'A', by: 'ana', date: '2026-05-10', net: '10,000', on: '2026-05-10' },
  { id: 'B', by: 'ben', date: '2026-05-11', net: '10,000', on: '2026-05-11' },
  { id: 'C', by: 'cho', date: '2026-05-12', net: '10,000', on: '2026-05-12' },
];

/** What a refund takes back of ana's order, dated and told on a day. */
const refund = (net: string, on: string): ToldBooking => ({
  id: 'R',
  by: 'ana',
  date: '2026-05-31',
  net,
  on,
  facts: { 'booking.changes': 'A' },
});

function calculation(changes: Partial<Spiff>, more: readonly ToldBooking[] = []) {
  const history = { people: PEOPLE, spiffs: [spiff(changes)], told: [...SOLD, ...more] };
  return calculatedOn(history, '2027-01-01');
}

/** What ana, ben and cho have. */
function pay(changes: Partial<Spiff>, ...more: readonly ToldBooking[]): readonly string[] {
  const paid = paidBySpiff(calculation(changes, more));
  return PEOPLE.map(
    ({ id }) => Object.entries(paid).find(([key]) => key.startsWith(`${id} `))?.[1] ?? '0.00',
  );
}

function limited(afterCutOff: Afterwards, terms: Partial<Budget>, pays = first(3)): Partial<Spiff> {
  const settles = afterCutOff === 're-run' ? null : ({ on: day('2026-06-15') } as const);
  const known = budget('1,000 USD');
  return { incentives: [pays], budget: known && { ...known, afterCutOff, settles, ...terms } };
}

describe('semantics 17: what is freed of a budget', () => {
  /** Ana's order, withdrawn on a day. */
  const gone = (on: string): ToldBooking => ({ ...(SOLD[0] as ToldBooking), on, gone: true });

  it('by a withdrawal until the cut-off is there for who comes next: 500, 500 and none become none, 500 and 500', () => {
    for (const afterCutOff of ALL) {
      expect(pay(limited(afterCutOff, {}))).toEqual(['500.00', '500.00', '0.00']);
      expect(pay(limited(afterCutOff, {}), gone('2026-06-15'))).toEqual(['0.00', '500.00', '500.00']);
    }
  });

  it.each([
    ['stand', ['500.00', '500.00', '0.00']],
    ['disqualify', ['0.00', '500.00', '0.00']],
    ['re-run', ['0.00', '500.00', '500.00']],
  ] as const)('by a withdrawal after the cut-off: %s', (afterCutOff, paid) => {
    expect(pay(limited(afterCutOff, {}), gone('2026-06-16'))).toEqual(paid);
  });

  it.each([
    ['stand', ['500.00', '500.00', '0.00']],
    ['disqualify', ['0.00', '500.00', '0.00']],
    ['re-run', ['0.00', '500.00', '0.00']],
  ] as const)(
    'by a refund of a place is nothing for what had been refused before it: %s',
    (afterCutOff, paid) => {
      expect(pay(limited(afterCutOff, {}), refund('-10,000', '2026-06-15'))).toEqual([
        '0.00',
        '500.00',
        '0.00',
      ]);
      expect(pay(limited(afterCutOff, {}), refund('-10,000', '2026-06-16'))).toEqual(paid);
    },
  );

  it('by a refund of a place is there for who moves up into it, and for what becomes known later', () => {
    const of = { amount: operand('500 USD') } as Partial<Budget>;
    const back = refund('-10,000', '2026-06-13');
    const later: ToldBooking = { id: 'D', by: 'cho', date: '2026-05-31', net: '10,000', on: '2026-06-14' };
    expect(pay(limited('stand', of, first(1)))).toEqual(['500.00', '0.00', '0.00']);
    expect(pay(limited('stand', of, first(1)), back)).toEqual(['0.00', '500.00', '0.00']);
    expect(pay(limited('stand', of, first(9)), back, later)).toEqual(['0.00', '0.00', '500.00']);
  });

  it('by a refund of a place pays no rate that was refused: 900, of which 800 were reserved, never had 150 left', () => {
    const starts = [
      ['lo', '0 USD', '1%'],
      ['hi', '20,000 USD', '2%'],
    ];
    const rate = incentive(tiers(starts, { axis: 'measure.sold' }), { id: 'rate' });
    const places = first(2, { each: 'participant', pays: operand('250 USD') });
    const known = budget('900 USD', 'pay-nothing');
    const told: readonly ToldBooking[] = [
      { id: 'A', by: 'ana', date: '2026-05-01', net: '15,000', on: '2026-05-01' },
      { id: 'B', by: 'ana', date: '2026-05-02', net: '10,000', on: '2026-05-02' },
      { id: 'C', by: 'ben', date: '2026-05-03', net: '15,000', on: '2026-05-03' },
    ];
    const back: ToldBooking = { ...refund('-10,000', '2026-05-05'), facts: { 'booking.changes': 'B' } };
    const of = (...all: readonly ToldBooking[]) =>
      Object.entries(
        paidBySpiff(
          calculatedOn(
            {
              people: PEOPLE,
              spiffs: [
                spiff({
                  incentives: [places, rate],
                  budget: known && { ...known, settles: { on: day('2026-06-15') } },
                }),
              ],
              told: all,
            },
            '2027-01-01',
          ),
        ),
      ).filter(([key]) => key.startsWith('ben '));
    const nothing = [
      ['ben rate 2026-05', '0.00'],
      ['ben first 2026-05', '0.00'],
    ];
    expect(of(...told)).toEqual(nothing);
    expect(of(...told, back)).toEqual(nothing);
  });

  it('is nothing where a part of the booking is left: what was admitted stays whole', () => {
    const tenth = incentive(flat('10%'), { id: 'own' });
    const of = { amount: operand('1,500 USD') } as Partial<Budget>;
    expect(pay(limited('disqualify', of, tenth))).toEqual(['1000.00', '500.00', '0.00']);
    expect(pay(limited('disqualify', of, tenth), refund('-9,999', '2026-06-16'))).toEqual([
      '1000.00',
      '500.00',
      '0.00',
    ]);
    expect(pay(limited('disqualify', of, tenth), refund('-10,000', '2026-06-16'))).toEqual([
      '0.00',
      '500.00',
      '0.00',
    ]);
  });

  it('by a booking that takes back is there for what becomes known after it, and not for what came before', () => {
    const tenth = incentive(flat('10%'), { id: 'own' });
    const of = { amount: operand('1,500 USD') } as Partial<Budget>;
    const later: ToldBooking = { id: 'D', by: 'cho', date: '2026-05-31', net: '10,000', on: '2026-06-14' };
    const back = refund('-9,000', '2026-06-13');
    // 1,000 and 500 are reserved, none is left for C; 900 come back, and D has them.
    for (const afterCutOff of ALL)
      expect(pay(limited(afterCutOff, of, tenth), back, later)).toEqual(['100.00', '500.00', '900.00']);
    // A booking that was withdrawn was never there.
    const gone: ToldBooking = { ...(SOLD[0] as ToldBooking), on: '2026-06-13', gone: true };
    for (const afterCutOff of ALL)
      expect(pay(limited(afterCutOff, of, tenth), gone)).toEqual(['0.00', '1000.00', '500.00']);
  });

  it.each([
    ['stand', ['1000.00', '500.00', '0.00']],
    ['disqualify', ['0.00', '500.00', '0.00']],
    ['re-run', ['0.00', '1000.00', '500.00']],
  ] as const)('of a rate, by a withdrawal after the cut-off: %s', (afterCutOff, paid) => {
    const tenth = incentive(flat('10%'), { id: 'own' });
    const of = { amount: operand('1,500 USD') } as Partial<Budget>;
    const gone: ToldBooking = { ...(SOLD[0] as ToldBooking), on: '2026-06-16', gone: true };
    expect(pay(limited(afterCutOff, of, tenth), gone)).toEqual(paid);
  });

  it('raises nobody whose pay was scaled: three of 500 on 1,000', () => {
    const scaled = { whenExhausted: 'scale-all' } as const;
    const back = refund('-10,000', '2026-06-16');
    expect(pay(limited('stand', scaled), back)).toEqual(['333.33', '333.34', '333.33']);
    expect(pay(limited('disqualify', scaled), back)).toEqual(['0.00', '333.34', '333.33']);
    expect(pay(limited('re-run', scaled), back)).toEqual(['0.00', '500.00', '500.00']);
  });

  it('is told to who loses it, and to who had come next', () => {
    const says = (terms: Partial<Budget>) =>
      calculation(limited('disqualify', terms), [refund('-10,000', '2026-06-16')]).earnings.flatMap(
        ({ earning, lines }) =>
          earning.plan === 'sprint' ? [`${earning.participant}: ${explain(earning, lines).says}`] : [],
      );
    const [ana, , cho] = says({});
    expect(ana).toMatch(/^ana: .*does not count any more, as known now; nobody else gets it\.$/);
    expect(cho).toMatch(
      /^cho: .*the budget of 1,000\.00 holds no more; what is freed after its cut-off, 2026-06-15, goes to nobody\.$/,
    );
    expect(says({ whenExhausted: 'pay-nothing' })[2]).toMatch(
      /no longer holds the whole, so nothing is paid; what is freed after its cut-off, 2026-06-15, goes to nobody\.$/,
    );
  });
});

describe('semantics 17: what is freed of prizes and parts', () => {
  const won = { settles: { on: day('2026-06-15') } } as const;
  const more: readonly ToldBooking[] = [
    { id: 'A2', by: 'ana', date: '2026-05-13', net: '2,000', on: '2026-05-13' },
    { id: 'B2', by: 'ben', date: '2026-05-13', net: '1,000', on: '2026-05-13' },
  ];
  const back = refund('-10,000', '2026-06-16');

  it.each([
    ['stand', ['3000.00', '500.00', '0.00']],
    ['disqualify', ['0.00', '500.00', '0.00']],
    ['re-run', ['0.00', '3000.00', '500.00']],
  ] as const)('a prize: %s moves it so', (afterwards, paid) => {
    const prizes = contest(['3,000 USD', '500 USD'], { afterwards, ...won });
    expect(pay({ incentives: [prizes] }, ...more, back)).toEqual(paid);
  });

  it('a part of a pool goes to nobody, and what is left of it is not shared anew', () => {
    const parts = (afterwards: Afterwards) => ({
      incentives: [pool('900 USD', { afterwards, ...won })],
    });
    const gone: ToldBooking = { ...(SOLD[0] as ToldBooking), on: '2026-06-16', gone: true };
    expect(pay(parts('stand'), gone)).toEqual(['300.00', '300.00', '300.00']);
    expect(pay(parts('disqualify'), gone)).toEqual(['0.00', '300.00', '300.00']);
    expect(pay(parts('re-run'), gone)).toEqual(['0.00', '450.00', '450.00']);
  });
});
