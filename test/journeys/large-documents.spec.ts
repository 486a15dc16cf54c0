import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A process of its own takes long to start on a busy machine; what the check itself takes is measured in it. */
const PATIENCE_MS = 120_000;
const ROOT = join(import.meta.dirname, '..', '..');
const PLAN = 'kicker: 1\nplan: ae\n';
const TABLE =
  'kicker: 1\ntable: rates\nfrom: 2026-01-01\ninputs: [booking.type]\noutputs: [{ id: rate, is: percent }]\nhit: first\nno-match: nothing\nrows:\n';
const counted = (times: number, line: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => line(at)).join('');

const LARGE: Readonly<Record<string, string>> = {
  '10-mb': `${PLAN}title: ${'x'.repeat(10_000_000)}\n`,
  '10-mb-of-lines': `${PLAN}${'# x\n'.repeat(2_500_000)}`,
  '100000-rows': `${TABLE}${'  - [new, 3%]\n'.repeat(100_000)}`,
  '100000-empty-rows': `${TABLE}${'  - []\n'.repeat(100_000)}`,
  '6600-wrong-rows': `${TABLE}${'  - [new, 3]\n'.repeat(6_600)}`,
  '19000-unknown-keys': `${PLAN}${counted(19_000, (at) => `key-${at}: x\n`)}`,
  '90000-keys': `${PLAN}${counted(90_000, (at) => `k${at}: x\n`)}`,
  'one-key-100000-times': `${PLAN}${'title: a\n'.repeat(100_000)}`,
  'laughs-without-end': `${PLAN}a0: &a0 [x]\n${counted(3_000, (at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`)}`,
  'quadratic-aliases': `${PLAN}a: &a [${'x, '.repeat(40_000)}]\nb: [${'*a, '.repeat(40_000)}]\n`,
  'merges-of-merges': `${PLAN}${counted(20_000, () => '<<: { <<: { a: b } }\n')}`,
  'brackets-without-end': `${PLAN}a: ${'['.repeat(900_000)}`,
  'braces-without-end': `${PLAN}a: ${'{a: '.repeat(200_000)}`,
  'maps-in-maps': `${PLAN}${counted(1_300, (at) => `${' '.repeat(at)}a:\n`)}`,
  'quotes-without-end': `${PLAN}a: ${'"'.repeat(900_001)}`,
  'commas-without-end': `${PLAN}a: [${','.repeat(900_000)}]`,
  'comments-without-end': `${PLAN}${'# x\n'.repeat(240_000)}`,
};

/** Checks each file of a folder by itself in one process: what is found, the processor time of each, and the most memory held. */
const EACH = `
const { DocumentsService } = await import('./dist/src/modules/rules/documents.service.js');
const { readRulesFiles } = await import('./dist/src/commands/rules-files.js');
const { readdir } = await import('node:fs/promises');
const folder = process.env.FOLDER;
const checked = [];
for (const name of await readdir(folder)) {
  const before = process.cpuUsage();
  const read = new DocumentsService().check(await readRulesFiles([folder + '/' + name]));
  const { user, system } = process.cpuUsage(before);
  checked.push({ name, ms: (user + system) / 1000, loaded: read.rulebook !== null, findings: read.findings.slice(0, 3) });
}
console.log(JSON.stringify({ checked, megabytes: process.resourceUsage().maxRSS / 1024 }));`;

interface Checked {
  readonly checked: readonly {
    readonly name: string;
    readonly ms: number;
    readonly loaded: boolean;
    readonly findings: readonly { severity: string; line: number; column: number; remedy: string }[];
  }[];
  readonly megabytes: number;
}

describe('documents too large to be meant', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'kicker-large-'));
    for (const [name, text] of Object.entries(LARGE)) writeFileSync(join(folder, `${name}.yaml`), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'are refused one by one with place and remedy, none in over two seconds of the processor or 300 MB',
    () => {
      const run = spawnSync(process.execPath, ['--input-type=module', '-e', EACH], {
        cwd: ROOT,
        env: { ...process.env, FOLDER: folder },
        encoding: 'utf8',
      });
      expect(run.stderr).toBe('');
      const { checked, megabytes } = JSON.parse(run.stdout) as Checked;
      expect(checked.map(({ name }) => name).sort()).toEqual(readdirSync(folder).sort());
      expect(checked.filter(({ ms, loaded }) => ms > 2_000 || loaded)).toEqual([]);
      const refused = checked.filter(({ findings }) =>
        findings.some(
          (each) => each.severity === 'error' && each.line > 0 && each.column > 0 && each.remedy.length > 5,
        ),
      );
      expect(refused.length).toBe(Object.keys(LARGE).length);
      expect(megabytes).toBeLessThan(300);
    },
    PATIENCE_MS,
  );

  it(
    'make kicker check say so and end with its findings, all at once',
    () => {
      const run = spawnSync(process.execPath, ['bin/kicker.mjs', 'check', folder], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      expect(run.stdout).toMatch(/10-mb\.yaml:1:1: error TOO_LARGE: .*\n {4}Split it/);
      expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 1, stderr: '' });
    },
    PATIENCE_MS,
  );
});
