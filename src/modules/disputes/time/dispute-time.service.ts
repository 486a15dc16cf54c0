import { Injectable } from '@nestjs/common';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Logger } from '../../../platform/process/logging.js';
import { DisputesService } from '../disputes.service.js';

/** By whom time acts, in the audit. */
const TIME: Actor = { id: 'time', name: 'Time', sight: EVERYTHING };
const EVERY = 60_000;
const AT_ONCE = 100;

/**
 * Brings about what time does to disputes: steps that nobody answered go up. Any number of processes may look at once: each dispute
 * is held while it is looked at, and who comes second finds nothing to do.
 */
@Injectable()
export class DisputeTime {
  private readonly logger = new Logger();
  private timer: ReturnType<typeof setInterval> | undefined;
  private looking: Promise<unknown> | undefined;

  constructor(private readonly disputes: DisputesService) {}

  /** Looks now and every minute, until `stop`. */
  start(): void {
    this.timer ??= setInterval(() => this.again(), EVERY);
    this.again();
  }

  /** Ends after the look that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.looking;
  }

  /** Tends every dispute that is due, each by itself; how many. One that fails is logged and stops no other. */
  async look(): Promise<number> {
    const seen = new Set<string>();
    for (;;) {
      const due = await this.disputes.due(TIME, { but: [...seen], most: AT_ONCE });
      for (const dispute of due) {
        seen.add(dispute);
        await this.disputes.tend(TIME, dispute).catch((error: unknown) => this.failed(error, dispute));
      }
      if (due.length < AT_ONCE) return seen.size;
    }
  }

  /** A look that takes longer than a minute is not joined by another. */
  private again(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.failed(error))
      .finally(() => (this.looking = undefined));
  }

  private failed(error: unknown, dispute?: string): void {
    this.logger.error(error instanceof Error ? error : String(error), dispute ? { dispute } : {});
  }
}
