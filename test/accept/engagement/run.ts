import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { multiply, ratio, writeDecimal } from '../../../src/engine/kernel/ratio.js';
import { writeDay } from '../../../src/engine/kernel/day.js';
import type { RuledOutput, Ruling } from '../../../src/engine/engagement/ruling.js';
import { readDocuments, type ReadDocuments } from '../../../src/modules/rules/documents/read-documents.js';
import { documentText } from '../../../src/modules/rules/documents/writing/document-text.js';
import { deciderOf, subjectOf, typesOf } from '../../../src/modules/rules/examples/outcome/decided.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { givenOf, leavesOf, type Binding, type Json } from './binding.js';

interface Scenario {
  readonly id: string;
  readonly facts: Json;
  readonly expect: Readonly<Record<string, Json>>;
}

const HERE = path.join(projectRoot(), 'test', 'accept', 'engagement');
/** The id of what is decided about. */
const SUBJECT = 'subject';

/** Published statements of rules of engagement, each said as facts and decided by a policy; one count for each expected value. */
export function engagement(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('engagement');
  const bindings = parse(readFileSync(path.join(HERE, 'scenarios.yaml'), 'utf8'), {
    schema: 'failsafe',
  }) as Record<string, Binding>;
  const { scenarios } = shared.json<{ scenarios: readonly Scenario[] }>(
    'conformance',
    'engagement',
    'scenarios.json',
  );
  for (const scenario of scenarios) judge(scenario, bindings[scenario.id], tally);
  return Promise.resolve(tally);
}

function judge({ id, facts, expect }: Scenario, binding: Binding | undefined, tally: Tally): void {
  let answers: ReadonlyMap<string, string> | string;
  try {
    if (!binding) throw new Error('nothing says it');
    answers = answersOf(rulingOn(facts, binding));
  } catch (error) {
    answers = error instanceof Error ? error.message : String(error);
  }
  for (const [key, value] of leavesOf(expect)) {
    const by = binding?.expect[key];
    const got = typeof answers === 'string' ? answers : by ? answers.get(by.of) : 'nothing says it';
    tally.same(`${id} ${key}`, value, inTheirWords(got, by?.words));
  }
}

/** What their words for ours are, one by one where there are several. */
function inTheirWords(
  got: string | undefined,
  words: Readonly<Record<string, string>> = {},
): string | undefined {
  return got
    ?.split(', ')
    .map((each) => words[each] ?? each)
    .join(', ');
}

/** Says the scenario as a document, reads it with the policy as every document is read, and asks the engine. */
function rulingOn(facts: Json, binding: Binding): Ruling {
  const { date, facts: given } = givenOf(facts, binding);
  const policies = documentsIn(binding.documents);
  const test =
    policies.find(({ text }) => /^engagement: /m.test(text))?.text.match(/^engagement: (.*)$/m)?.[1] ?? '';
  const situation = {
    id: 'scenario',
    given: [{ id: SUBJECT, date, ...given }],
    expect: [{ decides: binding.decides, of: SUBJECT, refused: 'AMBIGUOUS' }],
  };
  const text = documentText({ kicker: '1', test, situations: [situation] });
  const { rulebook, tests, findings }: ReadDocuments = readDocuments([
    ...policies,
    { path: 'scenario.test.yaml', text },
  ]);
  const error = findings.find(({ severity }) => severity === 'error');
  if (error || !rulebook) throw new Error(error?.message ?? 'there is no rulebook');
  const item = tests.flatMap((each) => each.test.situations).flatMap((each) => each.given)[0];
  if (!item) throw new Error('nothing is given');
  return deciderOf(test, rulebook)(
    binding.decides,
    subjectOf({ item, path: '', isOwn: true }, typesOf(rulebook), []),
  );
}

/** The documents of a folder, its facts or those beside it among them; without examples. */
function documentsIn(folder: string): readonly { path: string; text: string }[] {
  const read = (...parts: string[]): { path: string; text: string } => {
    const file = path.join(projectRoot(), ...parts);
    return { path: file, text: readFileSync(file, 'utf8') };
  };
  const names = readdirSync(path.join(projectRoot(), folder)).filter((name) => name.endsWith('.yaml'));
  const own = names.filter((name) => !/\.test\.yaml$|^scenarios\.yaml$/.test(name)).sort();
  const facts = own.includes('facts.yaml') ? [] : [read(path.dirname(folder), 'facts.yaml')];
  return [...facts, ...own.map((name) => read(folder, name))];
}

/** Everything that a ruling says, by name: its outputs, the rule, what lost, the version, and why there is no answer. */
function answersOf({ gives, rule, lost, version, exception }: Ruling): ReadonlyMap<string, string> {
  const [first] = gives;
  const credited = first && gives.length === 1 && first.unit?.kind === 'percent' ? first : undefined;
  return new Map<string, string>([
    ...gives.map((each): [string, string] => [each.output, sayValue(each)]),
    ...(credited
      ? ([
          ['person', credited.output],
          ['share', sayValue(credited)],
        ] as [string, string][])
      : []),
    ['rule', rule ?? 'otherwise'],
    ['trace', [rule ?? 'otherwise', ...lost.map((each) => `${each.rule}: lost`)].join(', ')],
    ['refused', exception?.code ?? 'nothing'],
    ['version', version === null ? 'none' : writeDay(version.from)],
  ]);
}

/** A number without its unit; a percent as so many of a hundred. */
function sayValue({ value, unit }: RuledOutput): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return writeDay(value);
  return writeDecimal(unit?.kind === 'percent' ? multiply(value, ratio(100n)) : value, 6);
}
