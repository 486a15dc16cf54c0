import { readFileSync } from 'node:fs';
import { DocumentsService, renderExamples } from '../documents.service.js';

const FACTS = readFileSync('rules/facts.yaml', 'utf8');
const ACCOUNT_EXECUTIVE = readFileSync('rules/plans/account-executive/plan.yaml', 'utf8');

const CROSSES_QUOTA = `kicker: 1
test: account-executive
situations:
  - id: crosses-quota-in-march
    people: [{ person: ana, attribute.base-rate: 10%, attribute.arr-quota: "300,000 USD" }]
    credits: [{ id: A, person: ana, date: 2026-01-20, booking.type: new, line.net: "100,000 USD" },
              { id: B, person: ana, date: 2026-02-10, booking.type: new, line.net: "150,000 USD" },
              { id: C, person: ana, date: 2026-03-05, booking.type: expansion, line.net: "120,000 USD" }]
    expect: [{ earned: arr-commission, person: ana, period: 2026-01, amount: "10,000.00 USD" },   # 100,000 × 10%
             { earned: arr-commission, person: ana, period: 2026-02, amount: "15,000.00 USD" },   # 150,000 × 10%
             { earned: arr-commission, person: ana, period: 2026-03, amount: "15,500.00 USD" }]   # 50,000 × 10% + 70,000 × 15%
  - id: late-january-deal
    follows: crosses-quota-in-march
    credits: [{ id: D, person: ana, date: 2026-01-25, recorded: 2026-04-02, booking.type: new, line.net: "20,000 USD" }]
    expect: [{ posted: arr-commission, person: ana, origin: 2026-01, period: 2026-04, amount: "2,000.00 USD", cause: D },
             { posted: arr-commission, person: ana, origin: 2026-03, period: 2026-04, amount: "1,000.00 USD", cause: D }]
`;

const ADVENTUREWORKS = [
  `kicker: 1
facts: adventureworks
time-zone: America/Los_Angeles
fields:
  - { name: line.net, is: money, means: Price of the goods }
attributes:
  - { name: attribute.rate, is: percent, means: Rate }
  - { name: attribute.quota, is: money, per: quarter, means: Quota }
relations:
  - { name: booking.salesperson, gives: person, means: Seller named on the order }
  - { name: territory.holders, gives: people, means: Holders on the booking date }
  - { name: territory.group-manager, gives: person, means: Head of the group on the booking date }
calendars:
  - { id: adventureworks, first: FY12Q1, until: 2014-05-31, quarters: [2011-05-31, 2011-08-31, 2011-12-01, 2012-02-29, 2012-05-30, 2012-08-30, 2012-11-30, 2013-02-28, 2013-05-30, 2013-08-30, 2013-11-30, 2014-03-01] }
`,
  `kicker: 1
engagement: adventureworks
from: 2011-05-31
decisions:
  - decides: credit
    phases:
      - { id: named, rules: [{ id: r1, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: The order names its seller }] }
      - { id: web, rules: [{ id: r2, when: { territory.holders: known }, credit: [{ to: territory.holders, parts: equal }], because: Held the territory that day }] }
    otherwise: { credit: house, because: R3 nobody holds the territory }
rollup: [{ id: region, to: territory.group-manager, levels: 1, own-bookings: excluded }]
`,
  `kicker: 1
plan: adventureworks
title: AdventureWorks
from: 2011-05-31
until: 2014-05-31
currency: USD
calendar: adventureworks
measures:
  - { id: credited, sum: line.net, window: quarter, quota: attribute.quota, negative: carry-measure }
  - { id: region, sum: line.net, credits: rollup, window: quarter, negative: carry-measure }
incentives:
  - id: commission
    source: A.4
    tiers: { axis: attainment.credited, mode: marginal, no-quota: attribute.rate,
             starts: [{ id: to-quota, from: 0%, pays: attribute.rate }, { id: over-quota, above: 100%, pays: attribute.rate, times: 1.5x }] }
    modify: [{ multiplier: { times: 0.5x, when: { attainment.credited: "< 50%" } } }]
  - { id: manager, source: A.5, override: { base: measure.region, pays: 1% } }
`,
];

const REAL_QUARTERS = `kicker: 1
test: adventureworks
situations:
  - id: real-quarters
    people: [{ person: p276, attribute.rate: 1.5%, attribute.quota: "781,000 USD" }, { person: p280, attribute.rate: 1%, attribute.quota: "224,000 USD" }]
    measured: [{ person: p276, period: FY12Q2, measure.credited: "886,711.2498 USD" }, { person: p280, period: FY13Q4, measure.credited: "81,348.1743 USD" },
               { person: p274, period: FY12Q1, measure.region: "3,670,471.9908 USD" }]
    expect: [{ earned: commission, person: p276, period: FY12Q2, amount: "14,093.50 USD" },
             { earned: commission, person: p280, period: FY13Q4, amount: 406.74 USD },
             { earned: manager, person: p274, period: FY12Q1, amount: "36,704.72 USD" }]
  - id: orders-through-the-policy
    people: [{ person: p280, attribute.rate: 1%, attribute.quota: "1,000 USD" }]
    bookings: [{ id: "1", date: 2011-06-01, booking.salesperson: p280, territory.group-manager: p274, line.net: "1,000 USD" },
               { id: "2", date: 2011-06-02, territory.holders: "p280, p281", territory.group-manager: p274, line.net: 100.01 USD }]
    expect: [{ credit: r1, booking: "1", person: p280, amount: "1,000 USD" },
             { credit: r2, booking: "2", person: [p280, p281], amount: 50.005 USD },
             { credit: region, booking: "1", person: p274, amount: "1,000 USD" },
             { credit: region, booking: "2", person: p274, amount: 100.01 USD },
             { earned: commission, person: p280, period: FY12Q1, amount: 10.75 USD },
             { earned: manager, person: p274, period: FY12Q1, amount: 11.00 USD }]
`;

function worked(...texts: readonly string[]): string {
  const files = texts.map((text, index) => ({ path: `${index}.yaml`, text }));
  return renderExamples(new DocumentsService().test(files));
}

describe('the examples of the language', () => {
  it('an account executive crosses quota in March, and a late January deal is posted to April', () => {
    expect(worked(FACTS, ACCOUNT_EXECUTIVE, CROSSES_QUOTA)).toBe(
      [
        '✓ account-executive: crosses-quota-in-march',
        '✓ account-executive: late-january-deal',
        '2 passed, 0 failed',
      ].join('\n'),
    );
  });

  it('real quarters of AdventureWorks, and orders credited by its policy', () => {
    expect(worked(...ADVENTUREWORKS, REAL_QUARTERS)).toBe(
      [
        '✓ adventureworks: real-quarters',
        '✓ adventureworks: orders-through-the-policy',
        '2 passed, 0 failed',
      ].join('\n'),
    );
  });

  it('say the working of a wrong amount in one line where one rate is paid on everything', () => {
    const wrong = REAL_QUARTERS.replace('36,704.72', '36,704.73');
    expect(worked(...ADVENTUREWORKS, wrong)).toContain(
      [
        '    manager of p274 in FY12Q1: expected 36,704.73 USD, got 36,704.72 USD',
        '      at 3.yaml:10:14',
        '      given FY12Q1: measure.region 3,670,471.9908 USD',
        '      36,704.72 USD = 1% × 3,670,471.9908, rounded once per window',
      ].join('\n'),
    );
  });

  it('say why a multiplier halved the pay', () => {
    const wrong = REAL_QUARTERS.replace('406.74 USD', '813.48 USD');
    const text = worked(...ADVENTUREWORKS, wrong);
    expect(text).toContain('commission of p280 in FY13Q4: expected 813.48 USD, got 406.74 USD');
    expect(text).toContain('× 0.5x: attainment.credited is 36.316149%');
  });
});
