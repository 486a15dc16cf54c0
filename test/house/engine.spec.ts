import {
  barrels,
  exportsWithoutMeaning,
  fractionsInNumbers,
  hiddenImports,
  importsOutOfPages,
  waiting,
} from './lib/engine.js';
import { files, paths } from './lib/tree.js';

const ENGINE = /^src\/engine\/(?!.*\.spec\.ts$).*\.ts$/;
const file = (text: string): { path: string; text: string } => ({ path: 'src/engine/a.ts', text });

describe('the engine', () => {
  it('holds no binary fraction', () => {
    expect(files(ENGINE).flatMap(fractionsInNumbers)).toEqual([]);
  });

  it('does not wait', () => {
    expect(files(ENGINE).flatMap(waiting)).toEqual([]);
  });

  it('says of everything it exports what it means', () => {
    expect(files(ENGINE).flatMap(exportsWithoutMeaning)).toEqual([]);
  });

  it('has no barrels, nor has anything else', () => {
    expect(barrels(paths())).toEqual([]);
  });

  it('imports at the top of its files, as everything does', () => {
    expect(files(/^(src|migrations|bench|test)\/.*\.ts$/).flatMap(hiddenImports)).toEqual([]);
  });
});

describe('the pages', () => {
  it('import nothing of the service', () => {
    const pages = files(/^web\/.*\.tsx?$/);
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap(importsOutOfPages)).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it('see a fraction and leave a whole number, however written', () => {
    expect(fractionsInNumbers(file('const rate = 0.08; const tiny = 1e-3;'))).toHaveLength(2);
    expect(
      fractionsInNumbers(file('const n = 1_000; const big = 10n; const hex = 0xff; const e = 1e3;')),
    ).toEqual([]);
  });

  it('see every way to wait', () => {
    const text = 'async function a() {}\nconst b = async () => {};\nclass C { async d() {} }';
    expect(waiting(file(text))).toHaveLength(3);
    expect(waiting(file('async function e(x) { for await (const y of x) { await y; } }'))).toHaveLength(3);
  });

  it('see an export without its meaning, and take one comment for all signatures', () => {
    expect(
      exportsWithoutMeaning(file('/** Pay. */\nexport const a = 1;\n// no\nexport const b = 2;')),
    ).toHaveLength(1);
    const overloads =
      '/** Adds. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;\nexport function f(a: 1 | 2) { return a; }';
    expect(exportsWithoutMeaning(file(overloads))).toEqual([]);
  });

  it('see a barrel', () => {
    expect(barrels(['src/engine/index.ts', 'migrations/index.ts', 'src/engine/kernel/day.ts'])).toHaveLength(
      1,
    );
  });

  it('see a page that imports the service, also as a type, and leave its own files and packages', () => {
    const page = (text: string): { path: string; text: string } => ({ path: 'web/src/a/b.tsx', text });
    expect(
      importsOutOfPages(page("import type { Ratio } from '../../../src/engine/kernel/ratio.js';")),
    ).toHaveLength(1);
    expect(importsOutOfPages(page("export { x } from '../../../test/x.js';"))).toHaveLength(1);
    expect(
      importsOutOfPages(
        page("import { c } from '../c.js';\nimport { d } from 'd';\nexport const e = <p>{c}{d}</p>;"),
      ),
    ).toEqual([]);
  });

  it('see a type imported in the middle of a line', () => {
    expect(
      hiddenImports(file("export type A = import('./b.js').B;\nconst c = await import('./d.js');")),
    ).toHaveLength(1);
  });
});
