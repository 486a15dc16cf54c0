import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse as parseGraphql } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { EnvironmentFault } from '../../environment-fault.js';
import type { Recipe, RecipeStep } from './recipe.js';

/** Folders are numbered in the order in which the recipes are told; the rest of the name is the id. */
const NUMBERED = /^\d+-(.+)$/;
const HEAD = 'recipe.yaml';

/** Reads the example operations: a folder a recipe, with `recipe.yaml` and, for each step, `<step>.graphql` and `<step>.json`. */
export function readRecipes(folder: string): readonly Recipe[] {
  if (!existsSync(folder))
    throw new EnvironmentFault(`The example operations are missing: there is no ${folder}.`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => readRecipe(path.join(folder, name)));
}

function readRecipe(folder: string): Recipe {
  const id = NUMBERED.exec(path.basename(folder))?.[1];
  if (id === undefined) throw fault(folder, 'its name has to begin with a number, as in 01-define-a-plan');
  const head = mapOf(inside(folder, HEAD, parseYaml), `${folder}/${HEAD}`);
  const at = `${folder}/${HEAD}`;
  const steps = listOf(head, 'steps', at).map((step) => readStep(folder, mapOf(step, `${at} steps`)));
  refuseOthers(folder, steps);
  return {
    id,
    title: textOf(head, 'title', at),
    summary: textOf(head, 'summary', at),
    forRoles: listOf(head, 'roles', at).map(String),
    steps,
  };
}

function readStep(folder: string, head: Readonly<Record<string, unknown>>): RecipeStep {
  const at = `${folder}/${HEAD} steps`;
  const id = textOf(head, 'id', at);
  const operation = inside(folder, `${id}.graphql`, (text) => oneOperation(text));
  const variables = inside(folder, `${id}.json`, (text) => {
    mapOf(JSON.parse(text), `${folder}/${id}.json`);
    return text;
  });
  return { id, title: textOf(head, 'title', at), text: textOf(head, 'text', at), operation, variables };
}

/** A file that no step names would be an operation that nobody is shown and nobody tests. */
function refuseOthers(folder: string, steps: readonly RecipeStep[]): void {
  const named = new Set([HEAD, ...steps.flatMap(({ id }) => [`${id}.graphql`, `${id}.json`])]);
  const other = readdirSync(folder).find((name) => !named.has(name));
  if (other !== undefined) throw fault(`${folder}/${other}`, 'no step of recipe.yaml has its name');
}

function inside<T>(folder: string, name: string, read: (text: string) => T): T {
  const at = path.join(folder, name);
  if (!existsSync(at)) throw fault(at, 'it is missing');
  try {
    return read(readFileSync(at, 'utf8'));
  } catch (error) {
    if (error instanceof EnvironmentFault) throw error;
    throw fault(at, error instanceof Error ? error.message : String(error));
  }
}

/** The text, if it holds exactly one operation and that has a name. */
function oneOperation(text: string): string {
  const operations = parseGraphql(text).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operations.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION || !operation.name)
    throw new Error('it has to hold one operation, with a name');
  return text;
}

function mapOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw fault(at, 'it has to be a map of names to values');
}

function listOf(map: Readonly<Record<string, unknown>>, name: string, at: string): readonly unknown[] {
  const value = map[name];
  if (Array.isArray(value) && value.length > 0) return value;
  throw fault(at, `${name} has to be a list that is not empty`);
}

function textOf(map: Readonly<Record<string, unknown>>, name: string, at: string): string {
  const value = map[name];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw fault(at, `${name} has to be a text that is not empty`);
}

function fault(at: string, what: string): EnvironmentFault {
  return new EnvironmentFault(`The example operations cannot be read. ${at}: ${what}.`);
}
