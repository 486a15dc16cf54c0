import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts, freshEnvironment } from '../lib/account.mjs';
import { mainJob, otherCommands } from '../lib/main-job.mjs';
import { runBlock } from '../lib/run-block.mjs';
import { ROOT } from '../lib/run.mjs';

const SECOND_START_SECONDS = 10;

/**
 * README's commands from a fresh clone, as everybody who may run them; those that end, once, as the most ordinary of them. Where all tests have just run in a
 * clone as fresh (KICKER_TESTED), as in CI, they are not run twice.
 */
export function proofs() {
  const everybody = accounts();
  const isDone = (command) => process.env.KICKER_TESTED === '1' && /\bnpm test$/.test(command.trim());
  return [
    ...everybody.map((account) => ({
      name: `the main command in a fresh clone, as ${account.name}`,
      run: () => inFreshClone(account, proveMainJob),
    })),
    ...otherCommands()
      .filter((command) => !isDone(command))
      .map((command) => ({
        name: `${command.trim()} in a fresh clone, as ${everybody.at(-1).name}`,
        run: () => inFreshClone(everybody.at(-1), (place) => proveCommand(command, place)),
      })),
  ];
}

async function proveCommand(command, place) {
  const { output } = await runBlock(command, place);
  noneLeft(place.cwd);
  return output.trimEnd().split('\n').at(-1);
}

async function proveMainJob(place) {
  const job = mainJob();
  const first = await runBlock(job.first, { ...place, until: job.until });
  const second = await runBlock(job.again, {
    ...place,
    until: job.until,
    withinSeconds: SECOND_START_SECONDS,
  });
  noneLeft(place.cwd);
  await runBlock(job.again, { ...place, until: job.until, signal: 'SIGKILL', withinSeconds: 60 });
  await runBlock(job.again, { ...place, until: job.until, withinSeconds: 60 });
  noneLeft(place.cwd);
  return `ready after ${first.seconds.toFixed(0)} s with its install, then after ${second.seconds.toFixed(1)} s; started again after kill -9`;
}

async function inFreshClone({ spawn: account }, prove) {
  const folder = mkdtempSync(join(tmpdir(), 'kicker-clone-'));
  const [cwd, home] = [join(folder, 'kicker'), join(folder, 'home')];
  try {
    mkdirSync(home);
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', ROOT, cwd]);
    chmodSync(folder, 0o755);
    if (account.uid !== undefined) execFileSync('chown', ['-R', `${account.uid}:${account.gid}`, folder]);
    return await prove({ cwd, env: freshEnvironment(home), account });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ctrl-C stops everything: no process whose command names the clone may outlive it. */
function noneLeft(folder) {
  const left = processes().filter(({ command }) => command.includes(folder));
  for (const { id } of left) process.kill(id, 'SIGKILL');
  if (left.length > 0)
    throw new Error(`left running after the stop:\n${left.map(({ command }) => command).join('\n')}`);
}

function processes() {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [
          {
            id: Number(name),
            command: readFileSync(join('/proc', name, 'cmdline'), 'utf8').replaceAll('\0', ' '),
          },
        ];
      } catch {
        return [];
      }
    });
}
