import { fork } from 'node:child_process';
import path from 'node:path';
import type { DatabaseUrls } from '../../src/platform/database/urls.js';

/** What a piece of work took: its time, and the most memory its process held. */
export interface Ours {
  readonly seconds: number;
  readonly megabytes: number;
  readonly calculation: string;
}

/** Calculates in a process of its own, so that its memory is seen alone; the time does not count the start of the process. */
export async function calculateOnce(urls: DatabaseUrls, workers: number): Promise<Ours> {
  return await inOwnProcess<Ours>('calculate-process.js', urls, `${workers}`);
}

/** What settling took, and what it came to. */
export interface Settling extends Omit<Ours, 'calculation'> {
  readonly lines: number;
  /** The audit entry under which it posted. */
  readonly entry: string;
}

/** Settles a calculation in a process of its own. */
export async function settleOnce(urls: DatabaseUrls, calculation: string): Promise<Settling> {
  return await inOwnProcess<Settling>('settle-process.js', urls, calculation);
}

async function inOwnProcess<T>(file: string, urls: DatabaseUrls, argument: string): Promise<T> {
  const { service, owner, worker } = urls;
  const env = {
    ...process.env,
    DATABASE_URL: service,
    DATABASE_OWNER_URL: owner,
    DATABASE_WORKER_URL: worker,
  };
  const child = fork(path.join(import.meta.dirname, file), [argument], {
    env,
    execArgv: process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [],
  });
  return await new Promise<T>((resolve, reject) => {
    let answer: T | undefined;
    child.on('message', (message: T) => (answer = message));
    child.once('error', reject);
    child.once('exit', (code) =>
      answer === undefined ? reject(new Error(`${file} ended with ${code}`)) : resolve(answer),
    );
  });
}
