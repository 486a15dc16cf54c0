import { readFileSync } from 'node:fs';
import { readDocuments } from '../read-documents.js';

const readme = readFileSync('rules/README.md', 'utf8');
const blocks = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? '');

describe('rules/README.md', () => {
  it('shows plans, a table, a SPIFF and a test in which Kicker itself finds nothing but that no plan reads the table', () => {
    expect(blocks).toHaveLength(5);
    const files = [
      { path: 'rules/facts.yaml', text: readFileSync('rules/facts.yaml', 'utf8') },
      ...blocks.map((text, index) => ({ path: `README block ${index + 1}`, text })),
    ];
    const { findings } = readDocuments(files);
    expect(findings.map(({ code, file }) => `${code} in ${file}`)).toEqual(['UNUSED in README block 2']);
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
