import { createHash } from 'node:crypto';
import { readDay, type Day } from '../../../engine/kernel/day.js';
import { fingerprintOf } from '../../../engine/kernel/fingerprint.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import { add, ZERO } from '../../../engine/kernel/ratio.js';
import { compareText } from '../../../engine/kernel/text-order.js';
import { exactText, readExact } from '../blocks/exact-text.js';
import type { Amounts, PeriodTotals, Totals } from '../calculation.js';
import type { DayCount, PeriodCount, ShardSummary } from './shard-summary.js';

/** A finished shard as it is stored. */
export interface FinishedShard {
  readonly inputs: string;
  readonly summary: ShardSummary;
}

/** What all shards together came to. */
export interface Merged {
  readonly fingerprint: string;
  readonly digest: string;
  readonly totals: Totals;
}

/** Puts the shards of a calculation together. Shards that read different facts are our bug, and stop it. */
export function mergeShards(shards: readonly FinishedShard[], engine: string): Merged {
  const [first] = shards;
  invariant(first !== undefined, 'a calculation without shards');
  for (const { inputs, summary } of shards) {
    invariant(inputs === first.inputs, 'two shards of a calculation read different bookings');
    invariant(
      summary.company === first.summary.company,
      'two shards of a calculation read different company facts',
    );
    invariant(
      summary.rulebook === first.summary.rulebook,
      'two shards of a calculation read different rules',
    );
    invariant(
      summary.exceptions.count === 0 || summary === first.summary,
      'only the first shard writes exceptions',
    );
  }
  const { company, rulebook } = first.summary;
  const summaries = shards.map((shard) => shard.summary);
  const totals = totalsOf(summaries);
  return {
    fingerprint: fingerprintOf({ bookings: first.inputs, company, rulebook, engine }),
    digest: digestOf(summaries),
    totals,
  };
}

/** SHA-256 over the participants' leaves in order of id, and the exceptions (`docs/digest.md`). */
function digestOf(summaries: readonly ShardSummary[]): string {
  const leaves = summaries
    .flatMap((summary) => Object.entries(summary.leaves))
    .sort(([a], [b]) => compareText(a, b));
  invariant(
    new Set(leaves.map(([participant]) => participant)).size === leaves.length,
    'two shards of a calculation earned the same participant',
  );
  const hash = createHash('sha256');
  for (const [participant, leaf] of leaves) hash.update(`${participant}\u001f${leaf}\n`);
  return hash.update(`exceptions\u001f${summaries[0]?.exceptions.digest ?? ''}\n`).digest('hex');
}

function totalsOf(summaries: readonly ShardSummary[]): Totals {
  const [first] = summaries;
  const days = Object.entries(first?.days ?? {}).map(([day, count]) => ({ day: readDay(day) ?? 0, count }));
  const sum = (of: (summary: ShardSummary) => number): number =>
    summaries.reduce((total, summary) => total + of(summary), 0);
  const periods = mergePeriods(summaries);
  const inside = (day: Day): boolean => periods.some((period) => isInside(day, period));
  return {
    periods: periods.map((period) => ({
      ...period,
      ...countDays(days.filter(({ day }) => isInside(day, period))),
    })),
    outside: leaveExceptions(countDays(days.filter(({ day }) => !inside(day)))),
    bookings: days.reduce((total, { count }) => total + count.bookings, 0),
    lines: days.reduce((total, { count }) => total + count.lines, 0),
    participants: sum((summary) => Object.keys(summary.leaves).length),
    exceptions: first?.exceptions.count ?? 0,
    exceptionsByCode: first?.exceptions.byCode ?? {},
    earnings: sum((summary) => summary.written.earnings + summary.written.shared),
    shared: sum((summary) => summary.written.shared),
    troubles: summaries.flatMap((summary) => summary.troubles),
  };
}

function mergePeriods(summaries: readonly ShardSummary[]): PeriodCount[] {
  const merged = new Map<string, PeriodCount>();
  for (const { periods } of summaries) {
    for (const [key, count] of Object.entries(periods)) {
      const before = merged.get(key);
      if (!before) merged.set(key, count);
      else
        merged.set(key, {
          ...before,
          credits: before.credits + count.credits,
          earned: addAmounts([before.earned, count.earned]),
        });
    }
  }
  return [...merged].sort(([a], [b]) => compareText(a, b)).map(([, count]) => count);
}

type Counted = Pick<PeriodTotals, 'bookings' | 'lines' | 'exceptions' | 'net'>;

function countDays(days: readonly { readonly count: DayCount }[]): Counted {
  const sum = (of: 'bookings' | 'lines' | 'exceptions'): number =>
    days.reduce((total, { count }) => total + count[of], 0);
  return {
    bookings: sum('bookings'),
    lines: sum('lines'),
    exceptions: sum('exceptions'),
    net: addAmounts(days.map(({ count }) => count.net)),
  };
}

function leaveExceptions({ bookings, lines, net }: Counted): Totals['outside'] {
  return { bookings, lines, net };
}

function isInside(day: Day, period: { readonly from: string; readonly until: string }): boolean {
  return (readDay(period.from) ?? 0) <= day && day < (readDay(period.until) ?? 0);
}

function addAmounts(amounts: readonly Amounts[]): Record<string, string> {
  const sums = new Map<string, string>();
  for (const [currency, amount] of amounts.flatMap((each) => Object.entries(each))) {
    sums.set(
      currency,
      exactText(add(sums.has(currency) ? readExact(sums.get(currency) ?? '0') : ZERO, readExact(amount))),
    );
  }
  return Object.fromEntries([...sums].sort(([a], [b]) => compareText(a, b)));
}
