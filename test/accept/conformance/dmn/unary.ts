import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { prepare } from './decide.js';
import type { DmnTest, DmnValue } from './dmn.js';
import { documentsOf } from './documents.js';
import { factsOf } from './tables.js';
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

/** Every unary test of the kit, as a table of one row and one input. */
export function unaryTests(shared: SharedFolder, tally: Tally): void {
  for (const file of FILES) {
    const { id, cases } = shared.json<{ id: string; cases: UnaryCase[] }>('conformance', 'dmn', file);
    for (const each of cases) judge(`${id} ${each.id}`, each, tally);
  }
}

function judge(name: string, each: UnaryCase, tally: Tally): void {
  try {
    const outcome = outcomeOf(each);
    const expected = each.expected === true ? 'matches' : 'does not match';
    // Where FEEL shrugs, being refused beforehand is the better answer to the same: the row does not match.
    if (outcome.refusal === undefined || (each.expectError && outcome.onPurpose))
      tally.same(`${name} ${each.feel}`, expected, outcome.matches ? 'matches' : 'does not match');
    else if (outcome.onPurpose) tally.waits(`${name} ${each.feel}`, outcome.refusal);
    else tally.same(`${name} ${each.feel}`, expected, `refused: ${outcome.refusal}`);
  } catch (error) {
    if (!(error instanceof Unsayable)) throw error;
    tally.waits(`${name} ${each.feel}`, error.message);
  }
}

interface Outcome {
  readonly matches: boolean;
  readonly refusal?: string;
  readonly onPurpose?: boolean;
}

function outcomeOf({ value, test }: UnaryCase): Outcome {
  const path = 'value';
  const table = {
    name: 'one test',
    hitPolicy: 'F',
    inputs: [{ path: [path] }],
    outputs: [{ name: 'matches' }],
    rules: [{ when: [test], gives: [{ lit: true }] }],
  };
  const given = { id: '', inputs: { [path]: value }, expected: null };
  const ready = prepare(documentsOf(table, [given]));
  const [error] = ready.errors;
  if (!error) return { matches: ready.decide(factsOf(given)).kind === 'found' };
  return { matches: false, ...refusalOf(error) };
}

/** Things of different kinds are never compared: that is refused when a document is checked. */
function refusalOf({ code, message }: { code: string; message: string }): Omit<Outcome, 'matches'> {
  return { refusal: `refused by the check: ${message}`, onPurpose: code === 'UNIT_MISMATCH' };
}
