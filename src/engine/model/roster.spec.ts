import { companyOf } from '../../../test/support/situation.js';
import { day } from '../../../test/support/sample-rules.js';
import { Hierarchy } from './hierarchy.js';
import { Roster } from './roster.js';

const PEOPLE = [
  {
    id: 'ana',
    manager: 'mia',
    until: '2026-02-01',
    facts: { 'attribute.rate': '8%', 'participant.role': 'seller' },
  },
  {
    id: 'ana',
    manager: 'vera',
    from: '2026-02-01',
    until: '2026-06-01',
    dated: [['attribute.rate', '9%', '2026-03-01', '2026-04-01']] as const,
  },
  { id: 'ana', plan: 'lead', manager: 'vera', from: '2026-07-01' },
  { id: 'mia', manager: 'vera' },
  { id: 'vera', manager: 'mia' },
];

describe('the roster', () => {
  const roster = new Roster(companyOf({ people: PEOPLE, bookings: [] }));
  const ana = roster.numberOf('ana') ?? -1;

  it('finds the seat of a day, and none in a gap', () => {
    const seat = roster.seatOn(ana, day('2026-03-01'));
    expect(seat).toMatchObject({
      assignment: { manager: 'vera' },
      segment: { plan: 'ae', until: day('2026-06-01') },
    });
    expect(roster.seatOn(ana, day('2026-06-01'))).toBeUndefined();
    expect(roster.seatOn(ana, day('2026-07-01'))).toMatchObject({ segment: { plan: 'lead' } });
  });

  it('prefers the dated value of an attribute to the assignment’s', () => {
    expect(roster.factOn(ana, 'attribute.rate', day('2026-01-15'))).toEqual({ n: 2n, d: 25n });
    expect(roster.factOn(ana, 'attribute.rate', day('2026-03-15'))).toEqual({ n: 9n, d: 100n });
    expect(roster.factOn(ana, 'attribute.rate', day('2026-04-01'))).toBeUndefined();
    expect(roster.factOn(ana, 'participant.role', day('2026-01-15'))).toBe('seller');
    expect(roster.factOn(ana, 'participant.manager', day('2026-02-15'))).toBe('vera');
  });

  it('says when two assignments hold at once', () => {
    const twice = new Roster(
      companyOf({
        people: [
          { id: 'ana', until: '2026-03-01' },
          { id: 'ana', plan: 'lead', from: '2026-02-01' },
        ],
        bookings: [],
      }),
    );
    expect(twice.seatOn(0, day('2026-01-31'))).toMatchObject({ segment: { plan: 'ae' } });
    expect(twice.seatOn(0, day('2026-02-01'))).toBe('double');
    expect(twice.seatOn(0, day('2026-03-01'))).toMatchObject({ segment: { plan: 'lead' } });
  });

  it('climbs the managers of a day and ends a circle', () => {
    const hierarchy = new Hierarchy(roster);
    const names = (date: string): readonly string[] =>
      hierarchy.managersOn(ana, day(date)).map((person) => roster.idOf(person));
    expect(names('2026-01-15')).toEqual(['mia', 'vera']);
    expect(names('2026-02-15')).toEqual(['vera', 'mia']);
    expect(names('2026-06-15')).toEqual([]);
    expect(names('2026-01-15')).toEqual(['mia', 'vera']);
    expect([...hierarchy.circles.keys()].map((person) => roster.idOf(person))).toEqual(['mia', 'vera']);
  });
});
