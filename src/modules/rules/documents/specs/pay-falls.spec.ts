import { describe, expect, it } from '@jest/globals';
import { curve, plan, tiers, told } from '../../../../../test/support/rules/money.js';

describe('pay that falls as more is sold', () => {
  const FALLS: readonly (readonly [string, string, string])[] = [
    [
      'a rate on everything that falls',
      tiers(
        'measure.net',
        'whole',
        '{ id: a, from: 0 USD, pays: 8% }, { id: b, from: "100,000 USD", pays: 6% }',
      ),
      '99,999.99 USD earn 8,000.00 USD and 100,000 USD earn 6,000.00 USD: 2,000.00 USD less for having reached more.',
    ],
    [
      'a start that is not in the tier',
      tiers(
        'measure.net',
        'whole',
        '{ id: a, from: 0 USD, pays: 8% }, { id: b, above: "100,000 USD", pays: 6% }',
      ),
      '100,000 USD earn 8,000.00 USD and 100,000.01 USD earn 6,000.00 USD: 2,000.00 USD less for having reached more.',
    ],
    [
      'a rate of the person that is halved above quota',
      tiers(
        'attainment.net',
        'whole',
        '{ id: a, from: 0%, pays: attribute.rate }, { id: b, from: 100%, pays: attribute.rate, times: 0.5x }',
      ),
      'With a quota of 100,000 USD, and attribute.rate at 10%, 99,999.99 USD earn 10,000.00 USD and 100,000 USD earn 5,000.00 USD: 5,000.00 USD less for having reached more.',
    ],
    [
      'a tier that pays only what lies above it, over one that pays',
      tiers(
        'measure.net',
        'above',
        '{ id: a, from: 0 USD, pays: 5% }, { id: b, from: "100,000 USD", pays: 10% }',
      ),
      '99,999.99 USD earn 5,000.00 USD and 100,000 USD earn 0.00 USD: 5,000.00 USD less for having reached more.',
    ],
    [
      'a bonus that is smaller further on',
      '{ id: pay, bonus: { axis: attainment.net, mode: whole, no-quota: 0 USD, starts: [{ id: a, from: 80%, pays: "2,000 USD" }, { id: b, from: 100%, pays: "1,500 USD" }] } }',
      '99.99% earn 2,000.00 USD and 100% earn 1,500.00 USD: 500.00 USD less for having reached more.',
    ],
    [
      'a point of a curve below the one before',
      curve('{ id: a, at: 80%, pays: 100% }, { id: b, at: 120%, pays: 90% }', 'before: zero, after: hold'),
      'The point a pays 10,000.00 USD and the point b pays 9,000.00 USD: 1,000.00 USD less of a target of 10,000.00 USD, for more that was reached.',
    ],
    [
      'nothing behind the last point',
      curve('{ id: a, at: 80%, pays: 50% }, { id: b, at: 150%, pays: 200% }', 'before: zero, after: zero'),
      '150% pays 20,000.00 USD of a target of 10,000.00 USD, and 150.01% pays nothing.',
    ],
    [
      'a slope that falls behind the last point',
      curve('{ id: a, at: 100%, pays: 100% }', 'before: zero, after: -1x'),
      '100% pays 10,000.00 USD of a target of 10,000.00 USD, and 100.01% pays less and less.',
    ],
    [
      'a curve on an amount that the plan writes',
      '{ id: pay, curve: { axis: attainment.net, base: "5,000 USD", between: straight, no-quota: 0%, points: [{ id: a, at: 50%, pays: 0% }, { id: b, at: 100%, pays: 100% }], before: zero, after: zero } }',
      '100% pays 5,000.00 USD of a target of 5,000.00 USD, and 100.01% pays nothing.',
    ],
    [
      'a curve of a result that rises and falls',
      curve(
        '{ id: a, at: 10%, pays: 0% }, { id: b, at: 20%, pays: 100% }, { id: c, at: 30%, pays: 50% }',
        'before: zero, after: hold',
        'measure.churn',
      ),
      'The point b pays 10,000.00 USD and the point c pays 5,000.00 USD: 5,000.00 USD less of a target of 10,000.00 USD, for more that was reached.',
    ],
    [
      'a cell of a matrix below its neighbour',
      '{ id: pay, matrix: { base: attribute.target, axes: [{ of: attainment.net, at: [80%, 100%], before: zero, after: hold }, { of: measure.churn, at: [1%, 2%], before: hold, after: zero }], between: straight, no-quota: 0%, pays: [[90%, 60%], [80%, 70%]] } }',
      'attainment.net of 80% pays 9,000.00 USD and of 100% 8,000.00 USD of a target of 10,000.00 USD: 1,000.00 USD less for more that was reached.',
    ],
    [
      'a multiplier that takes hold once more is reached',
      '{ id: pay, flat: { base: measure.net, pays: 8% }, modify: [{ multiplier: { times: 0.5x, when: { attainment.net: "> 150%" } } }] }',
      '10,000.00 USD earned before become 5,000.00 USD once attainment.net > 150%: 5,000.00 USD less for having reached more.',
    ],
    [
      'a gate that shuts once more is reached',
      '{ id: pay, flat: { base: measure.net, pays: 8% }, modify: [{ gate: { when: { measure.net: "<= 500,000 USD" } } }] }',
      '10,000.00 USD earned while measure.net <= 500,000 USD become nothing as soon as it is more.',
    ],
  ];

  it.each(FALLS)('%s', (_, incentive, message) => {
    expect(told(plan([incentive]))).toEqual([`warning PAY_FALLS ${message}`]);
  });

  it('a table of rates that falls with the amount it is paid on', () => {
    const table = (rows: string): string =>
      `kicker: 1\ntable: rates\nfrom: 2026-01-01\ninputs: [booking.type, line.net]\noutputs: [{ id: rate, is: percent }]\nhit: first\nrows:\n${rows}no-match: nothing\n`;
    const paying = plan(['{ id: pay, flat: { base: measure.net, grain: line, pays: table.rates.rate } }']);
    const falling = table(
      '  - [new, "< 10,000 USD", 10%]\n  - [new, "[10,000 USD..50,000 USD]", 8%]\n  - [new, "> 50,000 USD", 9%]\n  - ["-", "-", 1%]\n',
    );
    expect(told(falling, paying)).toEqual([
      'warning PAY_FALLS By row 1 of rates 9,999.99 USD earn 1,000.00 USD, and by row 2 10,000 USD earn 800.00 USD: 200.00 USD less for a larger sale.',
    ]);
    expect(told(falling.replace('10%', '5%'), paying)).toEqual([]);
    const bySort = table(
      '  - [new, "< 10,000 USD", 10%]\n  - [renewal, ">= 10,000 USD", 8%]\n  - ["-", "-", 1%]\n',
    );
    expect(told(bySort, paying)).toEqual([]);
  });

  const modified = (modify: string): string =>
    `{ id: pay, flat: { base: measure.net, pays: 8% }, modify: [${modify}] }`;
  const UP_TO_50 = '{ measure.net: "[10,000 USD..50,000 USD]", measure.churn: "< 5%" }';

  it.each([
    [
      'a bonus that is paid only up to a place',
      '{ id: pay, bonus: { pays: "5,000 USD", when: { attainment.net: "[80%..100%]" } } }',
      '5,000.00 USD earned while attainment.net [80%..100%] become nothing as soon as it is more.',
    ],
    [
      'a gate that shuts behind a range, beside another test',
      modified(`{ gate: { when: ${UP_TO_50} } }`),
      '10,000.00 USD earned while measure.net [10,000 USD..50,000 USD] become nothing as soon as it is more.',
    ],
    [
      'a multiplier that lets go',
      modified('{ multiplier: { times: 1.25x, when: { measure.net: "<= 50,000 USD" } } }'),
      '10,000.00 USD earned while measure.net <= 50,000 USD become 8,000.00 USD as soon as it is more.',
    ],
    [
      'one of several multipliers that are added: 1.25x becomes 0.75x',
      modified(
        '{ multipliers: { add: [{ times: 0.5x, when: { measure.net: "> 50,000 USD" } }, { times: 1.25x }] } }',
      ),
      '10,000.00 USD earned before become 6,000.00 USD once measure.net > 50,000 USD: 4,000.00 USD less for having reached more.',
    ],
  ])('is told of %s', (_, incentive, message) => {
    expect(told(plan([incentive]))).toEqual([`warning PAY_FALLS ${message}`]);
  });

  it.each([
    [
      'tiers that pay less on their own slices',
      tiers('attainment.net', 'marginal', '{ id: a, from: 0%, pays: 10% }, { id: b, above: 100%, pays: 5% }'),
    ],
    [
      'rates on everything that rise',
      tiers('attainment.net', 'whole', '{ id: a, from: 0%, pays: 0% }, { id: b, from: 100%, pays: 0.25% }'),
    ],
    [
      'what lies above, where nothing is paid below',
      tiers(
        'measure.net',
        'above',
        '{ id: a, from: 0 USD, pays: 0% }, { id: b, from: "100,000 USD", pays: 10% }',
      ),
    ],
    [
      'amounts that are all paid',
      tiers(
        'measure.net',
        'cumulative',
        '{ id: a, from: 0 USD, pays: 500 USD }, { id: b, from: "100,000 USD", pays: 100 USD }',
      ),
    ],
    [
      'rates by different names, of which nobody knows which is more',
      tiers(
        'attainment.net',
        'whole',
        '{ id: a, from: 0%, pays: attribute.rate }, { id: b, from: 100%, pays: 5% }',
      ),
    ],
    [
      'a result that should be low',
      curve(
        '{ id: a, at: 1%, pays: 100% }, { id: b, at: 5%, pays: 0% }',
        'before: hold, after: hold',
        'measure.churn',
      ),
    ],
    [
      'a top after which pay holds',
      curve('{ id: a, at: 80%, pays: 50% }, { id: b, at: 150%, pays: 200% }', 'before: zero, after: hold'),
    ],
    [
      'a multiplier for too little',
      '{ id: pay, flat: { base: measure.net, pays: 8% }, modify: [{ multiplier: { times: 0.5x, when: { attainment.net: "< 50%" } } }] }',
    ],
  ])('is not %s', (_, incentive) => {
    expect(told(plan([incentive]))).toEqual([]);
  });
});

describe('a contest', () => {
  const prizes = (list: string): string =>
    `kicker: 1
spiff: push
from: 2026-04-01
until: 2026-07-01
currency: USD
calendar: company
measures:
  - { id: sold, sum: line.net, window: month, negative: pay-back }
incentives:
  - { id: best, source: §1, contest: { rank-by: measure.sold, best: highest, prizes: [${list}], ties: share, settles: 10 days, afterwards: stand } }
`;

  it('has no higher prize than that of a better place', () => {
    expect(told(prizes('"1,000 USD", "0 USD", "3,000 USD"'))).toEqual([
      'warning PAY_FALLS Place 2 has a prize of 0.00 USD and place 3 one of 3,000.00 USD: 3,000.00 USD less for the better place.',
    ]);
    expect(told(prizes('"1,000 USD", "2,000 USD", "2,000 USD"'))).toEqual([
      'warning PAY_FALLS Place 1 has a prize of 1,000.00 USD and place 2 one of 2,000.00 USD: 1,000.00 USD less for the better place.',
      'warning PAY_FALLS Place 1 has a prize of 1,000.00 USD and place 3 one of 2,000.00 USD: 1,000.00 USD less for the better place.',
    ]);
    expect(told(prizes('"3,000 USD", "1,000 USD", "1,000 USD"'))).toEqual([]);
  });
});
