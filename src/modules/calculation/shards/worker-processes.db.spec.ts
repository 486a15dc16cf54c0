import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import { WorkerProcesses } from './worker-processes.js';

const database = testDatabase();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'workers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Lets two processes run this program as if it were the worker. */
async function work(program: string): Promise<void> {
  const entry = path.join(folder, 'worker.cjs');
  writeFileSync(entry, program);
  await new WorkerProcesses(database, entry).work(1n, 2, () => () => undefined);
}

/** A program of which only the first process to run comes to its end. */
const ONE_FAILS = `
  try { require('node:fs').mkdirSync(__dirname + '/first'); } catch { process.exit(7); }
  process.disconnect();`;

describe('WorkerProcesses', () => {
  it('refuses when all workers fail, and says how the last one ended', async () => {
    await expect(work('process.exit(1)')).rejects.toMatchObject({
      code: 'WORKERS_FAILED',
      message: 'All 2 workers of calculation 1 failed: the last one ended with code 1.',
    });
    await expect(work(`process.kill(process.pid, 'SIGKILL')`)).rejects.toThrow('was ended by SIGKILL');
  });

  it('goes on while one of them worked', async () => {
    await expect(work(ONE_FAILS)).resolves.toBeUndefined();
  });

  it('hands on what a worker found wrong in the facts', async () => {
    const refusal = { code: 'FACT_MISTYPED', message: 'It is no date.', hint: 'Import it again.' };
    const program = `process.send({ refusal: ${JSON.stringify(refusal)} }, () => process.exit(1))`;
    await expect(work(program)).rejects.toMatchObject(refusal);
  });

  it('gives a worker the login of workers and no other', async () => {
    const before = process.env['DATABASE_OWNER_URL'];
    process.env['DATABASE_OWNER_URL'] = database.urls.owner;
    try {
      await work(`
        const given = Object.entries(process.env).filter(([name]) => /^DATABASE_/.test(name));
        require('node:fs').writeFileSync(__dirname + '/env.json', JSON.stringify(Object.fromEntries(given)));
        process.disconnect();`);
    } finally {
      if (before === undefined) delete process.env['DATABASE_OWNER_URL'];
      else process.env['DATABASE_OWNER_URL'] = before;
    }
    const given: unknown = JSON.parse(readFileSync(path.join(folder, 'env.json'), 'utf8'));
    expect(given).toEqual({ DATABASE_WORKER_URL: database.urls.worker });
  });
});
