import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { readRecipes } from './read-recipes.js';

const GOOD = {
  '02-second/recipe.yaml':
    'title: See\nsummary: Seeing.\nroles: [rep]\nsteps:\n  - { id: look, title: Look, text: Looks. }\n',
  '02-second/look.graphql': 'query Look {\n  me { login }\n}\n',
  '02-second/look.json': '{}\n',
};
const folders: string[] = [];

function planted(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kicker-recipes-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

describe('the example operations', () => {
  it('are read in the order of their numbers, texts to the byte', () => {
    const first = Object.fromEntries(
      Object.entries(GOOD).map(([name, text]) => [name.replace('02-second', '01-first'), text]),
    );
    const recipes = readRecipes(planted({ ...GOOD, ...first }));
    expect(recipes.map(({ id }) => id)).toEqual(['first', 'second']);
    expect(recipes[1]).toEqual({
      id: 'second',
      title: 'See',
      summary: 'Seeing.',
      forRoles: ['rep'],
      steps: [
        {
          id: 'look',
          title: 'Look',
          text: 'Looks.',
          operation: GOOD['02-second/look.graphql'],
          variables: '{}\n',
        },
      ],
    });
  });

  it.each([
    ['a folder without a number', { 'see/recipe.yaml': '' }, 'begin with a number'],
    ['no recipe.yaml', { '01-a/look.json': '{}' }, 'recipe.yaml: it is missing'],
    ['yaml that cannot be read', { ...GOOD, '02-second/recipe.yaml': 'title: [' }, 'recipe.yaml'],
    ['no steps', { ...GOOD, '02-second/recipe.yaml': 'title: See\nsummary: S\nroles: [rep]\n' }, 'steps'],
    ['an operation that is no GraphQL', { ...GOOD, '02-second/look.graphql': 'query {' }, 'look.graphql'],
    ['an operation without a name', { ...GOOD, '02-second/look.graphql': '{ me { login } }' }, 'with a name'],
    [
      'two operations',
      { ...GOOD, '02-second/look.graphql': 'query A { me { login } } query B { me { login } }' },
      'one operation',
    ],
    ['variables that are no map', { ...GOOD, '02-second/look.json': '[]' }, 'map of names'],
    ['a file that no step names', { ...GOOD, '02-second/other.graphql': '' }, 'no step'],
  ])('with %s stop the start and say where', (_what, files, says) => {
    expect(() => readRecipes(planted(files as Record<string, string>))).toThrow(says);
  });

  it('that are missing stop the start', () => {
    expect(() => readRecipes(path.join(tmpdir(), 'no-such-folder'))).toThrow(
      'The example operations are missing',
    );
  });
});
