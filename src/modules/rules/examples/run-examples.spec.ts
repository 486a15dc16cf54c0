import { readFileSync } from 'node:fs';
import { DocumentsService, renderExamples, type ExampleReport } from '../documents.service.js';

const DOCUMENTS = [
  'facts.yaml',
  'tables/segment-rates.yaml',
  'engagement/field/policy.yaml',
  ...['account-executive', 'account-manager', 'regional-manager', 'sales-development', 'vice-president'].map(
    (plan) => `plans/${plan}/plan.yaml`,
  ),
].map((path) => ({ path, text: readFileSync(`rules/${path}`, 'utf8') }));

/** Works out situations of the documents in rules/; they are written as a list, two spaces in. */
function report(test: string, ...situations: readonly string[]): ExampleReport {
  const text = `kicker: 1\ntest: ${test}\nsituations:\n${situations.map((each) => `  - ${each}\n`).join('')}`;
  return new DocumentsService().test([...DOCUMENTS, { path: 'a.test.yaml', text }]);
}

function worked(test: string, ...situations: readonly string[]): string {
  return renderExamples(report(test, ...situations));
}

const ANA = 'people: [{ person: ana, attribute.base-rate: 10%, attribute.arr-quota: "300,000 USD" }]';
const SOLD = '{ id: A, person: ana, date: 2026-01-20, booking.type: new, line.net: "100,000 USD" }';
const LATE =
  '{ id: D, person: ana, date: 2026-01-25, recorded: 2026-04-02, booking.type: new, line.net: "20,000 USD" }';
const EARNED = '{ earned: arr-commission, person: ana, period: 2026-01, amount: "10,000.00 USD" }';

/** A plan of its own with one situation, in braces. */
function ofPlan(plan: string, situation: string): string {
  const head =
    'kicker: 1\nplan: own\ntitle: Own\nsource: { document: Signed }\nfrom: 2026-01-01\ncurrency: USD\ncalendar: company\n';
  const test = `kicker: 1\ntest: own\nsituations: [${situation}]\n`;
  const files = [
    { path: 'plan.yaml', text: head + plan },
    { path: 'own.test.yaml', text: test },
  ];
  return renderExamples(new DocumentsService().test([...DOCUMENTS, ...files]));
}

describe('what comes to nothing', () => {
  it('is told of a result that somebody handed in, with the reason', () => {
    const plan = `measures: [{ id: kept, reported: participant, window: quarter }]
incentives: [{ id: bonus, source: §1, bonus: { pays: 500 USD, when: { measure.kept: ">= 95%" } } }]
`;
    const situation = (kept: string): string =>
      `{ id: a, measured: [{ person: ana, period: 2026-Q1, measure.kept: ${kept} }],
         expect: [{ earned: bonus, person: ana, period: 2026-Q1, amount: 500 USD }] }`;
    expect(ofPlan(plan, situation('95%'))).toContain('1 passed, 0 failed');
    const missed = ofPlan(plan, situation('94%'));
    expect(missed).toContain('got 0.00 USD');
    expect(missed).toContain('94%');
  });
});

describe('expectations are complete for the people named', () => {
  it('an earning that nobody expects fails, with its working', () => {
    const extra = '{ id: B, person: ana, date: 2026-02-20, booking.type: new, line.net: "1,000 USD" }';
    const text = worked(
      'account-executive',
      `{ id: a, ${ANA}, credits: [${SOLD}, ${extra}], expect: [${EARNED}] }`,
    );
    expect(text).toContain('✗ account-executive: a');
    expect(text).toContain('arr-commission of ana in 2026-02: expected nothing, got 100.00 USD');
    expect(text).toContain('− 10,000.00 USD earned earlier in 2026-Q1');
    expect(text).toContain('0 passed, 1 failed');
  });

  it('so does a credit of the policy', () => {
    const text = worked(
      'field',
      `{ id: a, bookings: [{ id: W, date: 2026-03-02, territory.holders: "ben, cho", line.net: 10 USD }],
         expect: [{ credit: territory-holders, booking: W, person: ben, amount: 5 USD }] }`,
    );
    expect(text).toContain(
      'credit by territory-holders of booking W to cho: expected no credit, got 5.00 USD',
    );
  });

  it('and a posting', () => {
    const text = worked(
      'account-executive',
      `{ id: a, ${ANA}, credits: [${SOLD}, ${LATE}],
         expect: [{ posted: arr-commission, person: ana, origin: 2026-01, period: 2026-01, amount: "10,000.00 USD" }] }`,
    );
    expect(text).toContain(
      'posted arr-commission of ana to 2026-04, from 2026-01: expected nothing, got 2,000.00 USD',
    );
    expect(text).toContain('2026-04-02: D 2,000.00 USD, from 2026-01 to 2026-04 because of D');
  });

  it('kinds of which nothing is expected are not judged, and zeros need no expectation', () => {
    const renewal = '{ id: R, person: ana, date: 2026-02-20, booking.type: renewal, line.net: "1,000 USD" }';
    const { passed } = report(
      'account-executive',
      `{ id: a, ${ANA}, credits: [${SOLD}, ${renewal}], expect: [${EARNED}] }`,
    );
    expect(passed).toBe(1);
  });
});

describe('what is given', () => {
  it('rolls a credit up to nobody, and gives a rollup credit where the plan counts nothing else', () => {
    const text = worked(
      'regional-manager',
      `{ id: a, people: [{ person: rhea, participant.manager: zoe, attribute.override-rate: 1%, attribute.team-quota: "1,000 USD" }, { person: zoe, attribute.override-rate: 1% }],
         credits: [{ id: A, person: rhea, date: 2026-02-02, line.net: "2,000 USD" }],
         expect: [{ earned: team-override, person: rhea, period: 2026-Q1, amount: 20.00 USD }, { earned: team-quota-bonus, person: rhea, period: 2026-Q1, amount: 5.00 USD }] }`,
    );
    expect(text).toBe('✓ regional-manager: a\n1 passed, 0 failed');
  });

  it('states a measure whatever it picks, and only that measure', () => {
    const text = worked(
      'account-executive',
      `{ id: a, ${ANA}, measured: [{ person: ana, period: 2026-Q1, measure.arr: "370,000 USD" }],
         expect: [{ earned: arr-commission, person: ana, period: 2026-03, amount: "40,500.00 USD" }] }`,
    );
    expect(text).toBe('✓ account-executive: a\n1 passed, 0 failed');
  });

  it('ends an assignment, and then says that nobody is on a plan', () => {
    const people = ANA.replace('person: ana', 'person: ana, until: 2026-01-10');
    const text = worked('account-executive', `{ id: a, ${people}, credits: [${SOLD}], expect: [${EARNED}] }`);
    expect(text).toContain('expected 10,000.00 USD, got nothing');
    expect(text).toContain('A: ana is on no plan on 2026-01-20.');
  });

  it('corrects a booking when it is told again', () => {
    const first = `{ id: first, ${ANA}, credits: [${SOLD}], expect: [${EARNED}] }`;
    const corrected = SOLD.replace('100,000', '80,000').replace(
      'booking.type',
      'recorded: 2026-02-03, booking.type',
    );
    const text = worked(
      'account-executive',
      first,
      `{ id: then, follows: first, credits: [${corrected}],
         expect: [{ earned: arr-commission, person: ana, period: 2026-01, amount: "8,000.00 USD" },
                  { posted: arr-commission, person: ana, origin: 2026-01, period: 2026-02, amount: "-2,000.00 USD", cause: A }] }`,
    );
    expect(text).toBe('✓ account-executive: first\n✓ account-executive: then\n2 passed, 0 failed');
  });

  it('puts people on the plan whose incentive is expected, where a table is tested', () => {
    const text = worked(
      'segment-rates',
      `{ id: a, credits: [{ id: A, person: sam, date: 2026-04-07, booking.type: new, account.segment: smb, line.product: platform, line.net: 100 USD }],
         expect: [{ earned: sourced-commission, person: sam, period: 2026-04, amount: 2.00 USD }] }`,
    );
    expect(text).toBe('✓ segment-rates: a\n1 passed, 0 failed');
  });

  it('is posted by a quarterly plan to the quarter that is open when it is told', () => {
    const text = worked(
      'account-manager',
      `{ id: a, people: [{ person: uma, attribute.base-rate: 6%, attribute.arr-quota: "100 USD" }],
         credits: [{ id: A, person: uma, date: 2026-02-11, line.net: 50 USD }, { id: B, person: uma, date: 2026-03-30, recorded: 2026-05-20, line.net: 50 USD }],
         expect: [{ posted: account-commission, person: uma, origin: 2026-Q1, period: 2026-Q1, amount: 3.00 USD },
                  { posted: account-commission, person: uma, origin: 2026-Q1, period: 2026-Q2, amount: 3.00 USD, cause: B }] }`,
    );
    expect(text).toBe('✓ account-manager: a\n1 passed, 0 failed');
  });

  it('credits nobody on days without a policy, and says so', () => {
    const text = worked(
      'field',
      `{ id: a, bookings: [{ id: N1, date: 2025-12-31, booking.salesperson: ana, line.net: 10 USD }],
         expect: [{ credit: named-seller, booking: N1, person: ana, amount: 10 USD }] }`,
    );
    expect(text).toContain('expected 10.00 USD, got no credit');
    expect(text).toContain('N1: No engagement policy is in force on the booking date.');
  });
});

describe('why there is nothing', () => {
  it('is said of a credit that no incentive counts', () => {
    const renewal = SOLD.replace('type: new', 'type: renewal');
    const text = worked('account-executive', `{ id: a, ${ANA}, credits: [${renewal}], expect: [${EARNED}] }`);
    expect(text).toContain('arr counts own credits where booking.type is new, expansion.');
  });

  it('is said in the same words where another window is stated', () => {
    const renewal = SOLD.replace('type: new', 'type: renewal');
    const stated = 'measured: [{ person: ana, period: 2026-Q3, measure.arr: 0 USD }]';
    const text = worked(
      'account-executive',
      `{ id: a, ${ANA}, credits: [${renewal}], ${stated}, expect: [${EARNED}] }`,
    );
    expect(text).toContain('stated as arr, or booking.type is new, expansion');
    expect(text).not.toContain('given.');
  });

  it('is said of an amount of zero', () => {
    const text = worked(
      'regional-manager',
      `{ id: a, people: [{ person: rhea, attribute.override-rate: 1%, attribute.team-quota: "1,000 USD" }],
         measured: [{ person: rhea, period: 2026-Q1, measure.team: 999 USD }],
         expect: [{ earned: team-override, person: rhea, period: 2026-Q1, amount: 9.99 USD },
                  { earned: team-quota-bonus, person: rhea, period: 2026-Q1, amount: 2.50 USD }] }`,
    );
    expect(text).toContain('expected 2.50 USD, got 0.00 USD');
    expect(text).toContain('the rate is 0%.');
  });
});

describe('what cannot be worked out fails and says why', () => {
  const CANNOT: readonly (readonly [string, string, string])[] = [
    [
      'an event that charges',
      `${ANA}, credits: [${SOLD}], events: [{ id: A, event: event.cancelled, date: 2026-04-10 }], expect: [${EARNED}]`,
      'event.cancelled charges pay, which cannot be worked out yet.',
    ],
    [
      'an event that restates',
      `${ANA}, credits: [${SOLD}], events: [{ id: A, event: event.corrected, date: 2026-04-10 }], expect: [${EARNED}]`,
      'event.corrected restates pay, which cannot be worked out yet.',
    ],
    [
      'an attainment in place of a measure',
      `${ANA}, measured: [{ person: ana, period: 2026-Q1, attainment.arr: 105% }], expect: [${EARNED}]`,
      'An attainment cannot be given yet: write measure.arr, and the quota under `people`.',
    ],
    [
      'a window that does not exist',
      `${ANA}, measured: [{ person: ana, period: 2026-Q7, measure.arr: 1 USD }], expect: [${EARNED}]`,
      'ana has no day of 2026-Q7 on the plan, or its calendar no such window.',
    ],
    [
      'a person’s attribute on a credit',
      `credits: [${SOLD.replace('booking.type', 'attribute.base-rate: 10%, booking.type')}], expect: [${EARNED}]`,
      "attribute.base-rate is a person's: write it under `people`.",
    ],
    [
      'a quota in another currency',
      `${ANA.replace('300,000 USD', '300,000 EUR')}, credits: [${SOLD}], expect: [${EARNED}]`,
      'attribute.arr-quota is in EUR, and the plan account-executive pays in USD.',
    ],
    [
      'a person on the plan twice',
      `${ANA.replace(' }]', ' }, { person: ana, since: 2026-07-01 }]')}, credits: [${SOLD}], expect: [${EARNED}]`,
      'ana is on the plan twice from 2026-07-01: end the one before with `until`.',
    ],
    [
      'a booking told twice',
      `${ANA}, credits: [${SOLD}, ${SOLD.replace('01-20', '01-21')}], expect: [${EARNED}]`,
      'A is told twice: say with `recorded` when it was corrected, or give it an id of its own.',
    ],
    [
      'a zero in a period that is none',
      `${ANA}, credits: [${SOLD}], expect: [${EARNED}, { earned: arr-commission, person: ana, period: 2026-Q1, amount: 0.00 USD }]`,
      '2026-Q1 is no period for which arr-commission pays.',
    ],
  ];

  it.each(CANNOT)('%s', (_, situation, why) => {
    const text = worked('account-executive', `{ id: a, ${situation} }`);
    expect(text).toContain(why);
    expect(text).toContain('0 passed, 1 failed');
  });

  it('no credit of a booking that nobody gives', () => {
    const text = worked(
      'field',
      `{ id: a, bookings: [{ id: N1, date: 2026-03-02, booking.salesperson: ana, line.net: 10 USD }],
         expect: [{ credit: named-seller, booking: N1, person: ana, amount: 10 USD }, { credit: named-seller, booking: M1, person: ana, amount: 0 USD }] }`,
    );
    expect(text).toContain('No booking M1 is given.');
  });

  it('keys of the language that come later are errors, and then nothing is worked out', () => {
    const later = report('account-executive', `{ id: a, deals: [{ id: D }], expect: [${EARNED}] }`);
    expect(later.passed).toBe(0);
    expect(later.situations).toEqual([]);
    expect(later.findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(renderExamples(later)).toContain('The examples were not worked out: the documents have errors.');
  });

  it('an event that only informs changes nothing', () => {
    const paid = 'events: [{ id: A, event: event.paid, date: 2026-02-10 }]';
    expect(
      report('account-executive', `{ id: a, ${ANA}, credits: [${SOLD}], ${paid}, expect: [${EARNED}] }`)
        .passed,
    ).toBe(1);
  });
});
