import { day, policy } from '../../test/support/sample-rules.js';
import { calculated, rulebookOf, type Situation } from '../../test/support/situation.js';
import { rulingOf } from './ruling-of.js';
import type { HoldingTold } from './model/derived/late-holders.js';
import type { EngagementPolicy } from './rulebook/rulebook.js';

const owned = (on: string, changes: Partial<HoldingTold> = {}): HoldingTold => ({
  of: 'acme',
  from: day('2026-01-01'),
  until: null,
  told: day(on),
  gone: null,
  otherwise: null,
  ...changes,
});
const known = (fact: string) => ({ fact, test: { is: 'known' as const } });
const phase = (to: string): EngagementPolicy['phases'][number] => ({
  id: to,
  hit: 'unique',
  rules: [{ id: to, when: known(to), credit: [{ to, parts: 1 }], because: `By ${to}` }],
});
const OWNERS = policy({ phases: [phase('territory.holders'), phase('account.owner')] });
const BOOKED = { id: 'A', date: '2026-01-20', net: '1,000', by: null, toldOn: '2026-01-25' };
const ACME: Situation['bookings'] = [{ ...BOOKED, account: 'acme', facts: { 'account.owner': 'ana' } }];

function found(ownersTold: readonly HoldingTold[], changes: Partial<Situation> = {}): readonly string[] {
  const { earnings, exceptions } = calculated({
    people: [{ id: 'ana' }, { id: 'ben' }],
    bookings: ACME,
    policies: [OWNERS],
    ownersTold,
    ...changes,
  });
  return [
    ...earnings.flatMap(({ earning, lines }) =>
      lines.flatMap(({ credit }) => (credit ? [`${earning.participant} ${credit.line}`] : [])),
    ),
    ...exceptions.map(({ code, reason }) => `${code}: ${reason}`),
  ];
}

const UNTIL = 'has it by a credit ruling, or where the policy says backfill.';
const WHY = `HOUSE: Who owns acme was not known when the booking was told (2026-01-25); whoever was told later ${UNTIL}`;

describe('credit that was at the house, of an account whose owner was told late', () => {
  it.each([
    ['before', '2026-01-10', ['ana 0']],
    ['on the day on which the booking was', '2026-01-25', ['ana 0']],
    ['a day later', '2026-01-26', [WHY]],
  ])('is %s told: the owner', (_, on, expected) => {
    expect(found([owned(on)])).toEqual(expected);
  });

  it('moves within the days of backfill, and not after', () => {
    const policies = [{ ...OWNERS, backfill: 30 }];
    expect(found([owned('2026-02-24')], { policies })).toEqual(['ana 0']);
    expect(found([owned('2026-02-25')], { policies })[0]).toContain('(2026-01-25) and 30 days after');
  });

  it('is not concerned where the accounts file named somebody, or another was known to own it', () => {
    expect(found([owned('2026-03-01', { otherwise: 'ben' })])).toEqual(['ana 0']);
    const before = owned('2026-01-02', { gone: day('2026-03-01') });
    expect(found([before, owned('2026-03-01')])).toEqual(['ana 0']);
  });

  it('is as if nobody had been told where they were taken back on the same day', () => {
    const policies = [{ ...OWNERS, backfill: 30 }];
    const back = (gone: string) => owned('2026-02-10', { gone: day(gone) });
    expect(found([back('2026-02-10'), owned('2026-03-01')], { policies })).toEqual([
      WHY.replace('(2026-01-25)', '(2026-01-25) and 30 days after'),
    ]);
    expect(found([back('2026-02-11'), owned('2026-03-01')], { policies })).toEqual(['ana 0']);
  });

  it.each([
    ['account.previous-owner', 'Who owned acme before was not known'],
    ['account.parent-owner', 'Who owns the top above acme was not known'],
  ] as const)('stays for whom else the account leads to: %s', (relation, why) => {
    const policies = [policy({ phases: [phase('account.owner'), phase(relation)] })];
    const bookings = ACME.map((each) => ({ ...each, facts: { [relation]: 'ana' } }));
    const late = (on: string) => found([owned(on, { relation })], { policies, bookings });
    expect(late('2026-01-25')).toEqual(['ana 0']);
    expect(late('2026-01-26')).toEqual([expect.stringContaining(`HOUSE: ${why} when the booking was told`)]);
    expect(found([owned('2026-01-26')], { policies, bookings })).toEqual(['ana 0']);
  });

  it.each([
    ['stays', 'named', 0],
    ['moves', 'ordinary', 0],
    ['moves', null, 0],
    ['moves', 'named', 10],
  ])('%s where the file said by then that the account is %s, within %i days', (done, named, backfill) => {
    const isNamed = { fact: 'account.named', test: { is: 'equal' as const, to: { word: 'named' } } };
    const credit = [{ to: 'account.named-owner', parts: 1 }];
    const rule = { id: 'named', when: isNamed, credit, because: 'Named' };
    const phases: EngagementPolicy['phases'] = [
      { id: 'named', hit: 'unique', rules: [rule] },
      phase('account.owner'),
    ];
    const facts = { 'account.named': 'named', 'account.named-owner': 'ana', 'account.owner': 'ben' };
    const said = [
      { on: day('2026-01-25'), named },
      { on: day('2026-01-30'), named: 'ordinary' },
    ];
    const late = [owned('2026-03-01', { relation: 'account.named-owner', said })];
    // An ordinary account was its owner's, who was known: then it was not at the house.
    const [kept, ...more] = found(late, {
      policies: [{ ...policy({ phases }), backfill }],
      bookings: ACME.map((each) => ({ ...each, facts })),
    });
    expect(more).toEqual([]);
    expect(kept).toContain(done === 'stays' ? 'HOUSE: For whom acme is named' : 'ana 0');
  });

  it('is not concerned where somebody else has it, or by owners of other accounts and days', () => {
    const holders = [{ of: 't', participant: 'ben', from: day('2026-01-01'), until: null }];
    const bookings = ACME.map((each) => ({ ...each, territory: 't' }));
    expect(found([owned('2026-03-01')], { holders, bookings })).toEqual(['ben 0']);
    expect(found([owned('2026-03-01', { of: 'other' })])).toEqual(['ana 0']);
    expect(found([owned('2026-03-01', { until: day('2026-01-20') })])).toEqual(['ana 0']);
  });

  it('stays where both the holder and the owner were told late, and goes to the one who was not', () => {
    const holders = [{ of: 't', participant: 'ben', from: day('2026-01-01'), until: null }];
    const { otherwise: _of, ...held } = owned('2026-03-01', { of: 't' });
    const bookings = ACME.map((each) => ({ ...each, territory: 't' }));
    const late = { holders, bookings, holdingsTold: [held] };
    const both =
      'HOUSE: Nobody was known to hold t, and who owns acme was not known when the booking was told';
    expect(found([owned('2026-03-01')], late)).toEqual([expect.stringContaining(both)]);
    expect(found([owned('2026-01-10')], late)).toEqual(['ben 0']);
  });

  it('keeps the part of the owner, and gives the others theirs', () => {
    const credit = [
      { to: 'booking.salesperson', parts: 1 },
      { to: 'account.owner', parts: 1 },
    ];
    const rule = { id: 'both', when: known('booking.salesperson'), credit, because: 'Both' };
    const policies = [policy({ phases: [{ id: 'both', hit: 'unique', rules: [rule] }] })];
    const bookings = ACME.map((each) => ({ ...each, by: 'ben' }));
    expect(found([owned('2026-03-01')], { policies, bookings })).toEqual(['ben 0', WHY]);
  });
});

describe('the ruling on one booking of such an account', () => {
  it.each([
    ['2026-01-25', null, 'ana'],
    ['2026-01-26', null, 'house'],
    ['2026-01-26', 'ben', 'ana'],
  ])('says the same as crediting does: told on %s, %s in the file', (on, otherwise, who) => {
    const facts = new Map<string, string | number>([
      ['booking.account', 'acme'],
      ['account.owner', 'ana'],
      ['booking.told-on', day('2026-01-25')],
    ]);
    const booking = { id: 'A', date: day('2026-01-20'), currency: 'USD', facts };
    const rules = rulebookOf({ people: [], bookings: [], policies: [OWNERS] });
    const { gives, because } = rulingOf(booking, { ...rules, ownersTold: [owned(on, { otherwise })] });
    expect(gives.map(({ output }) => output)).toEqual([who]);
    expect(because).toBe(who === 'house' ? WHY.slice('HOUSE: '.length) : 'By account.owner');
  });
});
