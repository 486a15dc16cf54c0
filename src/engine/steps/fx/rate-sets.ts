import { writeDay, type Day } from '../../kernel/day.js';
import type { AppliedRate, DayRate } from '../../model/rates.js';

/** A rate holds until the next one of its set and pair, and for a year at most: a set that nobody continues is missing, not old. */
const LONGEST = 366;

/** Which rate is asked for. */
export interface Wanted {
  readonly set: string;
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  /** Up to which file of rates a correction counts; without one the newest does. */
  readonly known?: number;
}

/** The rates of a company, by set and pair. */
export class RateSets {
  private readonly byPair = new Map<string, DayRate[]>();

  constructor(rates: readonly DayRate[]) {
    for (const rate of [...rates].sort((a, b) => a.day - b.day)) {
      const key = keyOf(rate);
      const known = this.byPair.get(key);
      if (known) known.push(rate);
      else this.byPair.set(key, [rate]);
    }
  }

  /** The rate in force on a day, or why there is none. */
  find(wanted: Wanted): AppliedRate | string {
    const { set, from, to, on, known } = wanted;
    const found = this.byPair.get(keyOf(wanted))?.findLast(({ day }) => day <= on);
    const told = found?.told.findLast(({ since }) => known === undefined || since <= known) ?? found?.told[0];
    if (!found || !told || on - found.day >= LONGEST) return missing(wanted, found);
    return { set, from, to, on, dated: found.day, rate: told.rate };
  }
}

function missing({ set, from, to, on }: Wanted, older: DayRate | undefined): string {
  const last = older ? `; its last one is of ${writeDay(older.day)}, and a rate holds for a year` : '';
  return `The rate set ${set} has no rate from ${from} to ${to} for ${writeDay(on)}${last}.`;
}

function keyOf({ set, from, to }: Pick<DayRate, 'set' | 'from' | 'to'>): string {
  return `${set}\u001f${from}\u001f${to}`;
}
