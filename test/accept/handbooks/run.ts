import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../../src/platform/project-root.js';
import type { Json } from '../conformance/json-rules-engine/case.js';
import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { isBound, readBinding } from '../worked/binding.js';
import { leavesOf, type Names } from '../worked/given-answers.js';
import { isWaiting, runBinding } from '../worked/run-binding.js';

/** An example of a rule that a company published. */
interface Example {
  readonly rule: string;
  readonly inputs: Json;
  readonly expected: Json;
}

const HERE = path.join(projectRoot(), 'test', 'accept', 'handbooks');

/** Rules that companies published, with their examples: one count for each given answer. One that nothing compares and that has no reason to wait fails. */
export async function handbooks(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('handbooks');
  const { examples } = shared.json<{ examples: readonly Example[] }>('expected', 'handbooks.json');
  const names = byRule(examples);
  const waits = parse(readFileSync(path.join(HERE, 'waiting.yaml'), 'utf8')) as Record<string, string>;
  const waiting = Object.entries(waits).map(([answer, reason]) => ({ answers: [answer], reason }));
  const compared = new Map<string, readonly string[]>();
  for (const folder of readdirSync(HERE)
    .map((name) => path.join(HERE, name))
    .filter(isBound)) {
    const outcome = outcomeOf(folder, names);
    for (const [answer, failures] of outcome.compared)
      compared.set(answer, [...(compared.get(answer) ?? []), ...failures]);
    for (const wrong of outcome.wrong) tally.same(path.basename(folder), 'nothing else', wrong);
    waiting.push(...outcome.waits);
  }
  for (const answer of answersOf(names)) {
    const failures = compared.get(answer);
    const waitsFor = waiting.find((each) => isWaiting([each], answer));
    if (failures)
      tally.same(answer, 'as published', failures.length === 0 ? 'as published' : failures.join('; '));
    else if (waitsFor) tally.waits(answer, waitsFor.reason);
    else tally.same(answer, 'documents that say it', 'none');
  }
  return tally;
}

function outcomeOf(
  folder: string,
  names: Names,
): ReturnType<typeof runBinding> & { waits: { answers: string[]; reason: string }[] } {
  try {
    const binding = readBinding(folder, names);
    return {
      ...runBinding(binding),
      waits: binding.waits.map(({ answers, reason }) => ({ answers: [...answers], reason })),
    };
  } catch (error) {
    return {
      compared: new Map(),
      wrong: [error instanceof Error ? error.message : String(error)],
      waits: [],
    };
  }
}

/** The examples of each rule under its name. */
function byRule(examples: readonly Example[]): Names {
  const rules = [...new Set(examples.map(({ rule }) => rule))];
  return new Map(
    rules.map((rule) => {
      const json = examples
        .filter((each) => each.rule === rule)
        .map(({ inputs, expected }) => ({ inputs, expected }));
      return [rule, { path: rule, json }];
    }),
  );
}

function answersOf(names: Names): readonly string[] {
  return [...names.values()].flatMap(({ path: rule, json }) =>
    leavesOf(json, rule).filter((leaf) => leaf.split('.')[2] === 'expected'),
  );
}
