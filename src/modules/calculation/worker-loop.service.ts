import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Tell } from './shards/run-shard.js';
import type { ShardProgress } from './shards/shard-task.js';
import { ShardWorker } from './shards/shard-worker.js';

export type { WorkerMessage } from './shards/worker-processes.js';

const PAUSE = 1000;
const TOLD_EVERY = 100;

/** What a worker process does: for one calculation until nothing of it is free, or for whatever calculation runs, until it is told to stop. */
@Injectable()
export class WorkerLoop {
  private stopped = false;

  constructor(private readonly worker: ShardWorker) {}

  /** Works on one calculation. `tell` hears of progress ten times a second at most. */
  async one(calculation: bigint, tell: Tell): Promise<void> {
    await this.worker.work(calculation, seldom(tell));
  }

  /** Works until `stop`. What goes wrong is told, and the shard's lease runs out for somebody else to try. */
  async forever(failed: (error: unknown) => void): Promise<void> {
    while (!this.stopped) {
      let finished = 0;
      try {
        for (const calculation of await this.worker.running())
          finished += await this.worker.work(calculation, () => undefined);
      } catch (error) {
        failed(error);
      }
      if (finished === 0) await sleep(PAUSE);
    }
  }

  /** Ends after the shard under way. */
  stop(): void {
    this.stopped = true;
  }
}

function seldom(tell: Tell): Tell {
  let next = 0;
  let step: ShardProgress['step'] | undefined;
  return (progress) => {
    const now = performance.now();
    if (now < next && step === progress.step && progress.done !== progress.of) return;
    next = now + TOLD_EVERY;
    step = progress.step;
    tell(progress);
  };
}
