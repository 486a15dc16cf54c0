import { files } from './lib/tree.js';

/** The cases where two honest readings pay differently; what is not here waits for clawbacks (5), draws (16), leavers (24) and vacant seats (25): rules/README.md says why. */
const TESTED = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23, 26];
const NAMED = /\b(?:describe|it)\(\s*['"`]semantics (\d+): /g;

function sectionsIn(text: string): readonly number[] {
  return [...text.matchAll(NAMED)].map(([, section]) => Number(section));
}

describe('the cases that decide cents', () => {
  it('each have a test of their name', () => {
    const found = new Set(files(/^(src|test)\/.*\.spec\.ts$/).flatMap(({ text }) => sectionsIn(text)));
    expect([...found].sort((a, b) => a - b)).toEqual(TESTED);
  });

  it('are seen by their names', () => {
    expect(
      sectionsIn("describe('semantics 7: keys', () => { it(\n'semantics 12: versions', f); });"),
    ).toEqual([7, 12]);
    expect(sectionsIn('// semantics 5: clawbacks')).toEqual([]);
  });
});
