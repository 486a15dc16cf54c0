import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Tell } from './run-shard.js';
import type { ShardProgress } from './shard-task.js';

/** What a worker process says to the process that started it. */
export interface WorkerMessage {
  readonly progress: ShardProgress;
}

/** Runs workers as child processes, each on a connection of its own; they end when their parent does. */
@Injectable()
export class WorkerProcesses {
  constructor(private readonly database: Database) {}

  /** Lets `count` processes work on a calculation until no shard of it is free. A process that dies leaves its shard to the others. */
  async work(calculation: bigint, count: number, tell: (worker: number) => Tell): Promise<void> {
    await Promise.all(
      Array.from({ length: count }, (_, worker) => ended(this.start(calculation), tell(worker))),
    );
  }

  private start(calculation: bigint): ChildProcess {
    const { service, owner, worker } = this.database.urls;
    const env = {
      ...process.env,
      DATABASE_URL: service,
      DATABASE_OWNER_URL: owner,
      DATABASE_WORKER_URL: worker,
    };
    return fork(workerEntry(), ['--calculation', calculation.toString()], {
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
async function ended(child: ChildProcess, tell: Tell): Promise<void> {
  child.on('message', (message: WorkerMessage) => tell(message.progress));
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}
