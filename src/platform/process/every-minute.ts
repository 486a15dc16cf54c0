import { EVERYTHING, type Actor } from '../database/actor.js';
import { Logger } from './logging.js';

/** By whom time acts, in the audit. */
export const TIME: Actor = { id: 'time', name: 'Time', sight: EVERYTHING };

const EVERY = 60_000;
const AT_ONCE = 100;

/** What becomes due by time, each thing by its id: which are, and what is done about one. */
interface Due {
  due(
    actor: Actor,
    which: { readonly but: readonly string[]; readonly most: number },
  ): Promise<readonly string[]>;
  tend(actor: Actor, id: string): Promise<unknown>;
}

/**
 * Looks now and every minute for what time brings about. Any number of processes may look at once: what is done is held while it is done, and who comes
 * second finds nothing to do.
 */
export abstract class EveryMinute {
  private readonly logger = new Logger();
  private timer: ReturnType<typeof setInterval> | undefined;
  private looking: Promise<unknown> | undefined;

  /** All that is done in one look. */
  protected abstract lookAtAll(): Promise<unknown>;

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

  /** Tends everything that is due, each by itself; how many. One that fails is logged, as `noun`, and stops no other. */
  protected async tendDue(things: Due, noun: string): Promise<number> {
    const seen = new Set<string>();
    for (;;) {
      const due = await things.due(TIME, { but: [...seen], most: AT_ONCE });
      for (const id of due) {
        seen.add(id);
        await things.tend(TIME, id).catch((error: unknown) => this.failed(error, { [noun]: id }));
      }
      if (due.length < AT_ONCE) return seen.size;
    }
  }

  /** A look that takes longer than a minute is not joined by another. */
  private again(): void {
    this.looking ??= this.lookAtAll()
      .catch((error: unknown) => this.failed(error, {}))
      .finally(() => (this.looking = undefined));
  }

  private failed(error: unknown, about: Readonly<Record<string, string>>): void {
    this.logger.error(error instanceof Error ? error : String(error), about);
  }
}
