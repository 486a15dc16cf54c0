import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { SourceFile } from '../documents/placed-finding.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

const LIBRARY: readonly SourceFile[] = readdirSync('library', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ path: join('library', name), text: readFileSync(join('library', name), 'utf8') }));
const PLANS = LIBRARY.filter(({ path }) => /(?:plan|spiff)\.yaml$/.test(path));

describe('the standard plans and SPIFFs in library/', () => {
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

  it('each say what they model, by its public address', () => {
    const silent = PLANS.filter(({ text }) => !/^# Models (?:.*\n# )?.*https:\/\//m.test(String(text)));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
