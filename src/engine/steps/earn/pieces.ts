import type { Day } from '../../kernel/day.js';
import { invariant } from '../../kernel/invariant.js';
import type { Grain } from '../../rulebook/rulebook.js';
import type { Stint } from '../measure/stint.js';
import type { WindowRange } from '../measure/window-range.js';
import { isGrouped, type Epoch } from './terms/epoch.js';
import { groupAt } from './terms/group-sums.js';
import type { PaySlice } from './pay-slices.js';
import type { RateCombinations } from './terms/rate-combinations.js';

/** Credits taken together: what they add to the axis and to the base, and what they have in common. */
export interface Piece {
  epoch: Epoch;
  /** Number of their combination of rates that depend on the line; 0 where there is none. */
  rates: number;
  /** The line, booking or group that the formula, and the line or booking that the rounding, starts anew with; 0 where it does not. */
  group: number;
  roundedWith: number;
  /** The deal, where deals are capped; 0 where they are not. */
  deal: number;
  axis: bigint;
  base: bigint;
  /** Whether the incentive pays on it; said only where the formula takes credits in order. */
  isPaidOn: boolean;
}

/** Neighbouring credits of one pay period, by the number of its slice. */
export interface SlicePiece extends Readonly<Omit<Piece, 'axis' | 'base'>>, Pick<Piece, 'axis' | 'base'> {
  readonly slice: number;
}

/** A window's credits as one incentive counts them. */
export interface WindowCredits {
  readonly stint: Stint;
  readonly range: WindowRange;
  readonly epochs: readonly Epoch[];
  readonly combinations: RateCombinations;
}

/** Stands on one counted credit of a window after the other; those that count for neither axis nor base are passed over. */
export class CreditCursor implements Readonly<Piece> {
  epoch: Epoch;
  rates = 0;
  group = 0;
  roundedWith = 0;
  deal = 0;
  axis = 0n;
  base = 0n;
  isPaidOn = false;
  place: number;
  date: Day = 0;
  private nextEpoch = 1;
  private formulaGrain: Grain | null = null;
  private roundingGrain: Grain | null = null;
  /** Whether any version caps deals: what changes a booking goes by the version that paid it. */
  private readonly capsDeals: boolean;

  constructor(private readonly credits: WindowCredits) {
    const [first] = credits.epochs;
    invariant(first !== undefined, 'a window of credits without a version of the plan');
    this.epoch = first;
    const { id } = first.incentive;
    this.capsDeals = credits.stint.versions.some((version) =>
      version.incentive(id)?.modify.some(({ kind }) => kind === 'deal-cap'),
    );
    this.place = credits.range.start - 1;
    this.enter(this.epoch);
  }

  /** Goes to the next counted credit; false when there is none. */
  next(): boolean {
    const { stint, range } = this.credits;
    for (this.place += 1; this.place < range.end; this.place += 1) {
      this.date = stint.dates[this.place] ?? 0;
      while (this.date >= this.epoch.until) {
        const following = this.credits.epochs[this.nextEpoch];
        if (!following) return false;
        this.nextEpoch += 1;
        this.enter(following);
      }
      if (this.date >= this.epoch.from && this.count(stint.counts[this.place] ?? 0)) return true;
    }
    return false;
  }

  private count(bits: number): boolean {
    const { stint, combinations } = this.credits;
    const { axisBit, baseBits, axis, base, rateColumns, groupColumn } = this.epoch;
    const onAxis = (bits & axisBit) !== 0;
    const paidOn = (bits & baseBits) === baseBits;
    if (!onAxis && !paidOn) return false;
    this.isPaidOn = paidOn || !this.epoch.formula.inOrder;
    this.axis = onAxis ? stint.amountOf(this.place, axis) : 0n;
    this.base = !paidOn
      ? 0n
      : onAxis && axis === base && !stint.hasTwoCredits
        ? this.axis
        : stint.amountOf(this.place, base, 'pay');
    if (rateColumns.length > 0) this.rates = combinations.numberAt(stint, this.place, rateColumns);
    if (groupColumn >= 0) this.group = groupAt(stint, this.place, groupColumn);
    else if (this.formulaGrain) this.group = groupOf(stint, this.place, this.formulaGrain);
    if (this.roundingGrain) this.roundedWith = groupOf(stint, this.place, this.roundingGrain);
    if (this.capsDeals) this.deal = stint.dealAt(this.place).deal;
    return true;
  }

  private enter(epoch: Epoch): void {
    this.epoch = epoch;
    [this.rates, this.group, this.roundedWith, this.deal] = [0, 0, 0, 0];
    const { formula } = epoch.incentive;
    const { per } = epoch.version.plan.rounding;
    this.formulaGrain = isGrouped(formula) && formula.kind === 'tiers' ? formula.grain : null;
    this.roundingGrain = per === 'line' || per === 'booking' ? per : null;
  }
}

function groupOf({ credits, books }: Stint, place: number, grain: Grain): number {
  const line = credits.line[place] ?? 0;
  return 1 + (grain === 'booking' ? books.lines.booking.at(line) : line);
}

/** Puts together neighbours that differ in nothing: a window of one rate is one piece for each pay period, however many credits it has. */
export function piecesOf(credits: WindowCredits, slices: readonly PaySlice[]): readonly SlicePiece[] {
  if (credits.epochs.length === 0) return [];
  const pieces: SlicePiece[] = [];
  const cursor = new CreditCursor(credits);
  let [last, slice]: [SlicePiece | undefined, number] = [undefined, 0];
  while (cursor.next()) {
    while (cursor.date >= (slices[slice]?.until ?? Infinity)) slice += 1;
    if (last && last.slice === slice && isAlike(last, cursor) && isSpreadAlike(last, cursor)) {
      last.axis += cursor.axis;
      last.base += cursor.base;
    } else {
      const { epoch, rates, group, roundedWith, deal, axis, base, isPaidOn } = cursor;
      last = { epoch, rates, group, roundedWith, deal, axis, base, isPaidOn, slice };
      pieces.push(last);
    }
  }
  return pieces;
}

/** Where what is paid on is spread over the stretch of a credit, only credits with as much of it for each of the axis, up or down, are alike. */
function isSpreadAlike(a: Readonly<Piece>, b: Readonly<Piece>): boolean {
  if (!a.epoch.formula.spreads) return true;
  return a.axis > 0n === b.axis > 0n && a.axis < 0n === b.axis < 0n && a.axis * b.base === b.axis * a.base;
}

function isAlike(a: Readonly<Piece>, b: Readonly<Piece>): boolean {
  return (
    a.epoch === b.epoch &&
    a.rates === b.rates &&
    a.group === b.group &&
    a.roundedWith === b.roundedWith &&
    a.deal === b.deal &&
    a.isPaidOn === b.isPaidOn
  );
}
