import { writeDay } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { writeCents } from '../scaled.js';
import type { Posted } from './posting/post-windows.js';
import type { PostedToPeriod, Settlement } from './settlement.js';
import type { SettlingWindow } from './windows.js';

/** A window on which lines were posted. */
export type PostedWindow = readonly [SettlingWindow, Posted];

interface PeriodSum {
  /** Any of the windows posted to the period. */
  readonly window: SettlingWindow;
  amount: bigint;
  late: bigint;
}

/** Adds up what a settlement posts, by period and currency. */
export class Tally {
  private readonly periods = new Map<string, PeriodSum>();
  private entries = 0;
  private lines = 0;

  take(written: readonly PostedWindow[]): void {
    for (const [window, posted] of written) {
      const { calendar, currency, origin } = window.key;
      const name = [calendar, writeDay(window.posted.from), window.posted.name, currency].join(' ');
      const sum = this.periods.get(name) ?? { window, amount: 0n, late: 0n };
      sum.amount += posted.cents;
      if (window.posted.name !== origin.name) sum.late += posted.cents;
      this.periods.set(name, sum);
      this.lines += posted.lines;
    }
    this.entries += written.length;
  }

  summary(): Pick<Settlement, 'entries' | 'lines' | 'periods'> {
    const ordered = [...this.periods].sort(([a], [b]) => (a < b ? -1 : 1));
    const { entries, lines } = this;
    return { entries, lines, periods: ordered.map(([, sum]) => postedToPeriod(sum)) };
  }
}

function postedToPeriod({ window: { key, posted }, amount, late }: PeriodSum): PostedToPeriod {
  invariant(posted.from >= key.origin.from, 'a difference posted before its origin');
  const place = {
    calendar: key.calendar,
    period: posted.name,
    from: writeDay(posted.from),
    currency: key.currency,
  };
  return { ...place, amount: writeCents(amount), late: writeCents(late) };
}
