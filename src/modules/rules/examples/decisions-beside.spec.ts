import { DocumentsService, renderExamples } from '../documents.service.js';

const FACTS = `kicker: 1
facts: company
time-zone: UTC
units: [employee]
fields: [{ name: account.employees, is: count, unit: employee, means: Employees }]
calendars: [{ id: company, year-starts: 2026-01-01 }]
`;

describe('a decision and what else documents say', () => {
  const table = `kicker: 1
table: sizes
from: 2026-01-01
inputs: [account.employees]
outputs: [{ id: segment, is: text }]
hit: unique
rows:
  - ["< 500 employees", smb]
  - [">= 500 employees", enterprise]
no-match: nothing
`;
  const policy = `kicker: 1
engagement: rules
from: 2026-01-01
decisions:
  - decides: owner
    id: segment
    outputs: [{ id: segment, is: one-of, values: [smb, enterprise, other] }, { id: pay, is: money }, { id: since, is: date }, { id: note, is: text }]
    phases:
      - { id: size, rules: [{ id: size, when: { account.employees: known }, gives: { segment: table.sizes.segment, pay: "1,000 USD", since: 2026-02-01, note: "Sized, by table" }, because: By its size }] }
    otherwise: { gives: { segment: other, pay: nothing, since: nothing, note: nothing }, because: No size }
`;
  const documents = new DocumentsService();
  const files = (situations: string, words = '[smb, enterprise, other]') =>
    Object.entries({
      'facts.yaml': FACTS,
      'table.yaml': table,
      'policy.yaml': policy.replace('[smb, enterprise, other]', words),
      'policy.test.yaml': `kicker: 1\ntest: rules\nsituations:\n${situations}`,
    }).map(([path, text]) => ({ path, text }));
  const situation = (employees: number, expected: string): string =>
    `  - id: one\n    given: [{ id: a, date: 2026-03-01, account.employees: ${employees} employees }]\n    expect: [{ decides: segment, of: a, ${expected} }]\n`;

  it('gives what a table gives, amounts, dates and texts', () => {
    const gives =
      'gives: { segment: enterprise, pay: "1,000 USD", since: 2026-02-01, note: "Sized, by table" }';
    const report = documents.test(files(situation(500, gives)));
    expect(report.findings.filter(({ code }) => code !== 'UNUSED')).toEqual([]);
    expect(report.findings.filter(({ file }) => file === 'table.yaml')).toEqual([]);
    expect(report).toMatchObject({ passed: 1, failed: 0 });
  });

  it('tells amounts in another currency apart', () => {
    const gives =
      'gives: { segment: enterprise, pay: "1,000 EUR", since: 2026-02-01, note: "Sized, by table" }';
    expect(renderExamples(documents.test(files(situation(500, gives))))).toContain('pay 1,000 USD');
  });

  it('gives nothing that is none of the words of its output', () => {
    const report = documents.test(files(situation(499, 'refused: NOT_A_VALUE'), '[enterprise, other]'));
    expect(report).toMatchObject({ passed: 1, failed: 0 });
  });

  it('is asked about one thing of an id', () => {
    const twice = `  - id: one\n    given: [{ id: a, date: 2026-03-01 }, { id: a, date: 2026-03-02 }]\n    expect: [{ decides: segment, of: a, refused: AMBIGUOUS }]\n`;
    expect(documents.check(files(twice)).findings.map(({ code }) => code)).toContain('DUPLICATE_ID');
  });

  it('may be made by one policy while another makes another, and by one alone on one day', () => {
    const other = (id: string): string =>
      policy.replace('engagement: rules', 'engagement: others').replace('id: segment\n', `id: ${id}\n`);
    const together = (text: string) => [
      ...files(situation(500, 'refused: AMBIGUOUS')),
      { path: 'other.yaml', text },
    ];
    const codes = (text: string) => documents.check(together(text)).findings.map(({ code }) => code);
    expect(codes(other('size'))).not.toContain('VERSIONS_OVERLAP');
    expect(codes(other('segment'))).toContain('VERSIONS_OVERLAP');
  });
});
