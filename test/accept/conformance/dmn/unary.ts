import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { prepare, type ReadyTable } from './decide.js';
import type { DmnCase, DmnTable, DmnTest, DmnValue } from './dmn.js';
import { documentsOf } from './documents.js';
import { factsOf } from './tables.js';
import { compareApart, isToldAsCounts } from './told-as-counts.js';
import { Unsayable } from './values.js';

interface UnaryCase {
  readonly id: string;
  readonly value: DmnValue;
  readonly feel: string;
  readonly test: DmnTest;
  readonly expected: boolean | null;
  /** FEEL gives null because the kinds do not go together, or an end of an interval is null. */
  readonly expectError: boolean;
}

const FILES = ['unary_0068-feel-equality.json', 'unary_0071-feel-between.json', 'unary_0072-feel-in.json'];

/** The one input of the table that a unary test becomes. */
const INPUT = 'value';

/** Every unary test of the kit, as a table of one row and one input. */
export function unaryTests(shared: SharedFolder, tally: Tally): void {
  let [all, told] = [0, 0];
  for (const file of FILES) {
    const { id, cases } = shared.json<{ id: string; cases: UnaryCase[] }>('conformance', 'dmn', file);
    for (const each of cases) {
      const isTold = isToldAsCounts(tableFor(each), givenOf(each).inputs);
      compareApart(tally, isTold, () => judge(`${id} ${each.id}`, each, tally));
      [all, told] = [all + 1, told + Number(isTold)];
    }
  }
  tally.says(
    `${told} of the ${all} unary tests ask times, instants or durations, which no document can write: facts are dates, and counts of days ` +
      'or months. They are told as counts of seconds and of whole months, and show how those are compared.',
  );
}

function judge(name: string, each: UnaryCase, tally: Tally): void {
  try {
    const ready = readyFor(each);
    const [error] = ready.errors;
    // Things of different kinds are never compared: that is refused when a document is checked, so there is no answer to compare.
    if (error?.code === 'UNIT_MISMATCH' && each.expected !== true)
      return tally.refuses(`${name} ${each.feel}`, error.code, error.message);
    const expected = each.expected === true ? 'matches' : 'does not match';
    const got = error ? `refused: ${error.message}` : answerOf(ready, each);
    tally.same(`${name} ${each.feel}`, expected, got);
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    tally.waits(`${name} ${each.feel}`, error.message);
  }
}

function answerOf({ decide }: ReadyTable, each: UnaryCase): string {
  return decide(factsOf(givenOf(each))).kind === 'found' ? 'matches' : 'does not match';
}

function givenOf({ value }: UnaryCase): DmnCase {
  return { id: '', inputs: { [INPUT]: value }, expected: null };
}

function readyFor(each: UnaryCase): ReadyTable {
  return prepare(documentsOf(tableFor(each), [givenOf(each)]));
}

function tableFor({ test }: UnaryCase): DmnTable {
  return {
    name: 'one test',
    hitPolicy: 'F',
    inputs: [{ path: [INPUT] }],
    outputs: [{ name: 'matches' }],
    rules: [{ when: [test], gives: [{ lit: true }] }],
  };
}
