import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { ROOT, TOOL, runNode, runScript } from './lib/run.mjs';
import { conclude, runJest } from './lib/tally.mjs';

const AT_ONCE = 2;
// Prettier forgets its memory whenever it runs without one, so this one lies elsewhere.
const REMEMBER = ['--cache', '--cache-strategy=content', '--cache-location=node_modules/.cache/format'];
// Journeys and the code blocks of the docs start processes of their own, the reference calculates everything a second time, and trials go through very many documents, tables or rules: `npm test` makes all of them.
const TRIALS = [
  '/spoilt\\.spec',
  '/mutants\\.spec',
  '/malformed/',
  '/hostile-text\\.spec',
  '/round-trip\\.spec',
  '/examples/windows\\.spec',
  '/examples/(policy|spiff|language|rules|library)-(currencies|examples)\\.spec',
  '/large-tables\\.spec',
  '/bad-files\\.spec',
  '/input-door\\.spec',
  '/checked-bytes\\.spec',
  '/typed-documents\\.spec',
  '[./]agreement\\.spec',
  '/posting/slices\\.spec',
  '/patching\\.spec',
  'properties[a-z-]*\\.spec',
];
const LEFT_OUT = [
  '--testPathIgnorePatterns',
  '\\.db\\.spec\\.ts$',
  '/test/journeys/',
  '/test/reference/',
  '/code-blocks\\.spec',
  ...TRIALS,
];
const UNIT_AND_HOUSE = ['--selectProjects', 'pure', ...LEFT_OUT, '--silent'];
const CODE = ['src', 'migrations', 'bench', 'test'];

/** The parts that read the sources, each a name and what runs: arguments of Node, or a function. All say what is wrong themselves. */
function parts() {
  const types = [
    ...TOOL.types,
    '-p',
    'tsconfig.json',
    '--noEmit',
    '--tsBuildInfoFile',
    'node_modules/.cache/types.tsbuildinfo',
  ];
  const webTypes = [...TOOL.types, '-p', 'web/tsconfig.json'];
  const imports = [...TOOL.imports, ...CODE.filter((each) => existsSync(join(ROOT, each)))];
  return [
    ['types', types],
    ['web types', webTypes],
    ['lint', [...TOOL.lint, '--deny-warnings']],
    ['imports', [...imports, '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long']],
    ['format', [...TOOL.format, '--check', '--log-level=warn', ...REMEMBER, '.']],
  ];
}

/** What is derived is committed; every `generate:*` script can say with --check whether its output is current. Those named generate:db:* need a database and are checked by tests. */
function derived() {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return Object.keys(scripts)
    .filter((name) => name.startsWith('generate:') && !name.startsWith('generate:db:'))
    .map((name) => [name, () => runScript(scripts[name], '--check')]);
}

/** What a comp admin wrote is checked and its examples are run, by the same commands that they use. */
function documents() {
  const rules = join(ROOT, 'rules');
  const written =
    existsSync(rules) && readdirSync(rules, { recursive: true }).some((path) => path.endsWith('.yaml'));
  if (!written) return [];
  return [
    ['documents', ['bin/kicker.mjs', 'check']],
    ['examples', ['bin/kicker.mjs', 'test']],
  ];
}

async function runPart([name, args]) {
  const started = Date.now();
  const { code, output } = await (typeof args === 'function' ? args() : runNode(args));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(22)} ${seconds} s\n`);
  if (code !== 0) process.stdout.write(`${output.trimEnd().replace(/^/gm, '     ')}\n`);
  return code === 0;
}

async function runParts(waiting) {
  const outcomes = [];
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) outcomes.push(await runPart(part));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { passed: outcomes.filter(Boolean).length, failed: outcomes.filter((ok) => !ok).length, why: [] };
}

const started = Date.now();
const tally = { passed: 0, failed: 0, why: [] };
const add = (more) => {
  tally.passed += more.passed;
  tally.failed += more.failed;
  tally.why.push(...more.why);
};
const built = build() !== 'failed';
if (!built)
  add({ passed: 0, failed: 1, why: ['the build failed, so derived files and documents were not checked'] });
add(await runParts([...parts(), ...(built ? [...derived(), ...documents()] : [])]));
if (!process.argv.includes('--without-tests')) add(await runJest(UNIT_AND_HOUSE));
process.stdout.write(`checked in ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
conclude(tally);
