import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, TOOL, runNode } from './run.mjs';

const NOTHING = { passed: 0, failed: 0, skipped: 0, complete: false };

/** What jest did, told truthfully: a crash, a skipped test and a run without tests are failures. */
export function judge(counted, { code, filtered }) {
  const tally = { passed: counted.passed, failed: counted.failed, why: [] };
  if (!filtered && counted.skipped > 0) {
    tally.failed += counted.skipped;
    tally.why.push(`${counted.skipped} skipped, counted as failed: a test that does not run proves nothing`);
  }
  if (!counted.complete) {
    tally.failed += 1;
    tally.why.push('jest ended before it had finished');
  } else if (tally.passed + tally.failed === 0) {
    tally.failed += 1;
    tally.why.push('no test ran');
  } else if (code !== 0 && tally.failed === 0) {
    tally.failed += 1;
    tally.why.push(`jest ended with ${code} though no test failed`);
  }
  return tally;
}

/** Runs jest and counts. `filtered` says that the caller chose tests, so that others are rightly left out. */
export async function runJest(args, { env = {}, filtered = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'kicker-tally-'));
  const path = join(folder, 'tally.json');
  const reporters = [
    '--reporters=default',
    `--reporters=${join(ROOT, 'scripts', 'jest', 'tally-reporter.mjs')}`,
  ];
  try {
    const tallyTo = { ...env, KICKER_TALLY: path };
    const { code } = await runNode([...TOOL.jest, ...reporters, ...args], { show: true, env: tallyTo });
    return judge(readTally(path), { code, filtered });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTally(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return NOTHING;
  }
}

/** Prints the one last line that everything reading our output relies on, and sets the exit code. */
export function conclude({ passed, failed, why = [] }) {
  for (const reason of why) process.stderr.write(`${reason}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

/** The count in the last line of an output, if it ends with one. */
export function lastLine(output) {
  const found = /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split('\n').at(-1) ?? '');
  return found && { passed: Number(found[1]), failed: Number(found[2]) };
}
