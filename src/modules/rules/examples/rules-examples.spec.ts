import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../documents/placed-finding.js';
import { DocumentsService, renderExamples } from '../documents.service.js';

const RULES: readonly SourceFile[] = readdirSync('rules', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((name) => ({ path: join('rules', name), text: readFileSync(join('rules', name), 'utf8') }));

describe('the examples in rules/', () => {
  const report = new DocumentsService().test(RULES);

  it('all come out', () => {
    expect(renderExamples(report).split('\n').at(-1)).toBe(`${report.situations.length} passed, 0 failed`);
    expect(
      renderExamples(report)
        .split('\n')
        .filter((line) => !line.startsWith('✓')),
    ).toHaveLength(1);
  });

  it('are every situation of every test', () => {
    const written = RULES.flatMap(({ text }) => String(text).match(/^ {2}- id: /gm) ?? []);
    const tests = RULES.filter(({ path }) => path.endsWith('.test.yaml'));
    expect(new Set(report.situations.map(({ file }) => file))).toEqual(
      new Set(tests.map(({ path }) => path)),
    );
    expect(report.situations.length).toBeGreaterThan(0);
    expect(report.situations.length).toBeLessThanOrEqual(written.length);
  });
});
