import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Tell } from './shards/run-shard.js';
import type { Actor } from '../../platform/database/database.js';
import { CalculationLife } from './calculation-life.js';
import type { ShardProgress } from './shards/shard-task.js';
import { ShardWorker } from './shards/shard-worker.js';

export type { WorkerMessage } from './shards/worker-processes.js';

const WORKER: Actor = { id: 'worker' };
const PAUSE = 1000;
const TOLD_EVERY = 100;

/** What a worker process does: for one calculation until nothing of it is free, or for whatever calculation runs, until it is told to stop. */
@Injectable()
export class WorkerLoop {
  private stopped = false;

  constructor(
    private readonly worker: ShardWorker,
    private readonly life: CalculationLife,
  ) {}

  /** Works on one calculation. `tell` hears of progress ten times a second at most. */
  async one(calculation: bigint, tell: Tell): Promise<void> {
    await this.worker.work(calculation, seldom(tell));
  }

  /**
   * Works until `stop`. What goes wrong is told, and the shard's lease runs out for somebody else to try. A calculation of which every
   * shard is done and whose starter is silent is completed.
   */
  async forever(failed: (error: unknown) => void): Promise<void> {
    while (!this.stopped) {
      let finished = 0;
      try {
        const running = await this.worker.running();
        for (const calculation of running) finished += await this.worker.work(calculation, () => undefined);
        if (finished === 0 && running.length > 0) await this.life.completeAbandoned(WORKER);
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
