import { readFileSync } from 'node:fs';
import { DocumentsService } from '../../documents.service.js';
import { readDocuments } from '../read-documents.js';

const readme = readFileSync('rules/README.md', 'utf8');
const all = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? '');
/** The policy that is shown and its examples read what the library's facts have. */
const ofPolicy = all.filter((text) => /^(?:engagement|test): accounts$/m.test(text));
const blocks = all.filter((text) => !ofPolicy.includes(text));

describe('rules/README.md', () => {
  it('shows plans, a policy, a table, a SPIFF and a test in which Kicker itself finds nothing but that no plan reads the table', () => {
    expect(blocks).toHaveLength(6);
    const files = [
      { path: 'rules/facts.yaml', text: readFileSync('rules/facts.yaml', 'utf8') },
      ...blocks.map((text, index) => ({ path: `README block ${index + 1}`, text })),
    ];
    const { findings } = readDocuments(files);
    expect(findings.map(({ code, file }) => `${code} in ${file}`)).toEqual(['UNUSED in README block 2']);
  });

  it('shows a policy whose examples come out', () => {
    const files = [
      { path: 'library/facts.yaml', text: readFileSync('library/facts.yaml', 'utf8') },
      ...ofPolicy.map((text, index) => ({ path: `README policy block ${index + 1}`, text })),
    ];
    expect(ofPolicy).toHaveLength(2);
    const { findings, passed, failed } = new DocumentsService().test(files);
    expect({ passed, failed }).toEqual({ passed: 2, failed: 0 });
    expect(findings).toEqual([]);
  });

  it('names every plan that is here', () => {
    const plans = [
      'account-executive',
      'account-manager',
      'sales-development',
      'regional-manager',
      'vice-president',
    ];
    expect(plans.filter((plan) => !readme.includes(`**${plan}**`))).toEqual([]);
  });
});
