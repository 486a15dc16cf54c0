import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksOf, type Block } from '../../scripts/lib/blocks.mjs';
import { blockFaults, misquotes, unprovedCommands } from './lib/code-blocks.js';
import { brokenLinks, unlistedPages } from './lib/links.js';
import { ROOT, files, paths } from './lib/tree.js';

const PATIENCE_MS = 60_000;
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const scripts = new Set(Object.keys(manifest.scripts));
const blocks = files(/\.md$/).flatMap(blocksOf);
const runnable = blocks.filter(({ language, marks }) => language === 'bash' && marks.includes('runnable'));
const block = (text: string): Block => blocksOf({ path: 'README.md', text })[0]!;

/** Runs the block in the root of the project with a data folder of its own. */
function runFaults({ path, line, text, says }: Block): string[] {
  const data = mkdtempSync(join(tmpdir(), 'kicker-block-'));
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', text], {
    cwd: ROOT,
    env: { ...process.env, KICKER_DATA_DIR: data },
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  rmSync(data, { recursive: true, force: true });
  const output = stdout + stderr;
  if (status !== 0) return [`${path}:${line} ended with ${status}: ${output}`];
  return output.includes(says.prints ?? '')
    ? []
    : [`${path}:${line} does not print "${says.prints}": ${output}`];
}

describe('code in the documents', () => {
  it('is what it says it is', () => {
    expect(blocks.flatMap((each) => blockFaults(each, scripts))).toEqual([]);
  });

  it('leads where its links say, and docs/README.md lists every page', () => {
    const all = paths();
    const broken = files(/\.md$/).flatMap((each) => brokenLinks(each, all));
    expect([...broken, ...files(/^docs\/README\.md$/).flatMap((index) => unlistedPages(index, all))]).toEqual(
      [],
    );
  });

  it('README promises no command that nobody runs', () => {
    expect(blocks.flatMap(unprovedCommands)).toEqual([]);
  });

  it('is what it quotes, to the byte', () => {
    const sources = new Map(files(/^examples\//).map(({ path, text }) => [path, text]));
    expect(blocks.filter(({ says }) => says.from !== undefined).length).toBeGreaterThanOrEqual(4);
    expect(blocks.flatMap((each) => misquotes(each, sources))).toEqual([]);
  });

  it(
    'runs, where it is marked runnable',
    () => {
      expect(runnable.flatMap(runFaults)).toEqual([]);
    },
    PATIENCE_MS * Math.max(1, runnable.length),
  );
});

describe('the rules themselves', () => {
  it('read the language, the marks and the lines of a block, also inside a list', () => {
    expect(block('text\n\n  ```bash runnable prints="1 ok"\n  echo 1 ok\n  ```\n')).toEqual({
      path: 'README.md',
      line: 3,
      language: 'bash',
      marks: ['runnable'],
      says: { prints: '1 ok' },
      text: 'echo 1 ok\n',
    });
  });

  it('see a command that fails and one that does not print what it promises', () => {
    expect(runFaults(block('```bash runnable\nexit 3\n```'))).toEqual([
      expect.stringContaining('ended with 3'),
    ]);
    expect(runFaults(block('```bash runnable prints="paid"\necho due\n```'))).toEqual([
      expect.stringContaining('paid'),
    ]);
    expect(runFaults(block('```bash runnable prints="paid"\necho paid\n```'))).toEqual([]);
  });

  it('keep a fence within a longer fence', () => {
    expect(blocksOf({ path: 'a.md', text: '````text\n```bash\n```\n````\n' })).toHaveLength(1);
  });

  it.each([
    ['```\nx\n```', 'without a language'],
    ['```cobol\nx\n```', 'nothing reads cobol'],
    ['```yaml\na: [1\n```', 'yaml:'],
    ['```json\n{a}\n```', 'json:'],
    ['```csv\na,b\n1\n```', 'csv:'],
    ['```ts\nconst = 1\n```', 'ts:'],
    ['```graphql\nquery {\n```', 'graphql:'],
    ['```bash\nif true\n```', 'bash:'],
    ['```bash\nnpm run pay-everybody\n```', 'no script pay-everybody'],
    ['```bash\necho 1', 'does not close'],
  ])('see %j', (text, fault) => {
    expect(blockFaults(block(text), scripts)).toEqual([expect.stringContaining(fault)]);
  });

  it('see a command of README that nobody runs', () => {
    expect(unprovedCommands(block('```bash\nnpm test\n```'))).toHaveLength(1);
    expect(unprovedCommands(block('```bash machine\nnpm test\n```'))).toEqual([]);
  });

  it('see a quote that changed, one of nothing, and an operation of README that nobody runs', () => {
    const sources = new Map([['examples/a.graphql', '{ me { login } }\n']]);
    const quote = (info: string, text: string) =>
      misquotes(block(`\`\`\`graphql ${info}\n${text}\n\`\`\``), sources);
    expect(quote('from="examples/a.graphql"', '{ me { login } }')).toEqual([]);
    expect(quote('from="examples/a.graphql"', '{ me { name } }')).toEqual([
      expect.stringContaining('to the byte'),
    ]);
    expect(quote('from="examples/b.graphql"', '{ me { name } }')).toEqual([
      expect.stringContaining('not there'),
    ]);
    expect(quote('', '{ me { name } }')).toEqual([expect.stringContaining('nobody runs')]);
  });

  it('see a link that leads nowhere and a page that the index leaves out', () => {
    const page = {
      path: 'docs/a.md',
      text: '[here](b.md) [gone](c.md#x) [up](../src) [web](https://example.com)\n```text\n[no](d.md)\n```',
    };
    expect(brokenLinks(page, ['docs/b.md', 'src/x.ts'])).toEqual([expect.stringContaining('c.md')]);
    const index = { path: 'docs/README.md', text: '[a](a.md)' };
    expect(unlistedPages(index, ['docs/README.md', 'docs/a.md', 'docs/b.md'])).toEqual([
      expect.stringContaining('docs/b.md'),
    ]);
  });
});
