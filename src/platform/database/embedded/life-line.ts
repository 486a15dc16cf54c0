import { spawnSync } from 'node:child_process';
import { chownSync, closeSync, constants, fstatSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account.js';
import { serverProcess } from './cluster.js';
import type { DataFolder } from './data-folder.js';

/**
 * The life line of a server that several processes use: a named pipe that each of them holds open for writing and that the server's guard
 * reads. The kernel closes an end when its process dies in any way, `kill -9` too, so the guard reads the end of the pipe when the
 * last user is gone, and never before.
 */
export interface LifeLine {
  /** The end that the guard reads; closed here once the guard has it. */
  readonly reader: number;
  readonly file: string;
  readonly use: LineUse;
}

/** One process's hold on the server. */
export interface LineUse {
  letGo(): void;
}

const lineOf = (folder: DataFolder): string => path.join(folder.users, 'line');

/** A new life line with ourselves as its first user, in a folder where the guard may remove it; undefined where there are no named pipes. */
export function makeLifeLine(folder: DataFolder, account: Account): LifeLine | undefined {
  rmSync(folder.users, { recursive: true, force: true });
  if (process.platform === 'win32') return undefined;
  const file = lineOf(folder);
  mkdirSync(folder.users, { mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined)
    chownSync(folder.users, account.uid, account.gid);
  if (spawnSync('mkfifo', ['-m', '600', file], serverProcess(account)).status !== 0) {
    rmSync(folder.users, { recursive: true, force: true });
    return undefined;
  }
  // Open for both first: then neither end waits for the other.
  const both = openSync(file, constants.O_RDWR);
  const reader = openSync(file, constants.O_RDONLY);
  return { reader, file, use: holding(both) };
}

/**
 * Becomes a user of a running server: `none` where the server has no life line, undefined when its last user is gone and it is
 * about to end. Ask `isHeld` after the server has answered.
 */
export function joinLifeLine(
  folder: DataFolder,
): { use: LineUse; isHeld: () => boolean } | 'none' | undefined {
  if (statSync(folder.users, { throwIfNoEntry: false }) === undefined) return 'none';
  const file = lineOf(folder);
  try {
    const line = openSync(file, constants.O_WRONLY | constants.O_NONBLOCK);
    return { use: holding(line), isHeld: () => isSame(line, file) };
  } catch {
    return undefined;
  }
}

/** Whether the guard has seen the last user go: it removes the line before it looks a last time and ends the server. */
export function isLifeLineGone(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) === undefined;
}

function isSame(line: number, file: string): boolean {
  return fstatSync(line).ino === statSync(file, { throwIfNoEntry: false })?.ino;
}

function holding(line: number): LineUse {
  let isOpen = true;
  return {
    letGo: () => {
      if (isOpen) closeSync(line);
      isOpen = false;
    },
  };
}
