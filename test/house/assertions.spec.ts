import { strayedSpecs, testsOf, testsWithoutAssertion } from './lib/tests.js';
import { files, paths } from './lib/tree.js';

const SPECS = /^(src|test)\/.*\.spec\.ts$/;
const spec = (text: string): { path: string; text: string } => ({ path: 'src/a.spec.ts', text });

describe('tests prove something', () => {
  it('each asserts', () => {
    expect(files(SPECS).flatMap(testsWithoutAssertion)).toEqual([]);
  });

  it('each is run', () => {
    expect(strayedSpecs(paths())).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it('see a test without an assertion, also among others', () => {
    const text = "it('a', () => { expect(1).toBe(1); });\nit.each([1])('b', (n) => { console.info(n); });";
    expect(testsWithoutAssertion(spec(text))).toEqual([expect.stringContaining('src/a.spec.ts:2 ')]);
  });

  it('see a file without a test', () => {
    expect(testsWithoutAssertion(spec('export const x = 1;'))).toEqual([expect.stringContaining('no test')]);
  });

  it('count an assertion inside a property and one behind a name', () => {
    const property = "it('a', () => { fc.assert(fc.property(fc.nat(), (n) => n >= 0)); });";
    const named = "it('b', async () => { await expectRefused(1); });";
    expect(testsWithoutAssertion(spec(`${property}\n${named}`))).toEqual([]);
  });

  it('count a table of rows as one test', () => {
    const text =
      "describe('x', () => { it.each([[1], [2]])('a', (n) => { expect(n).toBe(n); }); test('b', () => { expect(1).toBe(1); }); });";
    expect(testsOf(spec(text))).toHaveLength(2);
  });

  it('see a test where nobody looks', () => {
    expect(
      strayedSpecs(['bench/a.spec.ts', 'src/a.test.ts', 'rules/plans/ae/plan.test.yaml', 'src/a.spec.ts']),
    ).toHaveLength(2);
  });
});
