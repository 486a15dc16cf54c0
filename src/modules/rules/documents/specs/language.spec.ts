import { writeDay } from '../../../../engine/kernel/day.js';
import { readDocuments } from '../read-documents.js';
import type { SourceFile } from '../placed-finding.js';

/** The AdventureWorks scenario as the language says it: irregular quarters, a cliff below half of quota, a rollup by region. */
const FILES: SourceFile[] = [
  {
    path: 'facts.yaml',
    text: `kicker: 1
facts: adventureworks
time-zone: UTC
fields:
  - { name: booking.type, is: one-of, values: [new, expansion, renewal], means: What was sold }
  - { name: line.net, is: money, means: "Price after discount, without tax and freight" }
attributes: [{ name: attribute.quota, is: money, per: quarter, means: Quota }, { name: attribute.rate, is: percent, means: Rate }]
relations:                                   # a closed list: the only way to another record
  - { name: booking.salesperson, gives: person, means: The seller named on the order }
  - { name: territory.holders, gives: people, means: Who holds the territory of the order on the booking date }
  - { name: territory.group-manager, gives: person, means: Head of the group }
events: [{ name: event.cancelled, effect: charges, attainment: event-window, means: Customer left }, { name: event.corrected, effect: restates, means: Entered wrongly }]
absences: [parental-leave, medical-leave]
calendars:
  - { id: company, year-starts: 2026-01-01 }
  - { id: adventureworks, until: 2014-05-31, quarters: [2011-05-31, 2011-08-31, 2011-12-01, 2012-02-29, 2012-05-30, 2012-08-30, 2012-11-30, 2013-02-28, 2013-05-30, 2013-08-30, 2013-11-30, 2014-03-01] }
`,
  },
  {
    path: 'policy.yaml',
    text: `--- # (b) AdventureWorks (scenario AW-A)
kicker: 1
engagement: adventureworks
from: 2011-05-31
decisions:
  - decides: credit
    phases:
      - { id: named, rules: [{ id: r1, when: { booking.salesperson: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: The order names its seller }] }
      - { id: web, rules: [{ id: r2, when: { territory.holders: known }, credit: [{ to: territory.holders, parts: equal }], because: Held the territory that day }] }
    otherwise: { credit: house, because: R3 nobody holds the territory }
rollup: [{ id: region, to: territory.group-manager, levels: 1, own-bookings: excluded }]   # a dated relation: starts on the hire date
`,
  },
  {
    path: 'plan.yaml',
    text: `kicker: 1
plan: adventureworks
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
    modify: [{ multiplier: { times: 0.5x, when: { attainment.credited: "< 50%" } } }]      # half rate on everything
  - { id: manager, source: A.5, override: { base: measure.region, pays: 1% } }
`,
  },
  {
    path: 'plan.test.yaml',
    text: `--- { kicker: 1, test: adventureworks, situations: [{ id: real-quarters,
    people: [{ person: p276, attribute.rate: 1.5%, attribute.quota: "781,000 USD" }, { person: p280, attribute.rate: 1%, attribute.quota: "224,000 USD" }],
    measured: [{ person: p276, period: FY12Q2, measure.credited: "886,711.2498 USD" }, { person: p280, period: FY13Q4, measure.credited: "81,348.1743 USD" },
               { person: p274, period: FY12Q1, measure.region: "3,670,471.9908 USD" }],
    expect: [{ earned: commission, person: p276, period: FY12Q2, amount: "14,093.50 USD" },   # 781,000 × 1.5% + 105,711.2498 × 2.25%
             { earned: commission, person: p280, period: FY13Q4, amount: 406.74 USD },   # 36.3% of quota: 81,348.1743 × 1% × 0.5
             { earned: manager, person: p274, period: FY12Q1, amount: "36,704.72 USD" }] }] }   # 3,670,471.9908 × 1%
`,
  },
];

const read = readDocuments(FILES);

describe('the AdventureWorks example of the language', () => {
  it('parses without findings', () => {
    expect(read.findings).toEqual([]);
    expect(read.rulebook?.plans).toHaveLength(1);
  });

  it('names its irregular quarters by the fiscal year in which they end', () => {
    const quarters = read.rulebook?.facts.calendars[1]?.quarters ?? [];
    expect(quarters.map(({ name }) => name)).toEqual(
      ['FY12', 'FY13', 'FY14'].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`)),
    );
    const [first, last] = [quarters[0], quarters.at(-1)];
    expect([first, last].map((each) => [writeDay(each?.from ?? 0), writeDay(each?.until ?? 0)])).toEqual([
      ['2011-05-31', '2011-08-31'],
      ['2014-03-01', '2014-05-31'],
    ]);
    expect(quarters.every((each, index) => index === 0 || each.from === quarters[index - 1]?.until)).toBe(
      true,
    );
  });

  it('reads amounts to the last decimal and one expectation for each person and period', () => {
    const [situation] = read.tests[0]?.test.situations ?? [];
    expect(situation?.measured[0]).toEqual({
      person: 'p276',
      period: 'FY12Q2',
      date: null,
      facts: [{ name: 'measure.credited', value: '886,711.2498 USD' }],
    });
    expect(situation?.expect[0]).toEqual({
      what: 'earned',
      incentive: 'commission',
      path: 'situations.0.expect.0',
      person: 'p276',
      period: 'FY12Q2',
      amount: { value: { n: 28187n, d: 2n }, currency: 'USD' },
    });
  });
});

describe('names of listed quarters', () => {
  const named = (calendar: string): (string | undefined)[] => {
    const facts = FILES[0]?.text ?? '';
    const text =
      typeof facts === 'string' ? facts.replace(/ {2}- \{ id: adventureworks.*\n/, `  - ${calendar}\n`) : '';
    const changed = readDocuments([{ path: 'facts.yaml', text }]);
    return (
      changed.rulebook?.facts.calendars[1]?.quarters.map(({ name }) => name) ??
      changed.findings.map(({ code }) => code)
    );
  };

  it('count up from the first one where it is named', () => {
    expect(
      named(
        '{ id: c, first: FY09Q3, until: 2010-07-01, quarters: [2009-07-01, 2009-10-01, 2010-01-01, 2010-04-01] }',
      ),
    ).toEqual(['FY09Q3', 'FY09Q4', 'FY10Q1', 'FY10Q2']);
    expect(named('{ id: c, first: 2026-Q4, until: 2027-04-01, quarters: [2026-10-01, 2027-01-01] }')).toEqual(
      ['2026-Q4', '2027-Q1'],
    );
  });

  it('take a year cut short as a year', () => {
    expect(
      named(
        '{ id: c, until: 2027-04-05, quarters: [2026-01-05, 2026-04-06, 2026-07-06, 2026-10-05, 2027-01-04] }',
      ),
    ).toEqual(['FY27Q1', 'FY27Q2', 'FY27Q3', 'FY27Q4', 'FY28Q1']);
  });
});
