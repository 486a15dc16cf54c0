import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import { day, policy } from '../../test/support/sample-rules.js';
import { calculated, rulebookOf, type Situation } from '../../test/support/situation.js';
import { rulingOf } from './ruling-of.js';
import { LateHolders, type BookedBefore, type HoldingTold } from './model/derived/late-holders.js';

const HELD = { of: 't', participant: 'ana', from: day('2026-01-01'), until: null };
const told = (on: string, changes: Partial<HoldingTold> = {}): HoldingTold => ({
  of: 't',
  from: day('2026-01-01'),
  until: null,
  told: day(on),
  gone: null,
  ...changes,
});

function found(holdingsTold: readonly HoldingTold[], changes: Partial<Situation> = {}): readonly string[] {
  const { earnings, exceptions } = calculated({
    people: [{ id: 'ana' }, { id: 'ben' }],
    bookings: [{ id: 'A', date: '2026-01-20', net: '1,000', by: null, territory: 't', toldOn: '2026-01-25' }],
    holders: [HELD],
    holdingsTold,
    ...changes,
  });
  return [
    ...earnings.flatMap(({ earning, lines }) =>
      lines.flatMap(({ credit }) => (credit ? [`${earning.participant} ${credit.line}`] : [])),
    ),
    ...exceptions.map(({ code, reason }) => `${code}: ${reason}`),
  ];
}

const WHY =
  'HOUSE: Nobody was known to hold t when the booking was told (2026-01-25); whoever was told later has it by a credit ruling, or where the policy says backfill.';

describe('credit that was at the house', () => {
  it.each([
    ['before', '2026-01-10', ['ana 0']],
    ['on the day on which the booking was', '2026-01-25', ['ana 0']],
    ['a day later', '2026-01-26', [WHY]],
  ])('is %s told: the holder', (_, on, expected) => {
    expect(found([told(on)])).toEqual(expected);
  });

  it('moves within the days of backfill, and not after', () => {
    const policies = [policy({ backfill: 30 })];
    expect(found([told('2026-02-24')], { policies })).toEqual(['ana 0']);
    const [late] = found([told('2026-02-25')], { policies });
    expect(late).toContain('(2026-01-25) and 30 days after');
  });

  it('is not concerned where somebody else was known to hold it', () => {
    const before = told('2026-01-02', { gone: day('2026-03-01') });
    expect(found([before, told('2026-03-01')])).toEqual(['ana 0']);
    const gone = told('2026-01-02', { gone: day('2026-01-24') });
    expect(found([gone, told('2026-03-01')])).toEqual([WHY]);
  });

  it('is not concerned where the booking was never at the house', () => {
    const bookings: Situation['bookings'] = [
      { id: 'A', date: '2026-01-20', net: '1,000', by: 'ben', territory: 't', toldOn: '2026-01-25' },
    ];
    expect(found([told('2026-03-01')], { bookings })).toEqual(['ben 0']);
  });

  it('moves by a ruling', () => {
    const ruling = {
      id: 'CR-1',
      of: { source: 'crm', booking: 'A' },
      from: day('2026-01-01'),
      until: null,
      to: [{ participant: 'ben', parts: 1 }],
      because: 'Ben had it',
      by: 'Comp operations',
      arisesFrom: null,
    };
    expect(found([told('2026-03-01')], { rulings: [ruling] })).toEqual(['ben 0']);
  });

  it('keeps the part that nobody had, and gives the others theirs', () => {
    const credit = [
      { to: 'booking.salesperson', parts: 1 },
      { to: 'territory.holders', parts: 1 },
    ];
    const rule = {
      id: 'both',
      when: { fact: 'booking.salesperson', test: { is: 'known' as const } },
      credit,
      because: 'Both',
    };
    const policies = [policy({ phases: [{ id: 'both', hit: 'unique', rules: [rule] }] })];
    const bookings: Situation['bookings'] = [
      { id: 'A', date: '2026-01-20', net: '1,000', by: 'ben', territory: 't', toldOn: '2026-01-25' },
    ];
    expect(found([told('2026-03-01')], { policies, bookings })).toEqual(['ben 0', WHY]);
  });

  it('is told of a booking of a day to come on that day', () => {
    const bookings: Situation['bookings'] = [
      { id: 'A', date: '2026-03-20', net: '1,000', by: null, territory: 't', toldOn: '2026-01-25' },
    ];
    expect(found([told('2026-03-20')], { bookings })).toEqual(['ana 0']);
  });
});

describe('the ruling on one booking', () => {
  it.each([
    ['2026-01-25', 'ana'],
    ['2026-01-26', 'house'],
  ])('says the same as crediting does, where the holder is told on %s', (on, who) => {
    const known: [string, string | number][] = [
      ['booking.territory', 't'],
      ['territory.holders', 'ana'],
      ['booking.told-on', day('2026-01-25')],
    ];
    const booking = { id: 'A', date: day('2026-01-20'), currency: 'USD', facts: new Map(known) };
    const rules = { ...rulebookOf({ people: [], bookings: [] }), holdingsTold: [told(on)] };
    const { gives, because } = rulingOf(booking, rules);
    expect(gives.map(({ output }) => output)).toEqual([who]);
    expect(because).toBe(who === 'house' ? WHY.slice('HOUSE: '.length) : 'Held the territory');
  });
});

const isLate = (holdingsTold: readonly HoldingTold[], asked: BookedBefore): boolean =>
  new LateHolders({ holdingsTold }).cameLate(asked).length > 0;

describe('whether a holder came too late', () => {
  const any = fc.integer({ min: 0, max: 60 });
  const row = fc.record({ told: any, lasts: fc.option(fc.integer({ min: 1, max: 20 }), { nil: null }) });

  it('hangs on days alone, in whatever order holdings come, and never on one of the same day or before', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), any, any, (rows, booked, backfill) => {
        const held = rows.map(({ told: on, lasts }) => ({
          ...told('2026-01-01'),
          told: on,
          gone: lasts === null ? null : on + lasts,
          from: 0,
        }));
        const asked = { territory: 't', account: null, date: 0, told: booked, backfill };
        const stays = isLate(held, asked);
        expect(isLate(held.toReversed(), asked)).toBe(stays);
        const isKnown = held.some((each) => each.told <= booked && (each.gone ?? booked + 1) > booked);
        expect(stays && isKnown).toBe(false);
        const more = isLate(held, { ...asked, backfill: backfill + 1 });
        expect(more && !stays).toBe(false);
      }),
      runs(200),
    );
  });
});
