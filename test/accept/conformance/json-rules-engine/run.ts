import type { SharedFolder } from '../../shared.js';
import type { Tally } from '../../tally.js';
import { answer, type Answers } from './answer.js';
import type { Json, RecordedOperator, RecordedRun, TruthTables } from './case.js';
import { say, type Said } from './say.js';

const FOLDER = ['conformance', 'json-rules-engine'];
const RUNS = ['engine-suite.json', 'examples.json'];

/** The library's own suite, examples, operators and decorators: what our language accepts must answer as recorded, in both evaluators. */
export async function jsonRulesEngine(shared: SharedFolder, tally: Tally): Promise<void> {
  for (const file of RUNS) {
    for (const run of shared.json<{ cases: RecordedRun[] }>(...FOLDER, file).cases)
      await judgeRun(run, tally);
  }
  const { cases } = shared.json<{ cases: RecordedOperator[] }>(...FOLDER, 'operators-from-suite.json');
  for (const [at, { operator, left, right, result }] of cases.entries())
    await judgeCell(
      { name: `operators/${at + 1} ${operator}`, operator, left, right, expected: result },
      tally,
    );
  await judgeTables(shared.json<TruthTables>(...FOLDER, 'decorators.json'), tally);
}

async function judgeRun(run: RecordedRun, tally: Tally): Promise<void> {
  const name = `${run.id} ${run.test}`;
  if (run.options?.['replaceFactsInEventParams'])
    return tally.refuses(name, 'EVENT', 'An event is not filled from facts; documents say what follows.');
  const said = sayRun(run);
  if ('reason' in said) return tally.refuses(name, said.kind, said.reason);
  const events = run.expected?.events;
  const expected = events ? sorted(events) : 'a rejected run';
  const got: Got = (holds) => sorted(run.rules.filter((_, at) => holds[at]).map(({ event }) => event));
  same({ name, expected, got }, await answer(said), tally);
}

function sayRun({ rules, conditions = {}, facts, factTable = [] }: RecordedRun): Said {
  const given = new Map(Object.entries(facts));
  for (const { fact, value } of factTable) given.set(fact, value);
  return say({ conditions: rules.map((rule) => rule.conditions), named: conditions, facts: given });
}

interface Cell {
  readonly name: string;
  readonly operator: string;
  readonly left: Json;
  readonly right: Json;
  readonly expected: boolean | 'rejected';
}

async function judgeCell({ name, operator, left, right, expected }: Cell, tally: Tally): Promise<void> {
  const said = say({
    conditions: [{ all: [{ fact: 'left', operator, value: right }] }],
    named: {},
    facts: new Map([['left', left]]),
  });
  if ('reason' in said) return tally.refuses(name, said.kind, said.reason);
  const got: Got = (holds) => String(holds[0]);
  same({ name, expected: String(expected), got }, await answer(said), tally);
}

async function judgeTables({ values, tables }: TruthTables, tally: Tally): Promise<void> {
  for (const [operator, rows] of Object.entries(tables)) {
    const cells = values.flatMap((left, down) =>
      values.map((right, along) => ({ left, right, expected: meaning(rows[down]?.[along], operator) })),
    );
    for (const cell of cells) await judgeCell({ ...cell, name: `decorators/${operator}`, operator }, tally);
  }
}

function meaning(sign: string | undefined, operator: string): Cell['expected'] {
  if (sign !== '0' && sign !== '1' && sign !== 'E')
    throw new Error(`The truth table of ${operator} is not complete.`);
  return sign === 'E' ? 'rejected' : sign === '1';
}

type Got = (holds: readonly boolean[]) => string;

function same(of: { name: string; expected: string; got: Got }, answers: Answers, tally: Tally): void {
  tally.same(`${of.name}, in the library`, of.expected, of.got(answers.library));
  tally.same(`${of.name}, compiled`, of.expected, of.got(answers.compiled));
}

/** Events as one text: rules of equal priority answer in no order. */
function sorted(events: readonly Json[]): string {
  return JSON.stringify(events.map((event) => JSON.stringify(event)).sort());
}
