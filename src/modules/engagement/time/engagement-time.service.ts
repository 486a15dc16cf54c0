import { Injectable } from '@nestjs/common';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Logger } from '../../../platform/process/logging.js';
import { RulingsService, type DecidedAgain } from '../rulings.service.js';

/** By whom rulings are looked at again, in the audit. */
const TIME: Actor = { id: 'time', name: 'Time', sight: EVERYTHING };
const EVERY = 60_000;

/** Looks every minute whether facts or rules were told since rulings were looked at, and decides those again. Any number of processes may. */
@Injectable()
export class EngagementTime {
  private readonly logger = new Logger();
  private timer: ReturnType<typeof setInterval> | undefined;
  private looking: Promise<unknown> | undefined;

  constructor(private readonly rulings: RulingsService) {}

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

  /** Decides again what is due. */
  async look(): Promise<DecidedAgain> {
    return await this.rulings.decideAgain(TIME);
  }

  /** A look that takes longer than a minute is not joined by another. */
  private again(): void {
    this.looking ??= this.look()
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error : String(error), {}))
      .finally(() => (this.looking = undefined));
  }
}
