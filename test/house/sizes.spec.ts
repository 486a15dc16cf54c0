import { crowdedFolders, deepFiles, longFunctions, needyConstructors, tooLong } from './lib/sizes.js';
import { files, paths } from './lib/tree.js';

const CODE = /^(src|migrations|bench|test|scripts|bin|web)\/.*\.(tsx?|mjs)$/;
const lines = (count: number): string => 'x += 1;\n'.repeat(count);
const file = (text: string): { path: string; text: string } => ({ path: 'src/a.ts', text });

describe('what can be read in one sitting', () => {
  it('files have at most 300 lines', () => {
    expect(files(CODE).flatMap(tooLong)).toEqual([]);
  });

  it('functions have at most 40 lines', () => {
    expect(files(CODE).flatMap(longFunctions)).toEqual([]);
  });

  it('folders hold at most 12 files and lie at most 4 deep under src', () => {
    expect([...crowdedFolders(paths()), ...deepFiles(paths())]).toEqual([]);
  });

  it('constructors need at most 5 things', () => {
    expect(files(CODE).flatMap(needyConstructors)).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it('see a file of 301 lines and leave one of 300', () => {
    expect(tooLong(file(lines(301)))).toHaveLength(1);
    expect(tooLong(file(lines(300)))).toEqual([]);
  });

  it('see a function of 41 lines wherever it is written', () => {
    const body = lines(39);
    expect(longFunctions(file(`function f() {\n${lines(38)}}`))).toEqual([]);
    expect(longFunctions(file(`function f() {\n${body}\n}`))).toHaveLength(1);
    expect(longFunctions(file(`const f = () => {\n${body}\n};`))).toHaveLength(1);
    expect(longFunctions(file(`class A { f() {\n${body}\n} }`))).toHaveLength(1);
  });

  it('do not count the tests that a description holds', () => {
    expect(longFunctions(file(`describe('a', () => {\n${lines(60)}});`))).toEqual([]);
  });

  it('see a crowded folder, a deep file and a needy constructor', () => {
    expect(crowdedFolders(Array.from({ length: 13 }, (_, n) => `src/a/${n}.ts`))).toHaveLength(1);
    expect(deepFiles(['src/a/b/c/d/e/f.ts', 'src/a/b/c/d/f.ts'])).toEqual([
      expect.stringContaining('src/a/b/c/d/e/f.ts'),
    ]);
    const needs = Array.from({ length: 6 }, (_, n) => `private n${n}: string`).join(', ');
    expect(needyConstructors(file(`class A { constructor(${needs}) {} }`))).toHaveLength(1);
  });
});
