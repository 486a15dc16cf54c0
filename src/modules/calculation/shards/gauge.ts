import type { CalculationProgress } from '../calculation.js';
import type { Tell } from './run-shard.js';
import type { ShardProgress } from './shard-task.js';

/** Puts the progress of several workers together: lines are those of whoever read furthest, participants are added up. */
export class Gauge {
  private readonly workers = new Map<number, ShardProgress>();
  private earned = 0;

  constructor(
    private readonly shards: number,
    private readonly tell: ((progress: CalculationProgress) => void) | undefined,
  ) {}

  /** What one worker is told with. */
  of(worker: number): Tell {
    return (progress) => {
      const before = this.workers.get(worker);
      if (before?.step === 'earn' && progress.step === 'read') this.earned += before.of;
      this.workers.set(worker, progress);
      this.tell?.(progress.step === 'read' ? progress : this.together());
    };
  }

  /** Every shard has about as many participants, so one that is known tells of the others. */
  private together(): CalculationProgress {
    const earning = [...this.workers.values()].filter(({ step }) => step === 'earn');
    const done = earning.reduce((sum, progress) => sum + progress.done, this.earned);
    const each = Math.max(...earning.map((progress) => progress.of));
    return { step: 'earn', done, of: Math.max(done, each * this.shards) };
  }
}
