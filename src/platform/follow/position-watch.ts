import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';

const EVERY = 400;
const WATCH = { id: 'watch' };

/**
 * Wakes whoever follows changes when anything was committed, in whatever process. Positions count in the order of commits, so that reading from one
 * position to the next misses nothing. Asks the database only while somebody waits, once for all who do.
 */
@Injectable()
export class PositionWatch implements BeforeApplicationShutdown {
  private readonly waiting = new Set<() => void>();
  private last = 0n;
  private timer: NodeJS.Timeout | undefined;
  /** Whether nobody is told anything any more. */
  isOver = false;

  constructor(private readonly database: Database) {}

  /** Comes back once a position above this one is reached, or the signal says that nobody waits any more. */
  async past(position: bigint, signal: AbortSignal): Promise<void> {
    while (this.last <= position && !signal.aborted && !this.isOver) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
        this.look();
      });
    }
  }

  /** Nobody waits any more, and nothing is asked any more. */
  beforeApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    for (const wake of this.waiting) wake();
  }

  private look(): void {
    if (this.isOver) return;
    this.timer ??= setTimeout(() => {
      void this.database
        .reading(WATCH, positionReached)
        .then((reached) => {
          if (reached > this.last) for (const wake of this.waiting) wake();
          this.last = reached;
        })
        // The database is away for a moment: whoever waits goes on waiting.
        .catch(() => undefined)
        .finally(() => {
          this.timer = undefined;
          if (this.waiting.size > 0) this.look();
        });
    }, EVERY);
    this.timer.unref();
  }
}

/** The position last reached, as a transaction sees it. */
export async function positionReached(tx: Transaction): Promise<bigint> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return BigInt(row?.position ?? 0);
}
