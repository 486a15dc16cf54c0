import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { withLockFile } from './lock-file.js';

const FOLDER = mkdtempSync(path.join(os.tmpdir(), 'kicker-lock-'));
const file = path.join(FOLDER, 'start.lock');

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe('a lock file', () => {
  it('names its holder while it is held, and leaves nothing', async () => {
    const named = await withLockFile(file, async () => readFileSync(file, 'utf8'));
    expect(named).toBe(String(process.pid));
    expect(readdirSync(FOLDER)).toEqual([]);
  });

  it('with our own number, left by another process that had it, is taken over', async () => {
    writeFileSync(file, String(process.pid));
    await expect(withLockFile(file, async () => 'done')).resolves.toBe('done');
  });

  it.each(['', 'x'])('that says "%s" is taken over once it is old', async (text) => {
    writeFileSync(file, text);
    utimesSync(file, new Date(0), new Date(0));
    await expect(withLockFile(file, async () => 'done')).resolves.toBe('done');
  });

  it('is held by one at a time, in one process too', async () => {
    let [inside, most] = [0, 0];
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLockFile(file, work)));
    expect(most).toBe(1);
  });
});
