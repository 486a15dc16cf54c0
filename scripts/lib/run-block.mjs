import { spawn } from 'node:child_process';

const STOPS_WITHIN_MS = 20_000;

/**
 * Runs a block of bash as a person would. With `until`, waits for that text, then sends `signal` to all it started
 * (Ctrl-C, unless told otherwise) and waits for the end. Throws with the end of the output when something is not as it should be.
 */
export async function runBlock(
  text,
  { cwd, env, account = {}, until, signal = 'SIGINT', withinSeconds = 600 },
) {
  const started = Date.now();
  const child = spawn('bash', ['-euo', 'pipefail', '-c', text], {
    cwd,
    env,
    ...account,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = watch(child);
  const seen = await firstOf(end, { until, withinSeconds });
  if (until === undefined) return finished(seen, end, withinSeconds);
  if (seen !== 'seen') {
    signalAll(child, 'SIGKILL');
    throw new Error(
      `${seen === 'late' ? `not ready within ${withinSeconds} s` : 'ended too early'}: no line has "${until}"\n${tail(end)}`,
    );
  }
  const seconds = (Date.now() - started) / 1000;
  signalAll(child, signal);
  const stopped = await Promise.race([end.closed, wait(STOPS_WITHIN_MS)]);
  if (!stopped) {
    signalAll(child, 'SIGKILL');
    throw new Error(`${signal} did not stop it within ${STOPS_WITHIN_MS / 1000} s\n${tail(end)}`);
  }
  return { seconds, output: end.output };
}

function finished(seen, end, withinSeconds) {
  if (seen === 'late') {
    signalAll(end.child, 'SIGKILL');
    throw new Error(`not done within ${withinSeconds} s\n${tail(end)}`);
  }
  if (end.code !== 0) throw new Error(`ended with ${end.code}\n${tail(end)}`);
  return { output: end.output };
}

function watch(child) {
  const end = { child, output: '', code: undefined, over: false, closed: undefined };
  const keep = (text) => (end.output += text);
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  end.closed = new Promise((resolve) => {
    child.on('error', (error) => resolve(keep(String(error))));
    child.on('exit', (code, signal) => (end.code = code ?? signal));
    child.on('close', resolve);
  }).then(() => (end.over = true));
  return end;
}

async function firstOf(end, { until, withinSeconds }) {
  const deadline = Date.now() + withinSeconds * 1000;
  while (!end.over && Date.now() < deadline) {
    if (until !== undefined && end.output.includes(until)) return 'seen';
    await wait(100);
  }
  return end.over ? 'ended' : 'late';
}

function signalAll(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve(false), milliseconds));
const tail = ({ output }) => output.split('\n').slice(-60).join('\n');
