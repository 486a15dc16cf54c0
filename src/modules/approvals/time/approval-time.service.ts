import { Injectable } from '@nestjs/common';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Logger } from '../../../platform/process/logging.js';
import { ApprovalsService } from '../approvals.service.js';
import { ClearingsService } from '../clearing/clearings.service.js';

/** By whom time acts, in the audit. */
const TIME: Actor = { id: 'time', name: 'Time', sight: EVERYTHING };
const EVERY = 60_000;
const AT_ONCE = 100;

/**
 * Brings about what time does to requests: steps that nobody answered go on, approvals run out, and bookings use the approval of their deal. Any number of processes may look at once: each request
 * is held while it is looked at, and who comes second finds nothing to do.
 */
@Injectable()
export class ApprovalTime {
  private readonly logger = new Logger();
  private timer: ReturnType<typeof setInterval> | undefined;
  private looking: Promise<unknown> | undefined;

  constructor(
    private readonly approvals: ApprovalsService,
    private readonly clearings: ClearingsService,
  ) {}

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

  /** Tends every request that is due, each by itself; how many. One that fails is logged and stops no other. */
  async look(): Promise<number> {
    const seen = new Set<string>();
    for (;;) {
      const due = await this.approvals.due(TIME, { but: [...seen], most: AT_ONCE });
      for (const request of due) {
        seen.add(request);
        await this.approvals.tend(TIME, request).catch((error: unknown) => this.failed(error, request));
      }
      if (due.length < AT_ONCE) return seen.size;
    }
  }

  /** A look that takes longer than a minute is not joined by another. */
  private again(): void {
    this.looking ??= this.look()
      .then(() => this.clearings.look())
      .catch((error: unknown) => this.failed(error))
      .finally(() => (this.looking = undefined));
  }

  private failed(error: unknown, request?: string): void {
    this.logger.error(error instanceof Error ? error : String(error), request ? { request } : {});
  }
}
