import type { Day } from '../../../kernel/day.js';
import type { BookingKey } from '../booking-nets.js';
import type { Purse } from './purses.js';

/** What of a deal in a window a budget pays, or refused, and nothing took back since. */
export interface Portion {
  readonly deal: BookingKey;
  readonly window: Day;
  readonly purse: Purse;
  cents: bigint;
}

/** What was taken back of a portion. */
export interface Taken {
  readonly of: Portion;
  cents: bigint;
}

/** Portions, the oldest first. */
export class Portions {
  private readonly all: Portion[] = [];
  private readonly deals = new Map<BookingKey, Portion[]>();

  add(portion: Portion): void {
    if (portion.cents <= 0n) return;
    const ofDeal = this.deals.get(portion.deal) ?? [];
    ofDeal.push(portion);
    this.deals.set(portion.deal, ofDeal);
    this.all.push(portion);
  }

  takenOfDeal(deal: BookingKey, cents: bigint): readonly Taken[] {
    return takenFrom(this.deals.get(deal) ?? [], cents);
  }

  takenInWindow(window: Day, cents: bigint): readonly Taken[] {
    if (cents <= 0n) return [];
    return takenFrom(
      this.all.filter((each) => each.window === window),
      cents,
    );
  }
}

/** So many cents of portions, the oldest first. */
function takenFrom(portions: readonly Portion[], cents: bigint): readonly Taken[] {
  let left = cents;
  return portions.flatMap((of) => {
    const some = least(of.cents, left);
    if (some <= 0n) return [];
    of.cents -= some;
    left -= some;
    return [{ of, cents: some }];
  });
}

/** How much of so many cents is refused again, as it was taken of what had been refused. */
export function refusedAgain(all: readonly Taken[], cents: bigint): bigint {
  let left = cents;
  for (const taken of all) {
    const again = least(taken.cents, left);
    taken.cents -= again;
    taken.of.cents += again;
    left -= again;
  }
  return cents - left;
}

/** What asks which budget: what had been taken back of pay asks the one that had it back, the rest the one of its own. */
export function askedOf(paid: readonly Taken[], cents: bigint, own: Purse): readonly AskedOf[] {
  const asks = new Map<Day, { readonly purse: Purse; cents: bigint }>();
  const ask = (purse: Purse, some: bigint): void => {
    const known = asks.get(purse.run) ?? { purse: purse.run === own.run ? own : purse, cents: 0n };
    known.cents += some;
    asks.set(purse.run, known);
  };
  let left = cents;
  for (const taken of paid) {
    const again = least(taken.cents, left);
    if (again <= 0n) continue;
    taken.cents -= again;
    left -= again;
    ask(taken.of.purse, again);
  }
  if (left > 0n) ask(own, left);
  return [...asks.values()];
}

interface AskedOf {
  readonly purse: Purse;
  readonly cents: bigint;
}

/** What was taken in all. */
export function sumOf(taken: readonly Taken[]): bigint {
  return taken.reduce((sum, { cents }) => sum + cents, 0n);
}

/** The lesser of two. */
export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
