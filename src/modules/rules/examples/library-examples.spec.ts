import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { SourceFile } from '../documents/placed-finding.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

const LIBRARY: readonly SourceFile[] = readdirSync('library', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ path: join('library', name), text: readFileSync(join('library', name), 'utf8') }));
const PLANS = LIBRARY.filter(({ path }) => /(?:plan|spiff|approvals)\.yaml$/.test(path));
const ENGAGEMENT = LIBRARY.filter(({ text }) => /^engagement: rules-of-engagement-/m.test(String(text)));

describe('the standard plans, SPIFFs and approval matrices in library/', () => {
  const documents = new DocumentsService();
  const report = documents.test(LIBRARY);

  it('are checked without an error or a warning', () => {
    expect(documents.check(LIBRARY).findings).toEqual([]);
  });

  it('come out as their examples say', () => {
    expect(
      renderExamples(report)
        .split('\n')
        .filter((line) => !line.startsWith('✓')),
    ).toEqual([`${report.situations.length} passed, 0 failed`]);
  });

  it('each have at least four situations', () => {
    const { situations } = report;
    const few = PLANS.filter(
      ({ path }) => situations.filter(({ file }) => file === path.replace('.yaml', '.test.yaml')).length < 4,
    );
    expect(PLANS.length).toBeGreaterThanOrEqual(16);
    expect(few).toEqual([]);
  });

  it('rule the same deal otherwise in another edition of the rules of engagement', () => {
    const holdovers = ENGAGEMENT.filter(({ path }) => path.includes('rules-of-engagement-holdovers'));
    expect(holdovers.map(({ path }) => path.split('/').at(-1))).toEqual([
      'first-edition.yaml',
      'second-edition.yaml',
    ]);
    const shown = report.situations.filter(({ test }) => test === 'rules-of-engagement-holdovers');
    expect(shown.map(({ situation }) => situation)).toEqual(
      expect.arrayContaining([
        'one-deal-in-the-first-edition',
        'the-same-deal-in-the-second-edition',
        'paid-alike',
      ]),
    );
  });

  it('have rules of engagement of which every folder has examples', () => {
    const folders = [...new Set(ENGAGEMENT.map(({ path }) => path.split('/').slice(0, -1).join('/')))];
    const without = folders.filter(
      (folder) => !report.situations.some(({ file }) => file === `${folder}/policy.test.yaml`),
    );
    expect(folders.length).toBeGreaterThanOrEqual(9);
    expect(without).toEqual([]);
  });

  it('each say what they model, by its public address', () => {
    const silent = [...PLANS, ...ENGAGEMENT].filter(
      ({ text }) => !/^# Models (?:.*\n# )?.*https:\/\//m.test(String(text)),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
