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

/** A published worked example: what goes in and what its source says comes out. */
interface Case {
  readonly id: string;
  readonly plan: Json;
  readonly inputs: Json;
  readonly expected: Json;
}

const HERE = path.join(projectRoot(), 'test', 'accept', 'cases');

/** The published worked examples, one count for each: a folder of documents, or the reason why it waits. One that has neither fails. */
export async function cases(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('cases');
  const waiting = parse(readFileSync(path.join(HERE, 'waiting.yaml'), 'utf8')) as Record<string, string>;
  const all = readdirSync(shared.path('cases')).filter((name) => name.endsWith('.json'));
  for (const name of all.sort()) {
    const id = name.replace(/\.json$/, '');
    const folder = path.join(HERE, id);
    const reason = waiting[id];
    if (isBound(folder)) await judge(shared.json<Case>('cases', name), folder, tally);
    else if (reason === undefined) tally.same(id, 'documents that say it', 'none');
    else tally.waits(id, reason);
  }
  return tally;
}

async function judge({ id, plan, inputs, expected }: Case, folder: string, tally: Tally): Promise<void> {
  const given = { plan, inputs, expected };
  const names: Names = new Map(Object.entries(given).map(([path, json]) => [path, { path, json }]));
  try {
    const binding = readBinding(folder, names);
    const { compared, wrong } = runBinding(binding);
    const leaves = leavesOf(expected, 'expected');
    const left = leaves.filter((leaf) => !compared.has(leaf) && !isWaiting(binding.waits, leaf));
    const failures = [
      ...wrong,
      ...leaves.flatMap((leaf) => (compared.get(leaf) ?? []).map((failure) => `${leaf}: ${failure}`)),
      ...(wrong.length > 0 ? [] : left.map((leaf) => `${leaf} is compared with nothing`)),
    ];
    if (failures.length > 0) tally.same(id, 'as its source says', failures.slice(0, 4).join('\n      '));
    else if (binding.waits.length === 0) tally.same(id, 'all', 'all');
    else for (const { answers, reason } of binding.waits) tally.waits(`${id}, ${answers.join(', ')}`, reason);
  } catch (error) {
    tally.same(id, 'as its source says', error instanceof Error ? error.message : String(error));
  }
}
