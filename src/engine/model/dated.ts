import { isWithin, type Day, type Period } from '../kernel/day.js';

/** Things that hold for a period, by what they belong to. Where two rows overlap, the one that starts later tells. */
export class Dated<T extends Period> {
  private readonly byKey = new Map<string, T[]>();

  constructor(rows: readonly T[], keyOf: (row: T) => string) {
    for (const row of [...rows].sort((a, b) => a.from - b.from)) {
      const key = keyOf(row);
      const known = this.byKey.get(key);
      if (known) known.push(row);
      else this.byKey.set(key, [row]);
    }
  }

  /** All rows of a key, by start. */
  of(key: string): readonly T[] {
    return this.byKey.get(key) ?? [];
  }

  /** The row in force on a date; the last to start where several are. */
  on(key: string, date: Day): T | undefined {
    return lastInForce(this.of(key), date);
  }

  /** Every row in force on a date. */
  allOn(key: string, date: Day): readonly T[] {
    return this.of(key).filter((row) => isWithin(date, row));
  }
}

/** Of rows sorted by start, the last one in force on a date. */
export function lastInForce<T extends Period>(rows: readonly T[], date: Day): T | undefined {
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const row = rows[at];
    if (row && isWithin(date, row)) return row;
  }
  return undefined;
}
