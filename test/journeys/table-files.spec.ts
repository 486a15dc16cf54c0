import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { addTable } from '../../src/commands/documents/table.js';
import { runProgram } from '../../src/commands/program.js';
import { workbook } from '../support/documents/workbook.js';

/** Processes of their own take long to start on a busy machine. */
const PATIENCE_MS = 120_000;
const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'kicker-tables-'));
const at = (name: string): string => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in a process of its own, as a person starts it. */
function started(...args: string[]): Ended {
  return spawnSync(process.execPath, ['bin/kicker.mjs', 'table', ...args], { cwd: ROOT, encoding: 'utf8' });
}

/** The same command line in this process: starting one takes a second, and most of what it says needs none. */
async function kicker(...args: string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  const ears = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text);
      return true;
    }),
  );
  process.exitCode = undefined;
  try {
    await runProgram([addTable], ['node', 'kicker', 'table', ...args]);
    return { status: process.exitCode ?? 0, ...said };
  } finally {
    process.exitCode = undefined;
    for (const ear of ears) ear.mockRestore();
  }
}

describe('kicker table', () => {
  const original = readFileSync(join(ROOT, 'rules', 'tables', 'segment-rates.yaml'), 'utf8');

  it(
    'takes a table out, and brings back only what was changed in the spreadsheet',
    async () => {
      const document = at('rates.yaml');
      writeFileSync(document, original);
      expect(started('export', document, '--as', 'csv', '--out', at('rates.csv')).status).toBe(0);
      const csv = readFileSync(at('rates.csv'), 'utf8');
      writeFileSync(at('rates.csv'), csv.replace('smb,-,2%', 'smb,-,2.25%').replace('first', 'F'));
      const { status, stdout } = await kicker('import', at('rates.csv'), '--out', document);
      expect([status, stdout]).toEqual([0, expect.stringContaining('segment-rates changed in ')]);
      expect(readFileSync(document, 'utf8')).toBe(original.replace('[smb, "-", 2%]', '[smb, "-", 2.25%]'));
      expect((await kicker('import', at('rates.csv'), '--out', document)).stdout).toContain('unchanged');
    },
    PATIENCE_MS,
  );

  it(
    'goes through XLSX, finds a table by its id, and never writes over a file that is there',
    async () => {
      const out = ['export', 'segment-rates', '--as', 'xlsx', '--out', at('rates.xlsx')];
      expect((await kicker(...out)).status).toBe(0);
      expect(await kicker(...out)).toMatchObject({ status: 1, stderr: expect.stringContaining('already') });
      const { status, stdout } = await kicker('import', at('rates.xlsx'), '--json');
      const { table, text } = JSON.parse(stdout) as { table: string; text: string };
      expect([status, table]).toEqual([0, 'segment-rates']);
      expect(text).toContain('  - [mid-market, "-", 2.5%]\n');
    },
    PATIENCE_MS,
  );

  it(
    'says which cell is wrong and writes nothing, not over another document either',
    async () => {
      const { stdout: csv } = await kicker('export', 'segment-rates', '--as', 'csv');
      writeFileSync(at('wrong.csv'), csv.replace('2%', '0.02'));
      const wrong = await kicker('import', at('wrong.csv'), '--out', at('new.yaml'));
      expect(wrong.status).toBe(1);
      expect(wrong.stdout).toMatch(/wrong\.csv:12:4: error BARE_NUMBER: D12: /);
      expect(existsSync(at('new.yaml'))).toBe(false);
      const other = 'kicker: 1\ntable: other\n';
      writeFileSync(at('other.yaml'), other);
      writeFileSync(at('right.csv'), csv);
      expect((await kicker('import', at('right.csv'), '--out', at('other.yaml'))).status).toBe(1);
      expect(readFileSync(at('other.yaml'), 'utf8')).toBe(other);
      expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'ends with 2 where it was used wrongly',
    async () => {
      const used = [
        ['export', 'segment-rates'],
        ['export', 'segment-rates', '--as', 'pdf'],
        ['export', 'segment-rates', '--as', 'xlsx'],
        ['import', at('nothing.csv')],
        ['import', at('rates.csv'), '--out', at('table.txt')],
      ];
      for (const args of used) expect([args, (await kicker(...args)).status]).toEqual([args, 2]);
      expect(started(...(used[0] ?? [])).status).toBe(2);
      expect((await kicker('export', 'rules/facts.yaml', '--as', 'csv')).status).toBe(1);
    },
    PATIENCE_MS,
  );
});

const HEAD =
  'kicker,1\ntable,rates\nfrom,2026-01-01\nhit,first\nno-match,refuse\ncolumn,input,output\nis,,percent\nrow,line.net,rate\n';

/** Made one by one: what this process holds counts as held by one that it starts. */
const LARGE: Readonly<Record<string, () => string | Buffer>> = {
  'rows.csv': () => HEAD + '1,> 5 USD,8%\n'.repeat(760_000),
  'rows.xlsx': () =>
    workbook({ sheets: { T: '<row><c t="inlineStr"><is><t>kicker</t></is></c></row>'.repeat(60_000) } }),
  'empty-lines.csv': () => HEAD + '\n'.repeat(9_000_000),
  'empty-rows.csv': () => HEAD + ',,\n'.repeat(3_000_000),
  'commas.csv': () => HEAD + ','.repeat(9_000_000),
  'columns.csv': () => `${HEAD}${'a,'.repeat(250)}\n`,
  'quotes.csv': () => `${HEAD}1,"${'""'.repeat(4_900_000)}`,
  'bytes.csv': () => Buffer.alloc(10_000_001, 'a'),
  'bomb.xlsx': () =>
    workbook({ sheets: { T: '' }, parts: { 'xl/worksheets/sheet9.xml': ' '.repeat(20_000_001) } }),
  'far.xlsx': () => workbook({ sheets: { T: '<row r="1048576"><c r="S1048576"><v>1</v></c></row>' } }),
};

/** Imports a file in a process of its own: how it is refused, the processor time, and the most memory held. */
const ONE = `
const { TableFilesService } = await import('./dist/src/modules/rules/table-files.service.js');
const { readFile } = await import('node:fs/promises');
const bytes = await readFile(process.env.FILE);
const before = process.cpuUsage();
let code = 'READ';
try { new TableFilesService().import({ name: 'large', bytes }); } catch (error) { code = error.code; }
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ code, ms: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }));`;

describe('a spreadsheet too large to be meant', () => {
  it.each(Object.keys(LARGE))(
    'is refused within two seconds of the processor and 300 MB: %s',
    (name) => {
      writeFileSync(at(name), LARGE[name]?.() ?? '');
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ONE], {
        cwd: ROOT,
        env: { ...process.env, FILE: at(name) },
        encoding: 'utf8',
      });
      const { code, ms, megabytes } = JSON.parse(stdout) as Record<string, number | string>;
      expect(code).toBe('TABLE_FILE_LIMIT');
      expect(ms).toBeLessThan(2_000);
      expect(megabytes).toBeLessThan(300);
    },
    PATIENCE_MS,
  );
});
