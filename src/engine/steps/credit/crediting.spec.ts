import { calculated, type Situation } from '../../../../test/support/situation.js';
import { day, measure, plan, policy } from '../../../../test/support/sample-rules.js';

describe('what cannot be credited', () => {
  const codes = (situation: Partial<Situation>): readonly string[] =>
    calculated({
      people: [{ id: 'ana' }],
      bookings: [{ id: 'A', date: '2026-01-20', net: '100' }],
      ...situation,
    }).exceptions.map(({ code }) => code);

  it.each<[string, Partial<Situation>, string[]]>([
    [
      'goes to the house without a seller or holder',
      { bookings: [{ id: 'A', date: '2026-01-20', net: '1', by: null }] },
      ['HOUSE'],
    ],
    [
      'waits for a seller who is no participant',
      { bookings: [{ id: 'A', date: '2026-01-20', net: '1', by: 'ghost' }] },
      ['UNKNOWN_PERSON'],
    ],
    [
      'waits for a seller who is on no plan that day',
      { people: [{ id: 'ana', from: '2026-02-01' }] },
      ['NO_PLAN'],
    ],
    [
      'waits for a plan version that is in force',
      { plans: [plan({ effective: { from: day('2026-02-01'), until: null } })] },
      ['NO_PLAN'],
    ],
    [
      'waits for a rate of exchange',
      { bookings: [{ id: 'A', date: '2026-01-20', net: '1', currency: 'EUR' }] },
      ['CURRENCY'],
    ],
    ['waits for a policy', { policies: [] }, ['NO_POLICY']],
    [
      'waits where two assignments hold at once',
      { people: [{ id: 'ana' }, { id: 'ana', plan: 'other' }] },
      ['UNDECIDED'],
    ],
    [
      'waits outside every period of the calendar',
      { quarters: [{ name: 'FY25Q1', from: day('2025-01-01'), until: day('2025-04-01') }] },
      ['NO_PERIOD'],
    ],
  ])('%s', (_, situation, expected) => {
    expect(codes(situation)).toEqual(expected);
  });

  it('says which number a line lacks that its plan adds up', () => {
    const margins = plan({ measures: [measure({ sum: 'line.margin' })] });
    const bookings = [
      { id: 'A', date: '2026-01-20', net: '100', facts: { 'line.margin': '40 USD' } },
      { id: 'B', date: '2026-01-21', net: '100' },
    ];
    const { exceptions, earnings } = calculated({ people: [{ id: 'ana' }], plans: [margins], bookings });
    expect(exceptions).toEqual([
      {
        line: 1,
        code: 'NO_NUMBER',
        reason: 'line.margin is not known, and the plan ae adds it up.',
        participant: 'ana',
      },
    ]);
    expect(earnings).toMatchObject([{ earning: { amount: 400n, measure: { n: 40n, d: 1n } } }]);
  });

  it('waits for a decision where two rules match and one may', () => {
    const named = policy().phases[0];
    const tie = named
      ? [{ ...named, rules: named.rules.flatMap((rule) => [rule, { ...rule, id: 'again' }]) }]
      : [];
    expect(codes({ policies: [policy({ phases: tie })] })).toEqual(['UNDECIDED']);
    expect(
      codes({ policies: [policy({ phases: tie.map((phase) => ({ ...phase, hit: 'first' })) })] }),
    ).toEqual([]);
  });
});

describe('a territory that nobody held', () => {
  it('is credited from the first day of a holder, also one that is told of later', () => {
    const booking = { id: 'A', date: '2026-01-20', net: '100,000', by: null, territory: 'west' };
    const vacant: Situation = { people: [{ id: 'ana' }], bookings: [booking] };
    const from = (text: string): Situation => ({
      ...vacant,
      holders: [{ of: 'west', participant: 'ana', from: day(text), until: null }],
    });
    const paid = (situation: Situation): readonly bigint[] =>
      calculated(situation).earnings.map(({ earning }) => earning.amount);
    expect(calculated(vacant).exceptions.map(({ code }) => code)).toEqual(['HOUSE']);
    expect(paid(vacant)).toEqual([]);
    expect(paid(from('2026-01-20'))).toEqual([1_000_000n]);
    expect(paid(from('2026-01-21'))).toEqual([]);
  });
});
