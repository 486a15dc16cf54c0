import { calculated, type Booked, type Seated } from '../../../../../test/support/situation.js';
import { day, flat, incentive, measure, tiers } from '../../../../../test/support/sample-rules.js';
import {
  budget,
  capAt,
  paidBySpiff,
  paidTo,
  spiff,
} from '../../../../../test/support/spiffs/sample-spiffs.js';
import { explain } from '../../../explain/explain.js';
import type { Spiff } from '../../../rulebook/rulebook.js';

const PEOPLE: readonly Seated[] = ['ana', 'ben', 'cho'].map((id) => ({ id }));

/** A booking: id, whose, net, when it became known, and what it changes. */
type Row = readonly [
  id: string,
  by: string,
  net: string,
  recorded: number,
  changes?: string | undefined,
  date?: string,
];

function booked([id, by, net, recorded, changes, date = '2026-05-04']: Row): Booked {
  return { id, by, date, net, recorded, ...(changes === undefined ? {} : { changes }) };
}

const ALL = incentive(flat('100%'), { id: 'bonus' });
const FIRST_500 = budget('500 USD');

function calculation(terms: Partial<Spiff>, rows: readonly Row[]) {
  const spiffs = [spiff({ incentives: [ALL], budget: FIRST_500, ...terms })];
  return calculated({ people: PEOPLE, spiffs, bookings: rows.map(booked) });
}

/** What ana, ben and cho have by the SPIFF. */
function pay(terms: Partial<Spiff>, ...rows: readonly Row[]): readonly string[] {
  return paidTo(PEOPLE, calculation(terms, rows));
}

const A: Row = ['A', 'ana', '500', 1];
const B: Row = ['B', 'ben', '400', 2];

describe('what takes back a booking that a budget refused', () => {
  it('takes nothing of what was not paid: ben keeps nothing, and owes nothing', () => {
    expect(pay({}, A, B)).toEqual(['500.00', '0.00', '0.00']);
    expect(pay({}, A, B, ['R', 'ben', '-400', 3, 'B'])).toEqual(['500.00', '0.00', '0.00']);
    expect(pay({ budget: budget('500 USD', 'pay-nothing') }, A, B, ['R', 'ben', '-400', 3, 'B'])).toEqual([
      '500.00',
      '0.00',
      '0.00',
    ]);
  });

  it('takes first what was refused, then what was paid: of 400, of which 150 were paid, 250 cost nothing', () => {
    const part: Row = ['A', 'ana', '350', 1];
    const back = (net: string): readonly string[] => pay({}, part, B, ['R', 'ben', net, 3, 'B']);
    expect(back('-100')).toEqual(['350.00', '150.00', '0.00']);
    expect(back('-250')).toEqual(['350.00', '150.00', '0.00']);
    expect(back('-300')).toEqual(['350.00', '100.00', '0.00']);
    expect(back('-400')).toEqual(['350.00', '0.00', '0.00']);
  });

  it('gives the budget back what it had admitted: 150 are there for who comes later', () => {
    const back: Row = ['R', 'ben', '-400', 3, 'B'];
    expect(pay({}, ['A', 'ana', '350', 1], B, back, ['C', 'cho', '400', 4])).toEqual([
      '350.00',
      '0.00',
      '150.00',
    ]);
  });

  it('goes on where one before it ended: two of 200 take back 400', () => {
    const part: Row = ['A', 'ana', '350', 1];
    const one: Row = ['R', 'ben', '-200', 3, 'B'];
    expect(pay({}, part, B, one)).toEqual(['350.00', '150.00', '0.00']);
    for (const changes of ['B', 'R'])
      expect(pay({}, part, B, one, ['S', 'ben', '-200', 4, changes])).toEqual(['350.00', '0.00', '0.00']);
  });

  it('is itself taken back as if neither had been: what was refused stays refused', () => {
    const back: Row = ['R', 'ben', '-400', 3, 'B'];
    const freed: Row = ['T', 'ana', '-500', 4, 'A'];
    expect(pay({}, A, B, back, freed, ['S', 'ben', '400', 5, 'R'])).toEqual(['0.00', '0.00', '0.00']);
    expect(pay({}, A, B, back, freed, ['S', 'ben', '400', 5, 'R'], ['Q', 'ben', '-400', 6, 'S'])).toEqual([
      '0.00',
      '0.00',
      '0.00',
    ]);
    // What had been paid asks the budget again.
    const part: Row = ['A', 'ana', '350', 1];
    const again: Row = ['S', 'ben', '400', 5, 'R'];
    expect(pay({}, part, B, back, again)).toEqual(['350.00', '150.00', '0.00']);
    expect(pay({}, part, B, back, ['C', 'cho', '100', 4], again)).toEqual(['350.00', '50.00', '100.00']);
  });

  it('takes what was refused of a later up-sell too: a deal is a booking with all that changes it', () => {
    const [more, back]: readonly Row[] = [
      ['U', 'ana', '300', 2, 'A'],
      ['R', 'ana', '-800', 3, 'A'],
    ];
    expect(pay({}, A, more ?? A)).toEqual(['500.00', '0.00', '0.00']);
    expect(pay({}, A, more ?? A, ['R', 'ana', '-300', 3, 'U'])).toEqual(['500.00', '0.00', '0.00']);
    expect(pay({}, A, more ?? A, back ?? A)).toEqual(['0.00', '0.00', '0.00']);
  });

  it('takes what was paid where the budget had refused another booking', () => {
    const other: Row = ['B', 'ana', '400', 2];
    expect(pay({}, A, other, ['R', 'ana', '-500', 3, 'A'])).toEqual(['0.00', '0.00', '0.00']);
    expect(pay({}, A, other, ['R', 'ana', '-400', 3, 'B'])).toEqual(['500.00', '0.00', '0.00']);
  });

  it('goes person by person where a booking is split', () => {
    const holders = ['ana', 'ben'].map((participant) => ({
      of: 'west',
      participant,
      from: day('2026-01-01'),
      until: null,
    }));
    const split = { date: '2026-05-04', by: null, territory: 'west' };
    const given = {
      people: PEOPLE,
      holders,
      spiffs: [spiff({ incentives: [ALL], budget: budget('300 USD') })],
      bookings: [
        { ...split, id: 'S', net: '500', recorded: 1 },
        { ...split, id: 'T', net: '-300', recorded: 2, changes: 'S' },
      ],
    };
    // 250 and 50 of 250; 150 are taken back of each.
    expect(paidBySpiff(calculated(given))).toEqual({
      'ana bonus 2026-05': '100.00',
      'ben bonus 2026-05': '50.00',
    });
  });
});

describe('what takes back a booking that became known with it, or after it', () => {
  it('takes what the booking was paid, and nothing is reserved for what is left of it by then', () => {
    for (const recorded of [1, 2]) {
      const back: Row = ['R', 'ben', '-400', recorded, 'B', '2026-05-20'];
      expect(pay({}, ['A', 'ana', '500', 1], B, back)).toEqual(['500.00', '0.00', '0.00']);
      expect(pay({}, back, B, ['C', 'cho', '450', 2, undefined, '2026-05-06'])).toEqual([
        '0.00',
        '0.00',
        '450.00',
      ]);
    }
  });

  it('leaves who came between what the budget holds, and no more', () => {
    const back: Row = ['R', 'ben', '-400', 1, 'B'];
    expect(pay({}, back, ['C', 'cho', '900', 2], ['B', 'ben', '400', 3])).toEqual(['0.00', '0.00', '500.00']);
  });

  it('stands for itself where the booking counts for nothing here', () => {
    const owing = { measures: [measure({ window: 'plan-to-date', negative: 'pay-back' as const })] };
    expect(pay(owing, ['R', 'ben', '-400', 1, 'X'], ['C', 'cho', '900', 2])).toEqual([
      '0.00',
      '-400.00',
      '900.00',
    ]);
  });
});

describe('a budget beside other terms', () => {
  it('of tiers takes what other bookings lose from what was refused of them: 6 and 5 are paid 2 in the end, or nothing', () => {
    const starts = [
      ['lo', '0 USD', '2%'],
      ['hi', '300 USD', '5%'],
    ];
    const rising = {
      incentives: [incentive(tiers(starts, { axis: 'measure.sold' }), { id: 'rate' })],
      budget: budget('1 USD'),
    };
    const rows: readonly Row[] = [
      ['C', 'cho', '50', 1],
      ['A', 'ana', '300', 2],
      ['B', 'ana', '100', 3],
      ['R', 'ana', '-300', 4, 'A', '2026-05-20'],
    ];
    expect(pay(rising, ...rows)).toEqual(['0.00', '0.00', '1.00']);
    for (const amount of ['9 USD', '90 USD'])
      expect(pay({ ...rising, budget: budget(amount) }, ...rows)).toEqual(['2.00', '0.00', '1.00']);
    // Of 12 that are paid the refund gives 9 back: 6 of its booking, 3 of the other.
    const later: Row = ['D', 'cho', '450', 5];
    expect(pay({ ...rising, budget: budget('12 USD') }, ...rows, later)).toEqual(['2.00', '0.00', '10.00']);
  });

  it('of a cap takes back what the cap had left', () => {
    const capped = incentive(flat('100%'), { id: 'bonus', modify: [capAt('300 USD')] });
    const rows: readonly Row[] = [['A', 'ana', '400', 1], B, ['R', 'ben', '-400', 3, 'B']];
    expect(pay({ incentives: [capped], budget: budget('450 USD') }, ...rows.slice(0, 2))).toEqual([
      '300.00',
      '150.00',
      '0.00',
    ]);
    expect(pay({ incentives: [capped], budget: budget('450 USD') }, ...rows)).toEqual([
      '300.00',
      '0.00',
      '0.00',
    ]);
  });

  it('holds through pay periods and windows: a booking of May that is taken back in June', () => {
    const months = {
      effective: { from: day('2026-05-01'), until: day('2026-07-01') },
      measures: [measure({ window: 'month', negative: 'pay-back' as const })],
    };
    const back: Row = ['R', 'ben', '-400', 3, 'B', '2026-06-10'];
    expect(pay(months, A, B, back)).toEqual(['500.00', '0.00', '0.00']);
    expect(pay({ ...months, budget: null }, A, B, back)).toEqual(['500.00', '0.00', '0.00']);
  });

  it('that suffices changes nothing', () => {
    const rows: readonly Row[] = [
      A,
      B,
      ['R', 'ben', '-450', 3, 'B'],
      ['S', 'ana', '-100', 1, 'A'],
      ['N', 'ben', '-70', 4],
    ];
    expect(pay({ budget: budget('5,000 USD') }, ...rows)).toEqual(pay({ budget: null }, ...rows));
  });

  it('leaves what takes back no booking as it was', () => {
    expect(pay({}, A, B, ['N', 'ben', '-400', 3])).toEqual(['500.00', '-400.00', '0.00']);
  });

  it('says what was refused, and that it is not taken back', () => {
    const { earnings } = calculation({}, [['A', 'ana', '350', 1], B, ['R', 'ben', '-300', 3, 'B']]);
    const ben = earnings.find(
      ({ earning: { plan, participant } }) => plan === 'sprint' && participant === 'ben',
    );
    expect(ben && explain(ben.earning).says).toBe(
      '100 USD credited since 2026-05-01: 100 × 100% = 100.00; less 250.00 because the budget of 500.00 holds no more, plus 250.00 because what is taken back was not paid, as the budget of 500.00 had refused it, which makes 100.00 USD.',
    );
  });
});
