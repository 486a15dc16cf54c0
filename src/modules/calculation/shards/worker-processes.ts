import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Logger } from '../../../platform/process/logging.js';
import { Refusal } from '../../../platform/refusal.js';
import type { Tell } from './run-shard.js';
import type { ShardProgress } from './shard-task.js';

/** What a worker process says to the process that started it: how far it is, or what in the facts or rules stopped it. */
export type WorkerMessage =
  { readonly progress: ShardProgress } | { readonly refusal: Pick<Refusal, 'code' | 'message' | 'hint'> };

/** How a worker process ended; `how` is undefined for one that did its part. */
interface Ended {
  readonly how?: string;
  readonly refusal?: Refusal;
}

/** Runs workers as child processes, each on a connection of its own; they end when their parent does. */
@Injectable()
export class WorkerProcesses {
  private readonly logger = new Logger();

  constructor(
    private readonly database: Database,
    private readonly entry = workerEntry(),
  ) {}

  /**
   * Lets `count` processes work on a calculation until no shard of it is free. One that dies is told of and leaves its shard to the
   * others; when all of them do, or one finds something wrong in the facts or rules, the calculation is refused.
   */
  async work(calculation: bigint, count: number, tell: (worker: number) => Tell): Promise<void> {
    const all = await Promise.all(
      Array.from({ length: count }, (_, worker) => ended(this.start(calculation), tell(worker))),
    );
    const refusal = all.find((worker) => worker.refusal)?.refusal;
    if (refusal) throw refusal;
    const failed = all.flatMap(({ how }) => (how === undefined ? [] : [how]));
    for (const how of failed) this.logger.warn(`A worker of calculation ${calculation} failed: it ${how}.`);
    if (failed.length === count)
      throw new Refusal(
        'WORKERS_FAILED',
        `All ${count} workers of calculation ${calculation} failed: the last one ${failed.at(-1) ?? ''}.`,
        'Look at the log, then calculate again.',
      );
  }

  /** A worker knows the worker's login alone. */
  private start(calculation: bigint): ChildProcess {
    const env = {
      ...process.env,
      DATABASE_URL: undefined,
      DATABASE_OWNER_URL: undefined,
      DATABASE_WORKER_URL: this.database.urls.worker,
    };
    return fork(this.entry, ['--calculation', calculation.toString()], {
      env,
      execArgv: ['--enable-source-maps'],
    });
  }
}

/** The compiled worker: beside the compiled modules, or in `dist` when these run as TypeScript. */
function workerEntry(): string {
  const beside = path.resolve(import.meta.dirname, '../../../worker.js');
  return existsSync(beside) ? beside : path.resolve(import.meta.dirname, '../../../../dist/src/worker.js');
}

/** Resolves however the process ends: what it finished stands in the database, what it left another takes up. */
async function ended(child: ChildProcess, tell: Tell): Promise<Ended> {
  let refusal: Refusal | undefined;
  child.on('message', (message: WorkerMessage) => {
    if ('progress' in message) return tell(message.progress);
    const { code, message: text, hint } = message.refusal;
    refusal = new Refusal(code, text, hint);
  });
  return await new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ how: `did not start: ${error.message}` }));
    child.once('close', (code, signal) => {
      if (refusal) resolve({ refusal });
      else resolve(code === 0 ? {} : { how: signal ? `was ended by ${signal}` : `ended with code ${code}` });
    });
  });
}
