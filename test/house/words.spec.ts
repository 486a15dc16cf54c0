import { files } from './lib/tree.js';
import { unwantedWords } from './lib/words.js';

const TEXTS =
  /(\.(ts|mjs|js|json|md|yaml|yml|sql|sh|html|css)|^\.ci\/run|^\.npmrc|^Dockerfile|^\.env\.example)$/;

describe('words that stay out of the tree', () => {
  it('no note to finish later, no path of one machine, no registry', () => {
    const own = /^(package-lock\.json|test\/house\/words\.spec\.ts)$/;
    expect(
      files(TEXTS)
        .filter(({ path }) => !own.test(path))
        .flatMap(unwantedWords),
    ).toEqual([]);
  });
});

describe('the rule itself', () => {
  it.each([
    '// TODO later',
    '# FIXME',
    "read('/work/main/a.csv')",
    'see /home/ana/plan.yaml',
    "const x = '/tmp/data'",
    'C:\\Users\\ana',
    'registry=https://packages.example.com/',
    '"resolved": "https://registry.example.org/a.tgz"',
    '<<<<<<< HEAD',
  ])('sees %s', (text) => {
    expect(unwantedWords({ path: 'a.ts', text })).toHaveLength(1);
  });

  it.each([
    '/var/tmp/kicker',
    'src/work/plan.ts',
    'the todo list of a comp admin',
    'https://example.com/work/a',
    'deal registry',
  ])('leaves %s', (text) => {
    expect(unwantedWords({ path: 'a.ts', text })).toEqual([]);
  });
});
