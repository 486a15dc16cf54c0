import { createHash } from 'node:crypto';
import { writeDay, type Day, type NamedPeriod } from '../../../engine/kernel/day.js';
import { readExact, exactText } from '../blocks/exact-text.js';
import { add, ratio, ZERO } from '../../../engine/kernel/ratio.js';
import { compareText } from '../../../engine/kernel/text-order.js';
import type { Earning, Trouble } from '../../../engine/model/result.js';
import { recordByData } from './record-by-data.js';

/** What happened on a day, over all lines: every shard counts the same. Amounts by currency, as decimals. */
export interface DayCount {
  lines: number;
  bookings: number;
  exceptions: number;
  net: Record<string, string>;
}

/** What a shard's participants earned in a period, by currency, as decimals. */
export interface PeriodCount {
  name: string;
  from: string;
  until: string;
  credits: number;
  earned: Record<string, string>;
}

/** What a shard found, as it is kept beside its completion. */
export interface ShardSummary {
  /** What the company's facts and the rulebook were, by fingerprint; equal in all shards of a calculation. */
  readonly company: string;
  readonly rulebook: string;
  /** Leaf of each participant (`docs/digest.md`). */
  readonly leaves: Record<string, string>;
  readonly exceptions: {
    readonly count: number;
    readonly byCode: Record<string, number>;
    readonly digest: string;
  };
  readonly days: Record<string, DayCount>;
  readonly periods: Record<string, PeriodCount>;
  readonly written: { readonly earnings: number; readonly lines: number; readonly shared: number };
  readonly troubles: readonly Trouble[];
  /** Most memory the process held, in megabytes. */
  readonly memory: number;
}

/** Adds up what a shard earns, period by period. */
export class PeriodCounts {
  readonly counts = recordByData<PeriodCount>();

  add(earning: Earning, credits: number): void {
    const count = (this.counts[periodKey(earning.period)] ??= emptyPeriod(earning.period));
    count.credits += credits;
    const before = count.earned[earning.currency];
    count.earned[earning.currency] = exactText(
      add(before ? readExact(before) : ZERO, ratio(earning.amount, 100n)),
    );
  }
}

function emptyPeriod({ name, from, until }: NamedPeriod): PeriodCount {
  return { name, from: writeDay(from), until: writeDay(until), credits: 0, earned: recordByData() };
}

function periodKey(period: NamedPeriod): string {
  return `${writeDay(period.from)}/${writeDay(period.until)}/${period.name}`;
}

/** Counts the lines that go by, day by day; lines come in order of date, so a day's sums are held as numbers until the next begins. */
export class DayCounts {
  readonly counts = recordByData<DayCount>();
  private day: Day | undefined;
  private current: DayCount | undefined;
  private readonly nets = new Map<string, bigint>();
  private last: { readonly source: string; readonly booking: string } | undefined;

  add(line: {
    readonly date: Day;
    readonly source: string;
    readonly booking: string;
    readonly currency: string;
    readonly net: bigint;
  }): void {
    if (line.date !== this.day) this.turn(line.date);
    const { current } = this;
    if (!current) return;
    current.lines += 1;
    if (line.booking !== this.last?.booking || line.source !== this.last.source) {
      current.bookings += 1;
      this.last = line;
    }
    this.nets.set(line.currency, (this.nets.get(line.currency) ?? 0n) + line.net);
  }

  except(day: Day): void {
    const count = this.counts[writeDay(day)];
    if (count) count.exceptions += 1;
  }

  /** Closes the last day. */
  finish(): void {
    this.turn(undefined);
  }

  private turn(day: Day | undefined): void {
    for (const [currency, net] of this.nets)
      if (this.current) this.current.net[currency] = exactText(ratio(net, 1_000_000n));
    this.nets.clear();
    this.day = day;
    this.last = undefined;
    this.current = { lines: 0, bookings: 0, exceptions: 0, net: recordByData() };
    if (day !== undefined) this.counts[writeDay(day)] = this.current;
  }
}

/** One earning of a participant as its leaf names it. */
export interface LeafEntry {
  readonly incentive: string;
  readonly period: NamedPeriod;
  readonly digest: string;
}

/** SHA-256 over a participant's earnings in order of incentive, period start, period end, period name and digest. */
export function leafOf(entries: readonly LeafEntry[]): string {
  const rows = entries.map(({ incentive, period, digest }) => [
    incentive,
    writeDay(period.from),
    writeDay(period.until),
    period.name,
    digest,
  ]);
  const texts = rows.map((row) => `${row.join('\u001f')}\n`).sort(compareText);
  return createHash('sha256').update(texts.join('')).digest('hex');
}
