import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readDocuments } from '../read-documents.js';

const page = readFileSync('rules/PLANS.md', 'utf8');
const readme = readFileSync('rules/README.md', 'utf8');
const [block = ''] = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text]) => text ?? '');

describe('rules/PLANS.md', () => {
  it('shows every key in a plan that the check reads without an error', () => {
    const facts = { path: 'facts.yaml', text: readFileSync('library/facts.yaml', 'utf8') };
    const { findings } = readDocuments([facts, { path: 'PLANS.md', text: block }]);
    expect(findings.map(({ code, line, message }) => `${code} ${line} ${message}`)).toEqual([]);
  });

  it('shows every kind of measure, incentive and modifier', () => {
    const schema = readFileSync('rules/schemas/plan.schema.json', 'utf8');
    const kinds = [
      'sum',
      'count',
      'distinct',
      'ratio',
      'difference',
      'weighted',
      'reported',
      'ramp',
      'proration',
      'relief',
    ]
      .concat(['flat', 'tiers', 'override', 'curve', 'matrix', 'bonus', 'mbo', 'greater-of', 'seasonal'])
      .concat(['multiplier', 'multipliers', 'gate', 'threshold', 'cap', 'floor', 'guarantee']);
    expect(kinds.filter((kind) => !schema.includes(`"${kind}"`))).toEqual([]);
    expect(kinds.filter((kind) => !block.includes(`${kind}: `))).toEqual([]);
  });
});

describe('what can be said, in rules/README.md', () => {
  const [, section = ''] = readme.split('\n## What can be said\n');
  const isRow = (line: string): boolean => /^\| (?!Wanted)/.test(line);
  const rows = section.split('\n').filter(isRow);

  it('names for each line a document that is there, or says that it is not yet', () => {
    expect(rows.length).toBeGreaterThanOrEqual(33 + 15);
    const silent = rows.filter((row) => !/\]\([^)]+\)/.test(row) && !row.includes('not yet: '));
    expect(silent).toEqual([]);
  });

  it('names no path that is not there', () => {
    const paths = [...section.matchAll(/\]\(([^)#]+)[^)]*\)/g)].flatMap(([, path]) => path ?? []);
    expect(paths.length).toBeGreaterThan(40);
    expect(paths.filter((path) => !existsSync(`rules/${path}`))).toEqual([]);
  });
});
