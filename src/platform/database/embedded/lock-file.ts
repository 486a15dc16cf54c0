import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 60_000;

/** Whether a process with this number lives (it may belong to somebody else). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Runs `work` while holding a lock file, so that two processes starting at once take turns; a dead holder's lock is taken over. */
export async function withLockFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  while (!take(file)) {
    if (!dropIfDead(file)) await sleep(50);
    if (Date.now() - since > PATIENCE)
      throw new Error(
        `Process ${holder(file)} has been starting the database for a minute; end it or remove ${file}.`,
      );
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function holder(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

/** A rename has one winner, so of several who saw the dead holder only one removes the lock, and never a newer one. */
function dropIfDead(file: string): boolean {
  const pid = holder(file);
  if (pid === 0 || isAlive(pid)) return false;
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return true;
  }
  const taken = holder(aside);
  if (taken !== pid && isAlive(taken)) renameSync(aside, file);
  else rmSync(aside, { force: true });
  return true;
}
