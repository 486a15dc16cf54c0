import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../platform/refusal.js';
import { projectRoot } from '../../platform/project-root.js';
import { nearest } from '../../engine/rulebook/nearest.js';

/** The plans that come with Kicker to start from. */
const LIBRARY = path.join(projectRoot(), 'library');

/** What a standard document is. */
export type StandardKind = 'plan' | 'spiff';

/** A standard plan or SPIFF as files, as they stand in a folder of `rules/plans` or `rules/spiffs`. */
export interface StandardPlan {
  readonly kind: StandardKind;
  readonly name: string;
  readonly title: string;
  /** What it is, in a sentence or two. */
  readonly about: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Tables that it reads. */
  readonly tables: readonly { readonly name: string; readonly text: string }[];
}

/** All standard plans, or SPIFFs, by name. */
export async function standardPlans(kind: StandardKind): Promise<StandardPlan[]> {
  const entries = await readdir(LIBRARY, { withFileTypes: true, recursive: true });
  const plans = entries.filter((entry) => entry.isFile() && entry.name === `${kind}.yaml`);
  const names = plans.map(({ parentPath }) => path.basename(parentPath)).sort();
  return await Promise.all(names.map(async (name) => await readPlan(name, kind)));
}

/** One of them, by name. */
export async function standardPlan(name: string, kind: StandardKind = 'plan'): Promise<StandardPlan> {
  const all = await standardPlans(kind);
  const found = all.find((plan) => plan.name === name);
  if (found) return found;
  const names = all.map((plan) => plan.name);
  const near = nearest(name, names);
  const hint = near === undefined ? `\`kicker template ${kind}\` lists them.` : `Did you mean ${near}?`;
  throw new Refusal('NOT_FOUND', `There is no standard ${kind} ${name}.`, hint);
}

async function readPlan(name: string, kind: StandardKind): Promise<StandardPlan> {
  const folder = path.join(LIBRARY, name);
  const files = await Promise.all(
    (await readdir(folder)).sort().map(async (file) => ({ name: file, text: await textOf(folder, file) })),
  );
  const text = files.find((file) => file.name === `${kind}.yaml`)?.text ?? '';
  return {
    kind,
    name,
    title: /^title: (.*)$/m.exec(text)?.[1] ?? name,
    about: aboutOf(text),
    files,
    tables: await Promise.all(
      tablesRead(text).map(async (table) => ({
        name: `${table}.yaml`,
        text: await textOf(path.join(LIBRARY, 'tables'), `${table}.yaml`),
      })),
    ),
  };
}

/** The comment at the head, without the line for editors and what it models. */
function aboutOf(text: string): string {
  const lines = text.split('\n').filter((line) => line.startsWith('# ') && !line.includes('$schema'));
  const said = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('# Models')),
  );
  return said.map((line) => line.slice(2)).join(' ');
}

function tablesRead(text: string): string[] {
  return [...new Set([...text.matchAll(/\btable\.([a-z0-9-]+)\./g)].flatMap(([, id]) => id ?? []))];
}

/** A text of the library; from a folder of rules an editor finds the schemas elsewhere. */
async function textOf(folder: string, file: string): Promise<string> {
  const text = await readFile(path.join(folder, file), 'utf8');
  return text.replace(/(\$schema=(?:\.\.\/)*)rules\/schemas\//, (_, up: string) =>
    folder.endsWith('tables') ? '$schema=../schemas/' : `${up}schemas/`,
  );
}

/** The lines of the library's fact catalogue that a plan needs and another catalogue does not have. */
export async function factsLacking(plan: StandardPlan, catalogue: string): Promise<string[]> {
  const read = [...plan.files, ...plan.tables].map(({ text }) => text.replaceAll(/#.*$/gm, '')).join('\n');
  const names = new Set(
    read.match(/\b(?:booking|line|account|participant|assignment|attribute)\.[a-z][a-z0-9-]*/g),
  );
  const facts = await readFile(path.join(LIBRARY, 'facts.yaml'), 'utf8');
  const nameOf = (line: string): string => /^ {2}- \{ name: ([a-z.-]+),/.exec(line)?.[1] ?? '';
  const declared = new Set(catalogue.split('\n').map(nameOf));
  return facts.split('\n').filter((line) => {
    const name = nameOf(line);
    return names.has(name) && !declared.has(name);
  });
}
