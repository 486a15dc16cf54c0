import { fork } from 'node:child_process';
import path from 'node:path';
import type { DatabaseUrls } from '../../src/platform/database/urls.js';

/** What a calculation took: its time, and the most memory its process held. */
export interface Ours {
  readonly seconds: number;
  readonly megabytes: number;
  readonly calculation: string;
}

/** Calculates in a process of its own, so that its memory is seen alone; the time does not count the start of the process. */
export async function calculateOnce(urls: DatabaseUrls, workers: number): Promise<Ours> {
  const { service, owner, worker } = urls;
  const env = {
    ...process.env,
    DATABASE_URL: service,
    DATABASE_OWNER_URL: owner,
    DATABASE_WORKER_URL: worker,
  };
  const child = fork(path.join(import.meta.dirname, 'calculate-process.js'), [String(workers)], {
    env,
    execArgv: process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [],
  });
  return await new Promise<Ours>((resolve, reject) => {
    let answer: Ours | undefined;
    child.on('message', (message: Ours) => (answer = message));
    child.once('error', reject);
    child.once('exit', (code) =>
      answer ? resolve(answer) : reject(new Error(`the calculation ended with ${code}`)),
    );
  });
}
