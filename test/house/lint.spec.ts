import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planted, runTool, type Planted } from './lib/planted.js';
import { ROOT } from './lib/tree.js';

const lines = (count: number): string => '  x.push(1);\n'.repeat(count);

/** A rule of the linter, the file that breaks it, and its text. */
const BROKEN: readonly (readonly [rule: string, path: string, text: string])[] = [
  ['no-explicit-any', 'src/a.ts', 'export const a: any = 1;'],
  ['no-eval', 'src/b.ts', "eval('1');"],
  ['no-new-func', 'src/c.ts', "export const c = new Function('return 1');"],
  ['no-restricted-imports', 'src/d.ts', "import vm from 'node:vm';\nexport const d = vm;"],
  ['no-console', 'src/modules/e.ts', "console.log('paid');"],
  ['no-default-export', 'src/f.ts', 'export default 1;'],
  ['max-lines', 'src/g.ts', `export const x: number[] = [];\n${lines(300)}`],
  ['max-lines-per-function', 'src/h.ts', `export function h(x: number[]): void {\n${lines(40)}}`],
  ['max-params', 'src/i.ts', 'export const i = (a: 1, b: 2, c: 3, d: 4): unknown => [a, b, c, d];'],
  ['no-focused-tests', 'src/j.spec.ts', "it.only('pays', () => { expect(1).toBe(1); });"],
  ['no-disabled-tests', 'src/k.spec.ts', "it.skip('pays', () => { expect(1).toBe(1); });"],
  ['expect-expect', 'src/l.spec.ts', "it('pays', () => { Math.abs(1); });"],
  ['no-conditional-expect', 'src/m.spec.ts', "it('pays', () => { if (Math.abs(1)) expect(1).toBe(1); });"],
  ['ban-ts-comment', 'src/o.ts', '// @ts-ignore\nexport const o: string = 1;'],
  ['no-restricted-globals', 'src/modules/p.ts', "export const p = parseFloat('8');"],
  ['no-restricted-globals', 'src/engine/q.ts', 'export const q = new Date();'],
  ['no-restricted-globals', 'src/engine/r.ts', 'export const r = process.env.PATH;'],
  ['no-restricted-globals', 'src/engine/s.ts', 'export const s = Promise.resolve(1);'],
  ['no-restricted-properties', 'src/engine/t.ts', 'export const t = Math.random();'],
  ['no-restricted-properties', 'src/engine/u.ts', "export const u = 'a'.localeCompare('b');"],
  ['no-async-await', 'src/engine/v.ts', 'export async function v(): Promise<void> {}'],
];

const RIGHT: Planted = {
  'src/modules/pay.service.ts':
    'export class Pay { constructor(private readonly a: 1, readonly b: 2, readonly c: 3, readonly d: 4) {} say(): 1 { return this.a; } }',
  'src/modules/injected.ts':
    "import { Pay } from './pay.service.js';\n@Injectable()\nexport class A { constructor(private readonly pay: Pay) {} say(): 1 { return this.pay.say(); } }",
  'src/cli.ts': "console.log('paid');",
  'src/modules/service.ts':
    'export class Service { constructor(private readonly log: string, readonly name: string) {} say(): string { return this.log; } }',
  'src/property.spec.ts':
    "describe('pay', () => { it('holds', () => { fc.assert(fc.property(fc.nat(), (n) => n >= 0)); }); it.each([1])('%i', (n) => { expect(n).toBe(1); }); it('waits', async () => { await expect(f()).rejects.toThrow(Refusal); }); });",
  'src/modules/late.ts': 'export async function late(): Promise<number> { return Date.now(); }',
};

interface Verdict {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
}

function faultsIn(tree: Planted): { rule: string; path: string }[] {
  // The configuration names folders from where it lies, so it is planted too.
  const config = readFileSync(join(ROOT, '.oxlintrc.json'), 'utf8');
  return planted({ '.oxlintrc.json': config, ...tree }, (folder) => {
    const { output, errors } = runTool('oxlint/bin/oxlint', ['--format', 'json', '.'], folder);
    if (!output.startsWith('{')) throw new Error(output + errors);
    const rule = (code: string): string => /\(([^)]+)\)/.exec(code)?.[1] ?? code;
    return (JSON.parse(output) as Verdict).diagnostics.map((each) => ({
      rule: rule(each.code),
      path: each.filename,
    }));
  });
}

describe('the linter', () => {
  it('leaves what is right', () => {
    expect(faultsIn(RIGHT)).toEqual([]);
  });

  const found = faultsIn(Object.fromEntries(BROKEN.map(([, path, text]) => [path, text])));

  it.each(BROKEN)('%s is seen in %s', (rule, path) => {
    expect(found).toContainEqual({ rule, path });
  });
});
