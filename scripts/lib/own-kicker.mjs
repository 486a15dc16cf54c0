import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 20_000;
const READY = /Ready after .*?(http:\/\/[^\s/]+)/;

/**
 * Starts Kicker as `npm start` does, with a data folder of its own and on ports that are free, and waits until it is ready. `stop()` ends
 * it, clears the folder away and throws when it did not end by itself. Commands that are given the folder as `KICKER_DATA_DIR` speak with it.
 */
export async function startKicker() {
  const folder = mkdtempSync(join(tmpdir(), 'kicker-recipes-'));
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'kicker.mjs'), 'start'], {
    cwd: ROOT,
    env: environment(folder),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seen = { output: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (seen.output += text));
  const ended = new Promise((resolve) => child.on('close', () => resolve('ended')));
  const stop = () => stopAll(child, { ended, folder });
  const baseURL = await ready(seen, ended);
  if (baseURL) return { baseURL, folder, stop };
  await stop();
  throw new Error(`Kicker was not ready:\n${seen.output.split('\n').slice(-40).join('\n')}`);
}

function environment(folder) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(KICKER_|DATABASE_|PORT$|HOST$)/.test(name));
  return { ...Object.fromEntries(kept), KICKER_DATA_DIR: folder, PORT: '0', KICKER_DATABASE_PORT: '0' };
}

async function ready(seen, ended) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const found = READY.exec(seen.output)?.[1];
    if (found) return found;
    if ((await Promise.race([ended, wait(100)])) === 'ended') return undefined;
  }
  return undefined;
}

async function stopAll(child, { ended, folder }) {
  signal(child, 'SIGINT');
  const stopped = await Promise.race([ended, wait(STOPS_WITHIN_MS)]);
  if (!stopped) signal(child, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
  if (!stopped) throw new Error(`Ctrl-C did not stop Kicker within ${STOPS_WITHIN_MS / 1000} s`);
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
