import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strayedSpecs, testsOf, testsWithoutAssertion } from './lib/tests.js';
import { ROOT, files, paths } from './lib/tree.js';

const SPECS = /^(src|test)\/.*\.spec\.ts$/;
const spec = (text: string): { path: string; text: string } => ({ path: 'src/a.spec.ts', text });

const COUNT_FILE = join(ROOT, 'test', 'house', 'test-count.json');
/** So far the committed count may lag behind; beyond it tests could be removed unseen. */
const LAG = 40;

interface Count {
  readonly tests: number;
  readonly lowered: readonly { readonly from: number; readonly to: number; readonly because: string }[];
}

function committed(): Count {
  return existsSync(COUNT_FILE)
    ? (JSON.parse(readFileSync(COUNT_FILE, 'utf8')) as Count)
    : { tests: 0, lowered: [] };
}

/** `npm run count-tests` raises the count; with `--lower "why"` it may fall, and the reason is committed with it. */
function nextCount(count: Count, tests: number, because: string): Count {
  if (tests >= count.tests) return { ...count, tests };
  if (!because)
    throw new Error(
      `The tests fell from ${count.tests} to ${tests}. Say why: npm run count-tests -- --lower "why"`,
    );
  return { tests, lowered: [...count.lowered, { from: count.tests, to: tests, because }] };
}

describe('tests prove something', () => {
  it('each asserts', () => {
    expect(files(SPECS).flatMap(testsWithoutAssertion)).toEqual([]);
  });

  it('each is run', () => {
    expect(strayedSpecs(paths())).toEqual([]);
  });
});

// Beside the assertions: both parse every spec, and here each is parsed once.
describe('the number of tests', () => {
  const tests = files(SPECS).flatMap(testsOf).length;

  it('never falls, and its count is kept up', () => {
    if (process.env.KICKER_COUNT_TESTS) {
      const next = nextCount(committed(), tests, process.env.KICKER_LOWER_BECAUSE ?? '');
      writeFileSync(COUNT_FILE, `${JSON.stringify(next, null, 2)}\n`);
    }
    const count = committed().tests;
    expect({ fell: tests < count, lagging: tests > count + LAG, run: 'npm run count-tests' }).toEqual({
      fell: false,
      lagging: false,
      run: 'npm run count-tests',
    });
  });

  it('rises without a word and falls only with a reason', () => {
    expect(nextCount({ tests: 5, lowered: [] }, 7, '')).toEqual({ tests: 7, lowered: [] });
    expect(() => nextCount({ tests: 5, lowered: [] }, 4, '')).toThrow('fell from 5 to 4');
    const lowered = [{ from: 5, to: 4, because: 'two said the same' }];
    expect(nextCount({ tests: 5, lowered: [] }, 4, 'two said the same')).toEqual({ tests: 4, lowered });
  });
});

describe('the rules themselves', () => {
  it('see a test without an assertion, also among others', () => {
    const text = "it('a', () => { expect(1).toBe(1); });\nit.each([1])('b', (n) => { console.info(n); });";
    expect(testsWithoutAssertion(spec(text))).toEqual([expect.stringContaining('src/a.spec.ts:2 ')]);
  });

  it('see a file without a test', () => {
    expect(testsWithoutAssertion(spec('export const x = 1;'))).toEqual([expect.stringContaining('no test')]);
  });

  it('count an assertion inside a property and one behind a name', () => {
    const property = "it('a', () => { fc.assert(fc.property(fc.nat(), (n) => n >= 0)); });";
    const named = "it('b', async () => { await expectRefused(1); });";
    expect(testsWithoutAssertion(spec(`${property}\n${named}`))).toEqual([]);
  });

  it('count a table of rows as one test', () => {
    const text =
      "describe('x', () => { it.each([[1], [2]])('a', (n) => { expect(n).toBe(n); }); test('b', () => { expect(1).toBe(1); }); });";
    expect(testsOf(spec(text))).toHaveLength(2);
  });

  it('see a test where nobody looks', () => {
    expect(
      strayedSpecs(['bench/a.spec.ts', 'src/a.test.ts', 'rules/plans/ae/plan.test.yaml', 'src/a.spec.ts']),
    ).toHaveLength(2);
  });
});
