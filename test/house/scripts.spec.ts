import { fingerprintOfInputs } from '../../scripts/lib/inputs.mjs';
import { fingerprintOfWeb } from '../../scripts/lib/web.mjs';
import { judge, lastLine } from '../../scripts/lib/tally.mjs';
import { planted } from './lib/planted.js';
import { files } from './lib/tree.js';

const done = { passed: 3, failed: 0, skipped: 0, complete: true };
const end = { code: 0, filtered: false };

describe('the last line of npm test is true', () => {
  it('counts what passed and what failed', () => {
    expect(judge(done, end)).toEqual({ passed: 3, failed: 0, why: [] });
    expect(judge({ ...done, failed: 2 }, { ...end, code: 1 })).toMatchObject({ passed: 3, failed: 2 });
  });

  it.each([
    ['jest ended before it had finished', { ...done, complete: false }, { ...end, code: 137 }],
    ['jest ended with 1 though no test failed', done, { ...end, code: 1 }],
    ['1 skipped, counted as failed: a test that does not run proves nothing', { ...done, skipped: 1 }, end],
  ])('%s is one failure', (why, counted, how) => {
    expect(judge(counted, how)).toEqual({ passed: 3, failed: 1, why: [why] });
  });

  it('calls a run without tests a failure', () => {
    expect(judge({ ...done, passed: 0 }, end)).toEqual({ passed: 0, failed: 1, why: ['no test ran'] });
  });

  it('does not count tests that the caller left out', () => {
    expect(judge({ ...done, skipped: 9 }, { ...end, filtered: true })).toMatchObject({
      passed: 3,
      failed: 0,
    });
  });

  it('is found at the end of an output and nowhere else', () => {
    expect(lastLine('noise\n12 passed, 1 failed\n')).toEqual({ passed: 12, failed: 1 });
    expect(lastLine('12 passed, 1 failed\nbut then more\n')).toBeNull();
  });
});

describe('the build is repeated only when an input changed', () => {
  const tree = {
    'tsconfig.build.json': '{ "include": ["src"] }',
    'src/a.ts': 'export const a = 1;',
    'src/a.spec.ts': '1',
  };
  const name = (changed: object): string => planted({ ...tree, ...changed }, fingerprintOfInputs);

  it('by content: a source, a setting, a new file', () => {
    const changes = [{ 'src/a.ts': 'export const a = 2;' }, { 'tsconfig.json': '{}' }, { 'src/b.ts': '' }];
    expect(new Set([name({}), ...changes.map(name)]).size).toBe(4);
  });

  it('and not by time, tests or other files', () => {
    expect(name({ 'src/a.spec.ts': '2', 'README.md': 'x' })).toBe(name({}));
  });
});

describe('the pages are built again only when they changed', () => {
  const tree = { 'package-lock.json': '{}', 'web/src/a.ts': 'export const a = 1;', 'src/b.ts': '1' };
  const name = (changed: object): string => planted({ ...tree, ...changed }, fingerprintOfWeb);

  it('by content: a source, a package, a new file', () => {
    const changes = [{ 'web/src/a.ts': '2' }, { 'package-lock.json': '{ }' }, { 'web/src/c.css': '' }];
    expect(new Set([name({}), ...changes.map(name)]).size).toBe(4);
  });

  it('and not by what the service is made of', () => {
    expect(name({ 'src/b.ts': '2' })).toBe(name({}));
  });
});

/** The sources behind `generate:*` that do not know --check: they would write where they were asked to look. */
function deafGenerators(
  scripts: Readonly<Record<string, string>>,
  textOf: (path: string) => string,
): string[] {
  return Object.entries(scripts)
    .filter(([name]) => name.startsWith('generate:') && !name.startsWith('generate:db:'))
    .map(([name, command]) => ({ name, source: /([\w./-]+)\.m?js$/.exec(command)?.[0] ?? '' }))
    .filter(
      ({ source }) =>
        !/'--check'|writeDerived\(/.test(textOf(source.replace(/^dist\//, '').replace(/\.js$/, '.ts'))),
    )
    .map(
      ({ name }) =>
        `${name} does not know --check: with it, it must write nothing and end with 1 when its output is stale.`,
    );
}

describe('what is derived can be checked', () => {
  it('every generator of package.json knows --check', () => {
    const manifest = JSON.parse(files(/^package\.json$/)[0]!.text) as { scripts: Record<string, string> };
    expect(
      deafGenerators(
        manifest.scripts,
        (path) =>
          files(/^(src|scripts|bench|test)\/.*\.(ts|mjs)$/).find((each) => each.path === path)?.text ?? '',
      ),
    ).toEqual([]);
  });

  it('the rule sees one that does not, and leaves those that need a database', () => {
    const scripts = {
      'generate:a': 'node dist/src/a.js',
      'generate:b': 'node scripts/b.mjs',
      'generate:db:c': 'node dist/src/c.js',
    };
    const texts: Record<string, string> = {
      'src/a.ts': 'write()',
      'src/d.ts': 'writeDerived(path)',
      'scripts/b.mjs': "if (argv.includes('--check'))",
    };
    expect(deafGenerators(scripts, (path) => texts[path] ?? '')).toEqual([
      expect.stringContaining('generate:a'),
    ]);
  });
});
