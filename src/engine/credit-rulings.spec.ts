import fc from 'fast-check';
import { runs } from '../../test/support/properties/property-runs.js';
import { day, measure, plan, policy } from '../../test/support/sample-rules.js';
import { calculated, companyOf, payOf, rulebookOf, type Situation } from '../../test/support/situation.js';
import { asked } from '../../test/support/rules/open-deals.js';
import { readShares, writeShares, type CreditRuling } from './model/credit-ruling.js';
import type { Rollup } from './rulebook/rulebook.js';
import { rulingOf } from './ruling-of.js';

const PEOPLE = [{ id: 'ana', manager: 'max' }, { id: 'ben', manager: 'max' }, { id: 'max' }];

function ruling(changes: Partial<CreditRuling> = {}): CreditRuling {
  return {
    id: 'CR-1',
    of: { source: 'crm', booking: 'B' },
    from: day('1900-01-01'),
    until: null,
    to: [{ participant: 'ben', parts: 1 }],
    because: 'Ben closed it',
    by: 'Comp operations',
    arisesFrom: null,
    ...changes,
  };
}

const BOOKINGS: Situation['bookings'] = [
  { id: 'A', date: '2026-01-10', net: '1,000', account: 'acme' },
  { id: 'B', date: '2026-01-20', net: '3,000', account: 'acme' },
];

function found(rulings: readonly CreditRuling[], changes: Partial<Situation> = {}): readonly string[] {
  const { earnings, exceptions } = calculated({ people: PEOPLE, bookings: BOOKINGS, rulings, ...changes });
  return [
    ...earnings.flatMap(({ earning, lines }) =>
      lines.flatMap(({ credit }) =>
        credit && earning.participant !== 'max'
          ? [`${earning.participant} ${credit.line} ${credit.parts}/${credit.of} ${credit.rule}`]
          : [],
      ),
    ),
    ...exceptions.map(({ line, code, reason }) => `${line} ${code} ${reason}`),
  ];
}

describe('credit that people have ruled', () => {
  it('goes before the policy, with the ruling as what gave it', () => {
    expect(found([ruling()])).toEqual(['ana 0 1/1 field/seller', 'ben 1 1/1 ruling/CR-1: Ben closed it']);
  });

  it('is divided by whole parts of all of them', () => {
    const to = [
      { participant: 'ana', parts: 1 },
      { participant: 'ben', parts: 2 },
    ];
    expect(found([ruling({ to })]).slice(1)).toEqual([
      'ana 1 1/3 ruling/CR-1: Ben closed it',
      'ben 1 2/3 ruling/CR-1: Ben closed it',
    ]);
  });

  it('is nobody’s where the ruling says the house, and says why', () => {
    expect(found([ruling({ to: 'house' })]).at(-1)).toBe('1 HOUSE ruling/CR-1: Ben closed it');
  });

  it('reaches the bookings of an account within its days only', () => {
    const of = { account: 'acme' };
    const says = (from: string, until: string | null): readonly string[] =>
      found([ruling({ of, from: day(from), until: until === null ? null : day(until) })]).map((each) =>
        each.slice(0, 5),
      );
    expect(says('2026-01-01', null)).toEqual(['ben 0', 'ben 1']);
    expect(says('2026-01-01', '2026-01-20')).toEqual(['ana 1', 'ben 0']);
    expect(says('2026-01-20', null)).toEqual(['ana 0', 'ben 1']);
  });

  it('is decided by the ruling about the booking before that about its account', () => {
    const ofAccount = ruling({ id: 'CR-2', of: { account: 'acme' }, to: 'house' });
    expect(found([ofAccount, ruling()]).map((each) => each.slice(0, 7))).toEqual(['ben 1 1', '0 HOUSE']);
  });

  it('is nobody’s where two rulings of one scope reach it', () => {
    expect(found([ruling(), ruling({ id: 'CR-2' })]).at(-1)).toBe(
      '1 UNDECIDED ruling/CR-1 and ruling/CR-2 both decide it, and only one may: withdraw or end the others.',
    );
  });

  it('goes with the booking when it is taken back', () => {
    const refund = { id: 'R', date: '2026-02-02', net: '-3,000', changes: 'B' };
    const names = found([ruling()], { bookings: [...BOOKINGS, refund] }).map((each) => each.slice(0, 5));
    expect(names).toEqual(['ana 0', 'ben 1', 'ben 2']);
  });

  it('goes with the booking over any number of bookings that change one another, by the nearest', () => {
    const changing = [
      { id: 'C', date: '2026-02-02', net: '-3,000', changes: 'B' },
      { id: 'D', date: '2026-02-03', net: '3,000', changes: 'C' },
      { id: 'E', date: '2026-02-04', net: '-3,000', changes: 'D' },
    ];
    const changedBy = [...changing, { id: 'B', changes: 'E' }].map(({ id, changes }) => ({
      booking: id,
      changes,
    }));
    const names = (...rulings: readonly CreditRuling[]): readonly string[] =>
      found(rulings, { bookings: [...BOOKINGS, ...changing] }).map((each) => each.slice(0, 5));
    expect(names(ruling({ changedBy }))).toEqual(['ana 0', 'ben 1', 'ben 2', 'ben 3', 'ben 4']);
    const nearer = ruling({ id: 'CR-2', of: { source: 'crm', booking: 'D' }, to: 'house', changedBy });
    expect(names(ruling({ changedBy }), nearer)).toEqual(['ana 0', 'ben 1', 'ben 2', '3 HOU', '4 HOU']);
  });

  it('waits where it is for nobody known', () => {
    const to = [{ participant: 'ghost', parts: 1 }];
    expect(found([ruling({ to })]).at(-1)).toContain('1 UNKNOWN_PERSON');
  });

  it('needs no policy', () => {
    expect(found([ruling()], { policies: [] })).toEqual([
      'ben 1 1/1 ruling/CR-1: Ben closed it',
      '0 NO_POLICY No engagement policy is in force on the booking date.',
    ]);
  });

  it('rolls up as any direct credit', () => {
    const up: Rollup = {
      id: 'up',
      to: 'participant.manager',
      levels: 1,
      when: null,
      ownBookings: 'excluded',
    };
    const plans = [plan({ measures: [measure({ credits: 'rollup' })] })];
    const policies = [policy({ rollup: [up] })];
    const of = (rulings: readonly CreditRuling[]): string | undefined =>
      payOf(calculated({ people: PEOPLE, bookings: BOOKINGS, rulings, plans, policies }))[
        'max commission 2026-Q1'
      ];
    expect([of([ruling()]), of([ruling({ to: 'house' })])]).toEqual(['400.00', '100.00']);
  });

  it('counts for deals that are not booked', () => {
    const situation = { people: PEOPLE, bookings: [], rulings: [ruling({ of: { account: 'acme' } })] };
    const deal = { date: '2026-01-15', net: '500', account: 'acme' };
    const worth = (who: string): boolean => asked(situation, [deal], { who }).together.earnings.length > 0;
    expect([worth('ben'), worth('ana')]).toEqual([true, false]);
  });

  it('answers who would be credited, and what the policy would have said has lost', () => {
    const { rulings = [] } = companyOf({
      people: PEOPLE,
      bookings: [],
      rulings: [ruling({ of: { account: 'acme' } })],
    });
    const booking = {
      id: 'new',
      date: day('2026-01-15'),
      currency: 'USD',
      facts: new Map([
        ['booking.salesperson', 'ana'],
        ['booking.account', 'acme'],
      ]),
    };
    const { rule, phase, gives, lost, because } = rulingOf(booking, {
      ...rulebookOf({ people: [], bookings: [] }),
      rulings,
    });
    expect({ rule, phase, because, to: gives.map(({ output }) => output) }).toEqual({
      rule: 'CR-1',
      phase: 'ruling',
      because: 'Ben closed it',
      to: ['ben'],
    });
    expect(lost.map(({ lostTo }) => lostTo)).toEqual(['ruling']);
  });
});

describe('what any rulings do', () => {
  const id = fc.constantFrom('ana', 'ben', 'max');
  const shares = fc
    .uniqueArray(fc.record({ participant: id, parts: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ participant }) => participant,
    })
    .map((to): CreditRuling['to'] => to);
  const to = fc.oneof(shares, fc.constant('house' as const));
  const of = fc.constantFrom<CreditRuling['of']>(
    { source: 'crm', booking: 'A' },
    { source: 'crm', booking: 'B' },
    { account: 'acme' },
  );

  it('writes and reads shares', () => {
    fc.assert(
      fc.property(to, (any) => expect(readShares(writeShares(any))).toEqual(any)),
      runs(100),
    );
  });

  it('credits each line whole to the narrowest that reaches it, or to nobody with a reason; told in any order', () => {
    const some = fc.array(fc.record({ of, to }), { maxLength: 3 });
    fc.assert(
      fc.property(some, (told) => {
        const rulings = told.map((each, at) => ruling({ id: `CR-${at}`, ...each }));
        const { earnings, exceptions } = calculated({ people: PEOPLE, bookings: BOOKINGS, rulings });
        const own = earnings.flatMap(({ lines }) =>
          lines.flatMap(({ credit }) => (credit && credit.kind !== 'rollup' ? [credit] : [])),
        );
        for (const [line, booking] of ['A', 'B'].entries()) {
          const credits = new Map(
            own.filter((each) => each.line === line).map((each) => [each.participant, each]),
          );
          const whole = [...credits.values()].reduce((sum, each) => sum + each.parts / each.of, 0);
          const narrow = rulings.filter((each) => 'booking' in each.of && each.of.booking === booking);
          const reach = narrow.length > 0 ? narrow : rulings.filter((each) => 'account' in each.of);
          const isGiven = reach.length === 0 || (reach.length === 1 && reach[0]?.to !== 'house');
          expect(whole).toBeCloseTo(isGiven ? 1 : 0, 9);
          expect(exceptions.filter((each) => each.line === line)).toHaveLength(isGiven ? 0 : 1);
        }
        const turned = calculated({ people: PEOPLE, bookings: BOOKINGS, rulings: rulings.toReversed() });
        expect(payOf(turned)).toEqual(payOf(calculated({ people: PEOPLE, bookings: BOOKINGS, rulings })));
      }),
      runs(100),
    );
  });
});
