import { describe, expect, it } from '@jest/globals';
import { curve, MEASURES, plan, tiers, told } from '../../../../../test/support/rules/money.js';

const with_ = (incentive: string, modifiers: string): string =>
  incentive.replace(/ \}$/, `, modify: [${modifiers}] }`);
const cap = (at: string): string => `{ cap: { what: earning, at: ${at}, excess: lost } }`;
const flat = (id: string, when: string, pays: string): string =>
  `{ id: ${id}, when: ${when}, flat: { base: measure.net, grain: line, pays: ${pays} } }`;

describe('what lies behind a cap', () => {
  const VALUES = `values:
  - { id: rate, is: percent, divide: [attribute.target, attribute.quota], if-zero: refuse }
  - { id: twice, is: money, multiply: [attribute.target, 200%] }
`;

  it('is told of points of a curve', () => {
    const paying = curve(
      '{ id: a, at: 50%, pays: 0% }, { id: b, at: 100%, pays: 100% }, { id: c, at: 150%, pays: 200% }, { id: d, at: 200%, pays: 300% }',
      'before: zero, after: hold',
    );
    const text = (at: string): string => plan([with_(paying, cap(at))], { more: VALUES });
    expect(told(text('value.twice'))).toEqual([
      'warning NEVER_REACHED With attribute.target at 10,000.00 USD, the point d lies where 20,000.00 USD would be earned; the cap of 20,000.00 USD is reached before, so that it never pays anything more.',
    ]);
    expect(told(text('value.twice').replace('200%]', '201%]'))).toEqual([]);
  });

  it('is told of starts of a bonus', () => {
    const starts =
      '{ id: a, from: 50%, pays: "1,000 USD" }, { id: b, from: 100%, pays: "2,000 USD" }, { id: c, from: 150%, pays: "5,000 USD" }';
    const paying = `{ id: pay, bonus: { axis: attainment.net, mode: cumulative, no-quota: 0 USD, starts: [${starts}] } }`;
    expect(told(plan([with_(paying, cap('"3,000 USD"'))]))).toEqual([
      'warning NEVER_REACHED The start c lies where 3,000.00 USD would be earned; the cap of 3,000.00 USD is reached before, so that it never pays anything more.',
    ]);
    expect(told(plan([with_(paying, cap('"3,000.01 USD"'))]))).toEqual([]);
  });

  it('is told of tiers whose rate is the target by the quota', () => {
    const paying = tiers(
      'attainment.net',
      'marginal',
      '{ id: a, from: 0%, pays: value.rate }, { id: b, above: 100%, pays: value.rate, times: 2x }, { id: c, above: 150%, pays: value.rate, times: 3x }',
    );
    const text = plan([with_(paying, cap('value.twice'))], { more: VALUES });
    expect(told(text)).toEqual([
      'warning NEVER_REACHED With attribute.target at 10,000.00 USD, the tier c from 150% on lies where 20,000.00 USD would be earned; the cap of 20,000.00 USD is reached before, so that it never pays anything more.',
    ]);
    expect(told(text.replace('200%]', '201%]'))).toEqual([]);
  });
});

describe('a cap below target', () => {
  it('is told of a matrix', () => {
    const logos = '{ id: logos, sum: line.net, window: quarter, quota: attribute.quota, negative: pay-back }';
    const matrix = `{ id: pay, matrix: { base: "10,000 USD", between: straight, no-quota: 0%, axes: [{ of: attainment.net, at: [50%, 150%], before: zero, after: hold }, { of: attainment.logos, at: [50%, 150%], before: zero, after: hold }], pays: [[0%, 100%], [100%, 200%]] } }`;
    const text = (at: string): string =>
      plan([with_(matrix, cap(`"${at} USD"`))], { measures: [...MEASURES, logos] });
    expect(told(text('9,999'))).toEqual([
      'warning CAP_BELOW_TARGET 100% of target pays 10,000.00 USD in a quarter, and the cap is 9,999.00 USD: nobody can earn their target pay.',
    ]);
    expect(told(text('10,000'))).toEqual([]);
  });

  it('of a bonus beyond target says nothing of target', () => {
    const bonus = '{ id: pay, bonus: { pays: "5,000 USD", when: { attainment.net: ">= 120%" } } }';
    expect(told(plan([with_(bonus, cap('"4,000 USD"'))]))).toEqual([
      'warning CAP_BELOW_TARGET The bonus pays 5,000.00 USD in a quarter, and the cap is 4,000.00 USD: nobody can earn it whole.',
    ]);
  });
});

describe('a cap in money on what hangs on attributes', () => {
  const BY_QUOTA = tiers(
    'attainment.net',
    'marginal',
    '{ id: a, from: 0%, pays: 10% }, { id: b, from: 100%, pays: 15% }, { id: c, from: 200%, pays: 20% }',
  );
  const ON_TARGET = curve(
    '{ id: a, at: 50%, pays: 50% }, { id: b, at: 100%, pays: 100% }',
    'before: zero, after: continue',
  );
  const QUOTA =
    'warning CAP_BELOW_TARGET With attribute.quota at 100,000.00 USD, 100% of target pays 10,000.00 USD in a quarter, and the cap is 100.00 USD: nobody with 10,000.00 USD of it or more can earn their target pay.';
  const TARGET =
    'warning CAP_BELOW_TARGET With attribute.target at 10,000.00 USD, 100% of target pays 10,000.00 USD in a quarter, and the cap is 100.00 USD: nobody with 1,000.00 USD of it or more can earn their target pay.';

  it('is below the target pay of everybody whose quota or target is not tiny', () => {
    expect(told(plan([with_(BY_QUOTA, cap('"100 USD"'))]))).toEqual([QUOTA]);
    expect(told(plan([with_(ON_TARGET, cap('"100 USD"'))]))).toEqual([TARGET]);
    const rate =
      'values: [{ id: rate, is: percent, divide: [attribute.target, attribute.quota], if-zero: refuse }]\n';
    const byRate = BY_QUOTA.replace(/1[05]%|20%/g, 'value.rate');
    expect(told(plan([with_(byRate, cap('"100 USD"'))], { more: rate }))).toEqual([TARGET]);
    // With 10,000 USD as quota it is half of what 100% pays: such a plan may be for the smallest.
    expect(told(plan([with_(BY_QUOTA, cap('"500 USD"'))]))).not.toContainEqual(
      expect.stringContaining('CAP_BELOW_TARGET'),
    );
    expect(told(plan([with_(ON_TARGET, cap('"500 USD"'))]))).toEqual([]);
  });

  it('is so over a year, and of all incentives together', () => {
    const yearly = (at: string): string => cap(`"${at} USD", window: year`);
    expect(told(plan([with_(ON_TARGET, yearly('1,999.99'))]))).toEqual([
      TARGET.replace('pays 10,000.00 USD in a quarter', 'pays 40,000.00 USD in a year').replace(
        'cap is 100.00',
        'cap is 1,999.99',
      ),
    ]);
    expect(told(plan([with_(ON_TARGET, yearly('2,000'))]))).toEqual([]);
    const all = (at: string): string =>
      `${plan([BY_QUOTA, ON_TARGET.replace('id: pay', 'id: more')])}modify: [{ cap: { at: "${at} USD", window: quarter, excess: lost } }]\n`;
    expect(told(all('999.99'))).toEqual([
      'warning CAP_BELOW_TARGET With attribute.quota at 100,000.00 USD and attribute.target at 10,000.00 USD, 100% of target pays 20,000.00 USD in a quarter, and the cap is 999.99 USD: nobody with attribute.quota at 10,000.00 USD and attribute.target at 1,000.00 USD or more can earn their target pay.',
    ]);
    expect(told(all('1,000'))).toEqual([]);
  });

  it('is reached before a tier further up', () => {
    expect(told(plan([with_(BY_QUOTA, cap('"1,250 USD"'))]))).toEqual([
      'warning NEVER_REACHED With attribute.quota at 100,000.00 USD, the tier c from 200% on lies where 25,000.00 USD would be earned; the cap of 1,250.00 USD is reached before, so that it never pays anything more.',
    ]);
    expect(told(plan([with_(BY_QUOTA, cap('"1,250.01 USD"'))]))).toEqual([]);
  });
});

describe('limits that leave nothing to decide', () => {
  const paid = (modifiers: string): string[] =>
    told(plan([with_('{ id: pay, flat: { base: measure.net, pays: 5% } }', modifiers)]));

  it('are a floor above a cap', () => {
    const floor = '{ floor: { what: earning, at: "5,000 USD" } }';
    expect(paid(`${floor}, ${cap('"4,000 USD"')}`)).toEqual([
      'warning NEVER_REACHED The floor is 5,000.00 USD and the cap 4,000.00 USD: everybody earns 4,000.00 USD, whatever they sell.',
    ]);
    expect(paid(`${cap('"4,000 USD"')}, ${floor}`)).toEqual([
      'warning NEVER_REACHED The floor is 5,000.00 USD and the cap 4,000.00 USD: everybody earns 5,000.00 USD, whatever they sell.',
    ]);
    expect(paid(`${floor}, ${cap('"5,000 USD"')}`)).toEqual([]);
  });

  it('are a guarantee above the cap of the plan', () => {
    const text = (guaranteed: string): string =>
      `${plan(['{ id: pay, flat: { base: measure.net, pays: 5% } }'])}modify: [{ guarantee: { at: "${guaranteed} USD", window: quarter } }, { cap: { at: "4,000 USD", window: quarter, excess: lost } }]\n`;
    expect(told(text('4,001'))).toEqual([
      'warning NEVER_REACHED The guarantee is 4,001.00 USD and the cap of the plan is 4,000.00 USD: nobody is ever paid what is guaranteed, and who sells nothing earns as much as who sells most.',
    ]);
    expect(told(text('4,000'))).toEqual([]);
  });

  it('are a multiplier of nothing that always applies', () => {
    expect(paid('{ multiplier: { times: 0x } }')).toEqual([
      'warning NEVER_REACHED A multiplier of 0x always applies: 10,000.00 USD earned become nothing, for everybody.',
    ]);
    expect(paid('{ multiplier: { times: 0x, when: { attribute.rate: "< 5%" } } }')).toEqual([]);
  });

  it('are a rate below zero', () => {
    expect(told(plan(['{ id: pay, flat: { base: measure.net, pays: -5% } }']))).toEqual([
      'warning RATE_BELOW_ZERO The rate is below zero: 100,000 sold take 5,000.00 USD from what is earned.',
    ]);
  });
});

describe('incentives on one measure that share out sales by their amount', () => {
  it('both take the amount that is the end of one and the start of the other', () => {
    const two = [
      flat('small', '{ line.net: "<= 10,000 USD" }', '5%'),
      flat('large', '{ line.net: ">= 10,000 USD" }', '8%'),
    ];
    expect(told(plan(two))).toEqual([
      'warning COUNTED_TWICE A booking whose line.net is 10,000 USD is paid by both small and large: it earns 500.00 USD and 800.00 USD.',
    ]);
  });

  it('pay less for a larger sale', () => {
    const two = [
      flat('small', '{ line.net: "< 10,000 USD" }', '10%'),
      flat('large', '{ line.net: ">= 10,000 USD" }', '8%'),
    ];
    expect(told(plan(two))).toEqual([
      'warning PAY_FALLS By small 9,999.99 USD earn 1,000.00 USD, and by large 10,000 USD earn 800.00 USD: 200.00 USD less for a larger sale.',
    ]);
  });

  it.each<[string, readonly string[]]>([
    [
      'the larger one pays more',
      [flat('a', '{ line.net: "< 10,000 USD" }', '8%'), flat('b', '{ line.net: ">= 10,000 USD" }', '10%')],
    ],
    [
      'they overlap on purpose',
      [flat('a', '{ line.net: ">= 1,000 USD" }', '8%'), flat('b', '{ line.net: ">= 10,000 USD" }', '1%')],
    ],
    [
      'they are told apart by another fact',
      [flat('a', '{ line.discount: "< 10%" }', '10%'), flat('b', '{ line.discount: ">= 10%" }', '8%')],
    ],
  ])('are not told of where %s', (_, two) => {
    expect(told(plan(two))).toEqual([]);
  });
});
