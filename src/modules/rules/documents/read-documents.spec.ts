import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDocuments } from './read-documents.js';
import type { SourceFile } from './placed-finding.js';

function yamlFiles(folder: string): SourceFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return yamlFiles(path);
      return name.endsWith('.yaml') ? [{ path, text: readFileSync(path, 'utf8') }] : [];
    });
}

describe('the documents in rules/', () => {
  const read = readDocuments(yamlFiles('rules'));

  it('have no findings, not even warnings', () => {
    expect(read.findings).toEqual([]);
  });

  it('make a rulebook of five plans, two policies and a table', () => {
    expect(read.rulebook?.plans.map(({ id }) => id).sort()).toEqual([
      'account-executive',
      'account-manager',
      'regional-manager',
      'sales-development',
      'vice-president',
    ]);
    expect(read.rulebook?.policies.map(({ id }) => id)).toEqual(['disputes', 'field']);
    expect(read.rulebook?.tables.map(({ id }) => id)).toEqual(['segment-rates']);
  });

  it('say what is paid in exact numbers', () => {
    const plan = read.rulebook?.plans.find(({ id }) => id === 'account-executive');
    expect(plan?.incentives[0]?.formula).toMatchObject({
      kind: 'tiers',
      axis: 'attainment.arr',
      base: 'measure.arr',
      mode: 'marginal',
      noQuota: { name: 'attribute.base-rate' },
      starts: [
        { id: 'to-quota', at: { quantity: { value: { n: 0n, d: 1n } } }, inclusive: true, times: null },
        {
          id: 'accelerator',
          at: { quantity: { value: { n: 1n, d: 1n } } },
          inclusive: false,
          times: { quantity: { value: { n: 3n, d: 2n } } },
        },
      ],
    });
  });

  it('have a test beside every plan and policy', () => {
    const tested = new Set(read.tests.map(({ test }) => test.test));
    expect(
      read.documents.filter(({ kind, id }) => ['plan', 'engagement'].includes(kind) && !tested.has(id)),
    ).toEqual([]);
  });
});
