import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testsOf } from './lib/tests.js';
import { ROOT, files } from './lib/tree.js';

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

describe('the number of tests', () => {
  const tests = files(/^(src|test)\/.*\.spec\.ts$/).flatMap(testsOf).length;

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
