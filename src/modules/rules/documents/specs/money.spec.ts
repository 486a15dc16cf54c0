import { describe, expect, it } from '@jest/globals';
import { curve, MEASURES, plan, tiers, told } from '../../../../../test/support/rules/money.js';

describe('a tier that never pays', () => {
  const TWO = '{ id: a, from: 0 USD, pays: 10% }, { id: b, from: "200,000 USD", pays: 15% }';
  const capped = (cap: string): string =>
    tiers('measure.net', 'marginal', TWO).replace(/ \}$/, `, modify: [{ cap: ${cap} }] }`);

  it('starts where the cap is reached', () => {
    expect(told(plan([capped('{ what: earning, at: "10,000 USD", excess: lost }')]))).toEqual([
      'warning NEVER_REACHED The tier b starts at 200,000 USD, where 20,000.00 USD would be earned; the cap of 10,000.00 USD is reached before, so its rate never pays anything.',
    ]);
  });

  it('has a rate that the cap on rates cuts', () => {
    expect(told(plan([capped('{ what: rate, at: 12% }')]))).toEqual([
      'warning NEVER_REACHED The tier b pays 15% and the cap on the rate is 12%: 100,000 in it earn 12,000.00 USD, not 15,000.00 USD.',
    ]);
  });

  it('is one rate that the cap on rates cuts', () => {
    const flat = (cap: string): string =>
      `{ id: pay, flat: { base: measure.net, pays: 5% }, modify: [{ cap: { what: rate, at: ${cap} } }] }`;
    expect(told(plan([flat('4%')]))).toEqual([
      'warning NEVER_REACHED The rate is 5% and the cap on the rate is 4%: 100,000 earn 4,000.00 USD, not 5,000.00 USD.',
    ]);
    expect(told(plan([flat('5%')]))).toEqual([]);
  });

  it('does pay below a higher cap, and where the cap is for a longer time', () => {
    expect(told(plan([capped('{ what: earning, at: "20,000.01 USD", excess: lost }')]))).toEqual([]);
    expect(told(plan([capped('{ what: earning, at: "10,000 USD", window: year, excess: lost }')]))).toEqual(
      [],
    );
  });
});

describe('a cap below target', () => {
  const VALUES = `values:
  - { id: rate, is: percent, divide: [attribute.target, attribute.quota], if-zero: refuse }
  - { id: most, is: money, multiply: [attribute.target, 80%] }
  - { id: enough, is: money, multiply: [attribute.target, 150%] }
`;
  const with_ = (incentive: string, modifiers: string): string =>
    incentive.replace(/ \}$/, `, modify: [${modifiers}] }`);
  const BY_RATE = tiers(
    'attainment.net',
    'marginal',
    '{ id: a, from: 0%, pays: value.rate }, { id: b, above: 100%, pays: value.rate, times: 2x }',
  );

  it('is told where the rate is the target by the quota', () => {
    const cap = '{ cap: { what: earning, at: value.most, excess: lost } }';
    expect(told(plan([with_(BY_RATE, cap)], { more: VALUES }))).toEqual([
      'warning CAP_BELOW_TARGET With attribute.target at 10,000.00 USD, 100% of target pays 10,000.00 USD in a quarter, and the cap is 8,000.00 USD: nobody can earn their target pay.',
    ]);
    expect(told(plan([with_(BY_RATE, cap.replace('most', 'enough'))], { more: VALUES }))).toEqual([]);
  });

  it('is told of a curve, over a longer time too', () => {
    const paying = curve(
      '{ id: a, at: 50%, pays: 0% }, { id: b, at: 100%, pays: 100% }',
      'before: zero, after: 2x',
    ).replace('attribute.target', '"5,000 USD"');
    const cap = (at: string, window: string): string =>
      `{ cap: { what: earning, at: "${at} USD", window: ${window}, excess: lost } }`;
    expect(told(plan([with_(paying, cap('19,999', 'year'))]))).toEqual([
      'warning CAP_BELOW_TARGET 100% of target pays 20,000.00 USD in a year, and the cap is 19,999.00 USD: nobody can earn their target pay.',
    ]);
    expect(told(plan([with_(paying, cap('20,000', 'year'))]))).toEqual([]);
    expect(told(plan([with_(paying, cap('5,000', 'quarter'))]))).toEqual([]);
  });

  it('is told of a bonus, and goes by what multipliers before it always make of the target', () => {
    const cap = '{ cap: { what: earning, at: "4,000 USD", window: quarter, excess: lost } }';
    const bonus = '{ id: pay, bonus: { pays: "5,000 USD", when: { attainment.net: ">= 100%" } } }';
    expect(told(plan([with_(bonus, cap)]))).toEqual([
      'warning CAP_BELOW_TARGET The bonus pays 5,000.00 USD in a quarter, and the cap is 4,000.00 USD: nobody can earn it whole.',
    ]);
    const halved = `{ multiplier: { times: 0.5x } }, ${cap}`;
    const paying = curve(
      '{ id: a, at: 50%, pays: 0% }, { id: b, at: 100%, pays: 100% }',
      'before: zero, after: hold',
    );
    expect(told(plan([with_(paying.replace('attribute.target', '"8,000 USD"'), halved)]))).toEqual([]);
    expect(told(plan([with_(paying.replace('attribute.target', '"8,002 USD"'), halved)]))).toEqual([
      'warning CAP_BELOW_TARGET 100% of target pays 4,001.00 USD in a quarter, and the cap is 4,000.00 USD: nobody can earn their target pay.',
    ]);
  });

  it('is told of all incentives together', () => {
    const two = [
      BY_RATE,
      curve('{ id: a, at: 100%, pays: 100% }', 'before: zero, after: hold').replace('id: pay', 'id: more'),
    ];
    const text = `${plan(two, { more: VALUES })}modify: [{ cap: { at: value.enough, window: quarter, excess: lost } }]\n`;
    expect(told(text)).toEqual([
      'warning CAP_BELOW_TARGET With attribute.target at 10,000.00 USD, 100% of target pays 20,000.00 USD in a quarter, and the cap is 15,000.00 USD: nobody can earn their target pay.',
    ]);
    expect(told(text.replace('window: quarter, excess', 'window: year, excess'))).toHaveLength(1);
    expect(
      told(
        plan([BY_RATE], { more: VALUES }).concat(
          'modify: [{ cap: { at: value.enough, window: quarter, excess: lost } }]\n',
        ),
      ),
    ).toEqual([]);
  });
});

describe('what is counted', () => {
  const paid = (one: string, two: string): string[] =>
    told(
      plan(
        [
          '{ id: a, flat: { base: measure.one, pays: 5% } }',
          '{ id: b, flat: { base: measure.two, pays: 8% } }',
        ],
        {
          measures: [
            `{ id: one, sum: line.net, when: ${one}, window: quarter, negative: pay-back }`,
            `{ id: two, sum: line.net, when: ${two}, window: quarter, negative: pay-back }`,
          ],
        },
      ),
    );

  it('leaves out an amount between two incentives', () => {
    expect(paid('{ line.net: "< 10,000 USD" }', '{ line.net: "> 10,000 USD" }')).toEqual([
      'warning COUNTED_BY_NONE A booking whose line.net is 10,000 USD is paid by none of a and b: it earns nothing.',
    ]);
    expect(paid('{ line.discount: "[0%..10%]" }', '{ line.discount: "[11%..20%]" }')).toEqual([
      'warning COUNTED_BY_NONE A booking whose line.discount is 10.5% is paid by none of a and b: 100,000 of it earn nothing.',
    ]);
  });

  it('leaves out one word of a closed list', () => {
    expect(paid('{ booking.type: new }', '{ booking.type: expansion }')).toEqual([
      'warning COUNTED_BY_NONE A booking whose booking.type is renewal is paid by none of a and b: 100,000 of it earn nothing.',
    ]);
  });

  it('takes an amount or a word twice', () => {
    expect(paid('{ line.net: "<= 10,000 USD" }', '{ line.net: ">= 10,000 USD" }')).toEqual([
      'warning COUNTED_TWICE A booking whose line.net is 10,000 USD is paid by both a and b: it earns 500.00 USD and 800.00 USD.',
    ]);
    expect(paid('{ booking.type: [new, expansion] }', '{ booking.type: [expansion, renewal] }')).toEqual([
      'warning COUNTED_TWICE A booking whose booking.type is expansion is paid by both a and b: 100,000 of it earn 5,000.00 USD and 8,000.00 USD.',
    ]);
  });

  it.each([
    ['shared out whole', '{ line.net: "< 10,000 USD" }', '{ line.net: ">= 10,000 USD" }'],
    ['paid on top of everything', '{ booking.type: [new, expansion, renewal] }', '{ booking.type: new }'],
    ['asked by different facts', '{ booking.type: new }', '{ line.net: ">= 10,000 USD" }'],
    [
      'left out at the ends only',
      '{ line.net: "[1,000 USD..5,000 USD)" }',
      '{ line.net: "[5,000 USD..9,000 USD]" }',
    ],
    ['compared with a name', '{ line.net: "< attribute.target" }', '{ line.net: "> attribute.target" }'],
    [
      'asked with any',
      '{ any: [{ booking.type: new }, { line.net: "> 5 USD" }] }',
      '{ booking.type: expansion }',
    ],
  ])('is not told of where it is %s', (_, one, two) => {
    expect(paid(one, two)).toEqual([]);
  });
});

describe('shares', () => {
  const policy = (one: number, two: number): string => `kicker: 1
engagement: field
from: 2026-01-01
decisions:
  - decides: credit
    phases:
      - id: named
        rules:
          - id: both
            when: { booking.salesperson: known }
            credit: [{ to: booking.salesperson, parts: ${one} }, { to: account.owner, parts: ${two} }]
            because: Both worked on it
    otherwise: { credit: house, because: Nobody is named }
`;

  it('that look like percents and make more than the whole', () => {
    expect(told(policy(60, 50))).toEqual([
      'warning CREDIT_PARTS The parts make 110, more than the whole if they are percents; they are shared out as parts of 110, so booking.salesperson gets 54.545455% and not 60%.',
    ]);
    expect(told(policy(60, 30))).toHaveLength(1);
  });

  it.each([
    [60, 40],
    [2, 1],
    [50, 50],
    [100, 100],
  ])('%s and %s are as they are meant', (one, two) => {
    expect(told(policy(one, two))).toEqual([]);
  });
});

describe('caps that carry their excess', () => {
  const cap = (window: string, excess: string): string =>
    `{ cap: { what: earning, at: "10,000 USD", window: ${window}, excess: ${excess} } }`;
  const carrying = (...caps: readonly string[]): string[] =>
    told(
      plan([
        `{ id: pay, bonus: { pays: "500 USD", when: { measure.churn: "< 5%" } }, modify: [${caps.join(', ')}] }`,
      ]),
    ).filter((said) => said.includes('CARRIED_TWICE'));

  it('are one of an incentive, or what both cut would be paid twice', () => {
    expect(carrying(cap('quarter', 'carried'), cap('year', 'carried'))).toEqual([
      'error CARRIED_TWICE A cap before it carries its excess into the next window already; what both cut would be paid twice.',
    ]);
    expect(carrying(cap('quarter', 'carried'), cap('year', 'lost'))).toEqual([]);
  });
});

describe('a SPIFF that may cost any amount', () => {
  const spiff = (incentive: string, budget = ''): string =>
    plan([incentive], {
      measures: [
        ...MEASURES,
        '{ id: logos, count: booking, unit: logo, split-counts: whole, window: plan-to-date, negative: pay-back }',
      ],
    })
      .replace('plan: seller', 'spiff: sprint')
      .replace('currency: USD', 'until: 2026-04-01\ncurrency: USD\npay-every: quarter')
      .concat(budget);
  const PER_LOGO = '{ id: pay, flat: { base: measure.logos, pays: "250 USD per logo" } }';

  it('has neither budget nor cap', () => {
    const open = [expect.stringMatching(/^warning UNBOUNDED_LIABILITY sprint may cost any amount: pay /)];
    expect(told(spiff(PER_LOGO))).toEqual(open);
    expect(told(spiff('{ id: pay, flat: { base: measure.net, pays: 2% } }'))).toEqual(open);
  });

  it('has one of them otherwise, or pays prizes', () => {
    const budget =
      'budget: { amount: "10,000 USD", admits: recorded, when-exhausted: pay-nothing, after-cut-off: re-run }\n';
    expect(told(spiff(PER_LOGO, budget))).toEqual([]);
    const cap =
      ', modify: [{ cap: { what: earning, at: "1,000 USD", window: plan-to-date, excess: lost } }] }';
    expect(told(spiff(PER_LOGO.replace(/ }$/, cap)))).toEqual([]);
    const prize =
      '{ id: prize, contest: { rank-by: measure.logos, best: highest, prizes: [500 USD], ties: share, afterwards: re-run } }';
    expect(told(spiff(prize))).toEqual([]);
  });
});
