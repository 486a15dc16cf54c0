import { describe, expect, it } from '@jest/globals';
import { BASE, withChange } from '../../documents/malformed/base-documents.js';
import { readDocuments } from '../../documents/read-documents.js';
import type { SourceFile } from '../../documents/placed-finding.js';
import type { PublishedText } from '../../publication/read-publications.js';
import { judgeVersion, type Judged } from '../judge-version.js';

const plan = BASE['plan'] ?? '';
const name = /^plan: (.*)$/m.exec(plan)?.[1] ?? '';

/** Judges a text of the plan beside the other documents, as if those were published. */
function judged(source: string): Judged {
  const others: SourceFile[] = Object.entries(BASE)
    .filter(([file]) => file !== 'plan' && file !== 'test')
    .map(([file, text]) => ({ path: file, text }));
  const catalogue = readDocuments(others.filter(({ path }) => path === 'facts')).rulebook?.facts.fingerprint;
  const published = readDocuments(others).documents.map(({ file, ...declared }, at) => ({
    ...declared,
    name: declared.id,
    life: `life-${at}`,
    position: BigInt(at + 1),
    catalogue: catalogue ?? null,
    text: BASE[file] ?? '',
  }));
  return judgeVersion({ kind: 'plan', name, source, test: null }, published as unknown as PublishedText[]);
}

const told = ({ findings }: Judged): string[] =>
  findings.map(({ severity, code, file }) => `${severity} ${code} ${file}`);

describe('what is told of a version', () => {
  it('is not the warnings that other documents have', () => {
    const source = plan.replace('pays: table.rates.rate', 'pays: 5%');
    const together = readDocuments(withChange('plan', 'pays: table.rates.rate', 'pays: 5%'));
    expect(together.findings.map(({ code }) => code)).toEqual(['UNUSED']);
    expect(told(judged(source))).toEqual([]);
  });

  it('is every error, with the text that has it', () => {
    const wrong = judged(plan.replace('table.rates.rate', 'table.rate.rate'));
    expect(told(wrong)).toEqual([`error UNKNOWN_NAME ${name}.yaml`]);
    expect(wrong.passed).toBe(false);
  });
});
