import { BASE, withChange } from '../malformed/base-documents.js';
import type { SourceFile } from '../placed-finding.js';
import { readDocuments } from '../read-documents.js';

const base = withChange('plan', 'a', 'a');
const plan = BASE['plan'] ?? '';
const later = (from: string): SourceFile => ({
  path: 'rules/plan-2.yaml',
  text: plan.replace('from: 2026-01-01\nuntil: 2027-01-01', `from: ${from}\nuntil: 2028-01-01`),
});

function findings(...more: SourceFile[]): string[] {
  return readDocuments([...base, ...more]).findings.map(
    (each) => `${each.severity} ${each.code} ${each.file} ${each.line}:${each.column}`,
  );
}

describe('versions of one document', () => {
  it('may follow each other to the day', () => {
    expect(findings(later('2027-01-01'))).toEqual([]);
  });

  it('must not overlap, by a day either', () => {
    expect(findings(later('2026-12-31'))).toEqual(['error VERSIONS_OVERLAP rules/plan-2.yaml 4:7']);
    expect(findings({ path: 'again.yaml', text: plan })).toEqual(['error VERSIONS_OVERLAP again.yaml 4:7']);
  });

  it('may leave a gap, and the days are told', () => {
    const read = readDocuments([...base, later('2027-01-11')]);
    expect(read.findings).toHaveLength(1);
    expect(read.findings[0]).toMatchObject({
      severity: 'warning',
      code: 'VERSIONS_GAP',
      message: expect.stringContaining('2027-01-01 to 2027-01-10 (10 days)'),
    });
    expect(read.rulebook?.plans).toHaveLength(2);
  });

  it('of engagement policies are one sequence, whatever their ids', () => {
    const text = (BASE['engagement'] ?? '').replace('engagement: field', 'engagement: partners');
    expect(findings({ path: 'partners.yaml', text })).toEqual(['error VERSIONS_OVERLAP partners.yaml 3:7']);
  });

  it('of a table must cover the days on which a plan reads it', () => {
    const read = readDocuments(withChange('table', 'from: 2026-01-01', 'from: 2026-07-01'));
    expect(read.findings[0]).toMatchObject({
      code: 'VERSIONS_GAP',
      file: 'rules/plan.yaml',
      message: expect.stringContaining('On 2026-01-01'),
    });
  });
});

describe('the fact catalogue', () => {
  it('is there once', () => {
    expect(findings({ path: 'more.yaml', text: BASE['facts'] ?? '' })).toEqual([
      'error NO_CATALOGUE more.yaml 2:8',
    ]);
    expect(readDocuments([{ path: 'plan.yaml', text: plan }]).findings.map(({ code }) => code)).toEqual([
      'NO_CATALOGUE',
    ]);
  });
});

describe('what nobody reads', () => {
  it('is told as a warning, and only when nothing is wrong', () => {
    const unused = readDocuments(withChange('plan', 'pays: table.rates.rate', 'pays: 5%'));
    expect(unused.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning UNUSED']);
    expect(unused.rulebook).not.toBeNull();
    const wrong = readDocuments(withChange('plan', 'table.rates.rate', 'table.rate.rate'));
    expect(wrong.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error UNKNOWN_NAME']);
    expect(wrong.rulebook).toBeNull();
  });
});
