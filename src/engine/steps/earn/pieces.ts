import type { Day } from '../../kernel/day.js';
import type { Measuring } from '../measure/measuring.js';
import type { WindowRange } from '../measure/window-range.js';
import { isGrouped, type Epoch } from './epoch.js';
import type { PaySlice } from './pay-slices.js';

/** Credits taken together: what they add to the axis and to the base, and what they have in common. */
export interface Piece {
  readonly epoch: Epoch;
  readonly rates: number;
  /** The line or booking that the formula, and the rounding, starts anew with; 0 where it does not. */
  readonly group: number;
  readonly roundedWith: number;
  axis: bigint;
  base: bigint;
}

/** One counted credit of a window. */
export interface CountedCredit extends Readonly<Piece> {
  readonly credit: number;
  readonly date: Day;
}

/** Neighbouring credits of one pay period, by the number of its slice. */
export interface SlicePiece extends Piece {
  readonly slice: number;
}

/** Walks a window's credits in order and says what each adds; skips those that count for neither axis nor base. */
export class WindowCredits {
  /** Combinations of rates that depend on the line, by number; 0 is none. */
  readonly combinations: (readonly number[])[] = [[]];
  private readonly numbers = new Map<string, number>();

  constructor(
    readonly measuring: Measuring,
    readonly range: WindowRange,
    readonly epochs: readonly Epoch[],
  ) {}

  *[Symbol.iterator](): Generator<CountedCredit> {
    const { stint } = this.measuring;
    const { counts } = stint.books.credits;
    let [next, epoch]: [number, Epoch | undefined] = [0, undefined];
    for (let place = this.range.start; place < this.range.end; place += 1) {
      const credit = stint.credits[place] ?? 0;
      const date = stint.dateOf(credit);
      while (!epoch || date >= epoch.until) {
        epoch = this.epochs[next];
        next += 1;
        if (!epoch) return;
      }
      const bits = counts.at(credit);
      if (date < epoch.from || (bits & (epoch.axisBit | epoch.baseBits)) === 0) continue;
      const onAxis = (bits & epoch.axisBit) !== 0;
      const paidOn = (bits & epoch.baseBits) === epoch.baseBits;
      if (onAxis || paidOn) yield this.counted(credit, { epoch, date, onAxis, paidOn });
    }
  }

  private counted(
    credit: number,
    at: { epoch: Epoch; date: Day; onAxis: boolean; paidOn: boolean },
  ): CountedCredit {
    const { epoch, date } = at;
    const { stint } = this.measuring;
    const axis = at.onAxis ? stint.amountOf(credit, epoch.axis.sum) : 0n;
    const same = at.onAxis && epoch.axis.sum === epoch.base.sum;
    const base = !at.paidOn ? 0n : same ? axis : stint.amountOf(credit, epoch.base.sum);
    const { formula } = epoch.incentive;
    const group = isGrouped(formula) && formula.kind !== 'override' ? this.groupOf(credit, formula.grain) : 0;
    const { per } = epoch.version.plan.rounding;
    const roundedWith = per === 'line' || per === 'booking' ? this.groupOf(credit, per) : 0;
    return { credit, epoch, date, axis, base, group, roundedWith, rates: this.combinationOf(credit, epoch) };
  }

  private groupOf(credit: number, grain: 'line' | 'booking' | 'window' | 'running-total'): number {
    const { lines, credits } = this.measuring.stint.books;
    const line = credits.line.at(credit);
    return 1 + (grain === 'booking' ? lines.booking.at(line) : line);
  }

  private combinationOf(credit: number, { rateColumns }: Epoch): number {
    if (rateColumns.length === 0) return 0;
    const { rates } = this.measuring.stint.books.credits;
    const combination = rateColumns.map((column) => rates[column]?.at(credit) ?? 0);
    const key = combination.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.combinations.length);
    return this.combinations.push(combination) - 1;
  }
}

/** Puts together neighbours that differ in nothing: a window of one rate is one piece for each pay period, however many credits it has. */
export function piecesOf(
  credits: Iterable<CountedCredit>,
  slices: readonly PaySlice[],
): readonly SlicePiece[] {
  const pieces: SlicePiece[] = [];
  let last: SlicePiece | undefined;
  let slice = 0;
  for (const { epoch, rates, group, roundedWith, axis, base, date } of credits) {
    while (date >= (slices[slice]?.until ?? Infinity)) slice += 1;
    const same = last && last.slice === slice && last.epoch === epoch && last.rates === rates;
    if (last && same && last.group === group && last.roundedWith === roundedWith) {
      last.axis += axis;
      last.base += base;
    } else {
      last = { epoch, rates, group, roundedWith, axis, base, slice };
      pieces.push(last);
    }
  }
  return pieces;
}
