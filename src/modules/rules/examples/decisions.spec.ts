import { DocumentsService, renderExamples } from '../documents.service.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
units: [employee]
fields:
  - { name: account.kind, is: one-of, values: [standard, franchise], means: What it is }
  - { name: account.named, is: one-of, values: [named, ordinary], means: Whether it is named }
  - { name: account.employees, is: count, unit: employee, means: Employees }
  - { name: lead.last-activity, is: date, means: Last activity }
  - { name: decision.date, is: date, means: Day of the decision }
  - { name: booking.first-share, is: percent, means: Share of the first }
  - { name: booking.second-share, is: percent, means: Share of the second }
  - { name: line.net, is: money, means: Price }
relations:
  - { name: account.parent-owner, gives: person, means: Owner of the top }
  - { name: account.named-owner, gives: person, means: Who it is named for }
  - { name: booking.first, gives: person, means: The first }
  - { name: booking.second, gives: person, means: The second }
values:
  - { id: idle, is: days, days-between: [lead.last-activity, decision.date] }
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;

const POLICY = `kicker: 1
engagement: rules
from: 2026-01-01
decisions:
  - decides: owner
    outputs: [{ id: owner, is: person }, { id: counts, is: one-of, values: [counted, apart] }]
    phases:
      - id: named
        rules:
          - { id: named, when: { account.named: named }, gives: { owner: account.named-owner, counts: counted }, because: Named accounts come first }
          - { id: franchise, when: { account.kind: franchise }, gives: { owner: nothing, counts: apart }, because: A franchise stands alone }
      - id: hierarchy
        rules: [{ id: hierarchy, when: { account.parent-owner: known }, gives: { owner: account.parent-owner, counts: counted }, because: Children follow the top }]
    otherwise: { gives: { owner: nothing, counts: counted }, because: Nobody owns it }
  - decides: lead
    outputs: [{ id: status, is: one-of, values: [free, kept] }]
    phases:
      - { id: silence, rules: [{ id: silent, when: { value.idle: ">= 7 days" }, gives: { status: free }, because: Seven days without activity }] }
    otherwise: { gives: { status: kept }, because: It is worked }
  - decides: credit
    phases:
      - id: agreed
        rules:
          - { id: agreed, when: { booking.second: known }, credit: [{ to: booking.first, parts: booking.first-share }, { to: booking.second, parts: booking.second-share }], because: They agreed }
      - { id: seller, rules: [{ id: seller, when: { booking.first: known }, credit: [{ to: booking.first, parts: 1 }], because: The seller }] }
    otherwise: { credit: house, because: Nobody }
`;

function run(given: string, expected: string, policy = POLICY): string {
  const test = `kicker: 1\ntest: rules\nsituations:\n  - id: one\n    given: [${given}]\n    expect: [${expected}]\n`;
  const files = Object.entries({ 'facts.yaml': FACTS, 'policy.yaml': policy, 'policy.test.yaml': test });
  const documents = new DocumentsService();
  const found = files.map(([path, text]) => ({ path, text }));
  const { findings } = documents.check(found);
  return findings.length > 0
    ? findings
        .map(({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`)
        .join('\n')
    : renderExamples(documents.test(found));
}

const PASSED = '✓ rules: one\n1 passed, 0 failed';
const A =
  '{ id: a, date: 2026-03-01, account.named: named, account.named-owner: ana, account.parent-owner: ben }';

describe('situations of decisions', () => {
  it('pass where every output, the rule, what lost and the version are as expected', () => {
    const all =
      '{ decides: owner, of: a, gives: { owner: ana, counts: counted }, rule: named, lost: [hierarchy], version: 2026-01-01 }';
    expect(run(A, all)).toBe(PASSED);
  });

  it('say given, expected, got and the working where they fail', () => {
    const wrong = '{ decides: owner, of: a, gives: { owner: ben, counts: counted }, rule: hierarchy }';
    expect(run(A, wrong)).toBe(
      [
        '✗ rules: one',
        '    owner of a: expected owner ben, counts counted; by hierarchy, got owner ana, counts counted; by named',
        '      at policy.test.yaml:6:14',
        '      given a of 2026-03-01: account.named named, account.named-owner ana, account.parent-owner ben',
        '      rules: named in named: Named accounts come first',
        '      hierarchy in hierarchy lost to named: Children follow the top',
        '      read account.kind: unknown',
        '      read account.named: named',
        '      read account.named-owner: ana',
        '      read account.parent-owner: ben',
        '',
        '0 passed, 1 failed',
      ].join('\n'),
    );
  });

  it('fail where an output is not said', () => {
    expect(run(A, '{ decides: owner, of: a, gives: { owner: ana } }')).toContain('0 passed, 1 failed');
  });

  it.each([
    [
      'otherwise',
      '{ id: a, date: 2026-03-01 }',
      '{ decides: owner, of: a, gives: { owner: nothing, counts: counted }, rule: otherwise, lost: [] }',
    ],
    [
      'what is not known',
      '{ id: a, date: 2026-03-01, account.named: named }',
      '{ decides: owner, of: a, refused: UNKNOWN_FACT }',
    ],
    [
      'a tie',
      '{ id: a, date: 2026-03-01, account.named: named, account.named-owner: ana, account.kind: franchise }',
      '{ decides: owner, of: a, refused: AMBIGUOUS }',
    ],
    [
      'a day without a policy',
      '{ id: a, date: 2025-03-01 }',
      '{ decides: owner, of: a, refused: NO_POLICY }',
    ],
    [
      'a computed value',
      '{ id: a, date: 2026-03-08, lead.last-activity: 2026-03-01 }',
      '{ decides: lead, of: a, gives: { status: free } }',
    ],
    [
      'a day less',
      '{ id: a, date: 2026-03-07, lead.last-activity: 2026-03-01 }',
      '{ decides: lead, of: a, gives: { status: kept } }',
    ],
    [
      'a credit',
      '{ id: a, date: 2026-03-07, booking.first: ana, booking.first-share: 60%, booking.second: ben, booking.second-share: 40% }',
      '{ decides: credit, of: a, gives: { ana: 60%, ben: 40% }, rule: agreed, lost: [seller] }',
    ],
    [
      'a credit that is not whole',
      '{ id: a, date: 2026-03-07, booking.first: ana, booking.first-share: 60%, booking.second: ben, booking.second-share: 30% }',
      '{ decides: credit, of: a, refused: SHARES }',
    ],
    [
      'a credit of the house',
      '{ id: a, date: 2026-03-07 }',
      '{ decides: credit, of: a, gives: { house: 100% } }',
    ],
    [
      'a credit whose people are not known',
      '{ id: a, date: 2026-03-07, booking.second: ben, booking.first-share: 60%, booking.second-share: 40% }',
      '{ decides: credit, of: a, refused: UNKNOWN_FACT }',
    ],
  ])('come out for %s', (_, given, expected) => {
    expect(run(given, expected)).toBe(PASSED);
  });
});

describe('decisions that are wrong', () => {
  it.each([
    [
      'an output that is not given',
      'gives: { owner: account.named-owner, counts: counted }',
      'gives: { owner: account.named-owner }',
      'MISSING_KEY',
    ],
    [
      'an output that is none',
      'gives: { status: kept }',
      'gives: { status: kept, state: free }',
      'UNKNOWN_NAME',
    ],
    ['a word that is none of its words', 'gives: { status: kept }', 'gives: { status: kep }', 'UNKNOWN_WORD'],
    ['a value of another type', 'owner: account.named-owner', 'owner: account.employees', 'UNIT_MISMATCH'],
    [
      'a fact that the decision is not about',
      'when: { account.kind: franchise }',
      'when: { line.net: ">= 5 USD" }',
      'WRONG_SCOPE',
    ],
    [
      'a fact that nobody declares',
      'when: { account.kind: franchise }',
      'when: { account.sort: franchise }',
      'UNKNOWN_FACT',
    ],
    [
      'a credit where none is given',
      'gives: { status: free }',
      'credit: [{ to: booking.first, parts: 1 }]',
      'ONE_OF_KEYS',
    ],
    [
      'outputs of a credit',
      '  - decides: credit\n',
      '  - decides: credit\n    outputs: [{ id: x, is: text }]\n',
      'NOT_NEEDED',
    ],
    ['no outputs', '    outputs: [{ id: status, is: one-of, values: [free, kept] }]\n', '', 'MISSING_KEY'],
    [
      'words of an output that has none',
      'is: one-of, values: [free, kept]',
      'is: text, values: [free, kept]',
      'NOT_NEEDED',
    ],
    ['the id of the decision of credits', 'decides: lead', 'decides: lead\n    id: credit', 'BAD_ID'],
    ['two decisions of one id', 'decides: lead', 'decides: owner', 'DUPLICATE_ID'],
    ['a decision that is none', 'decides: lead', 'decides: leed', 'UNKNOWN_WORD'],
    ['a rule of an id twice', 'id: hierarchy, when', 'id: named, when', 'DUPLICATE_ID'],
  ])('are refused: %s', (_, from, to, code) => {
    expect(POLICY).toContain(from);
    expect(run(A, '{ decides: credit, of: a, gives: { house: 100% } }', POLICY.replace(from, to))).toContain(
      ` ${code} `,
    );
  });

  it.each([
    ['a decision that no policy makes', '{ decides: transfer, of: a, gives: { owner: ana } }', 'TEST_TARGET'],
    [
      'a rule that does not exist',
      '{ decides: owner, of: a, gives: { owner: ana, counts: counted }, rule: name }',
      'TEST_TARGET',
    ],
    [
      'an output that does not exist',
      '{ decides: owner, of: a, gives: { owned: ana, counts: counted } }',
      'TEST_TARGET',
    ],
    [
      'a word that the output never is',
      '{ decides: owner, of: a, gives: { owner: ana, counts: count } }',
      'UNKNOWN_WORD',
    ],
    [
      'an answer and a reason for none',
      '{ decides: owner, of: a, gives: { owner: ana }, refused: AMBIGUOUS }',
      'ONE_OF_KEYS',
    ],
    [
      'what belongs to pay',
      '{ decides: owner, of: a, gives: { owner: ana, counts: counted }, amount: 5 USD }',
      'NOT_NEEDED',
    ],
  ])('are found in situations: %s', (_, expected, code) => {
    expect(run(A, expected)).toContain(` ${code} `);
  });
});
