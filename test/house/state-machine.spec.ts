import { CARRY_FORWARD, DECISION_GUARD, INVARIANTS, SOD } from '../support/approvals/machine/held.js';
import { OF_REQUESTS, OF_STEPS } from '../support/approvals/machine/transitions.js';
import { files } from './lib/tree.js';

const TITLE = /'((?:[^'\\\n]|\\.)+)'/g;

/** Texts in quotes of a file of tests: titles are among them. */
function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(TITLE)].map(([, title = '']) => title);
}

/** What nothing holds, or what is held by a test that is not there. */
function unheld(
  what: Readonly<Record<string, readonly (readonly string[])[]>>,
  tests: ReadonlySet<string>,
): readonly string[] {
  return Object.entries(what).flatMap(([name, all]) =>
    all.flatMap((titles, at) => [
      ...(titles.length === 0 ? [`${name} ${at + 1} is held by no test`] : []),
      ...titles
        .filter((title) => !tests.has(title))
        .map((title) => `${name} ${at + 1}: no test is called ${title}`),
    ]),
  );
}

describe('the state machine of approvals', () => {
  it('has a test for each guard, duty, condition and invariant', () => {
    const tests = new Set(files(/^src\/.*\.spec\.ts$/).flatMap(({ text }) => quotedIn(text)));
    const guards = Object.fromEntries([...OF_REQUESTS, ...OF_STEPS].map(({ t, guards: own }) => [t, own]));
    const all = {
      ...guards,
      'decision guard': DECISION_GUARD,
      SOD,
      'carry forward': CARRY_FORWARD,
      invariant: INVARIANTS,
    };
    expect(unheld(all, tests)).toEqual([]);
  });

  it('is seen to lack one', () => {
    const tests = new Set(quotedIn("it('keeps it', () => {})"));
    expect(unheld({ T1: [['keeps it'], []], T2: [['keeps something else']] }, tests)).toEqual([
      'T1 2 is held by no test',
      'T2 1: no test is called keeps something else',
    ]);
  });
});
