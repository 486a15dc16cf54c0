import { add, compare, divide, multiply, ratio, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { AppliedRate } from '../../model/rates.js';

/** An amount of the plan's currency, in cents, and the rate by which it is paid. */
export interface Share {
  readonly cents: Ratio;
  readonly rate: AppliedRate;
}

/** What goes against pay: the parts of that which it takes back, and what goes further. */
export interface Taken {
  readonly shares: readonly Share[];
  readonly rest: Ratio;
}

interface Held extends Share {
  readonly window: number;
}

interface Taking {
  readonly cents: Ratio;
  readonly whole: Ratio;
  readonly isOf: (held: Held) => boolean;
}

/** What was paid so far of one incentive and is not taken back, by the rates by which it was: of each booking with all that changes it, and of each window. */
export class Ledger {
  private readonly held = new Map<number, readonly Held[]>();

  /** Notes what was paid of a booking in a window. */
  add(window: number, booking: number, shares: readonly Share[]): void {
    const more = shares.map((share) => ({ ...share, window }));
    this.held.set(booking, merged([...(this.held.get(booking) ?? []), ...more]));
  }

  /** What was paid of a booking. */
  of(booking: number): Ratio {
    return sumOf(this.held.get(booking) ?? []);
  }

  /** What was paid of a window. */
  within(window: number): Ratio {
    return sumOf([...this.held.values()].flat().filter((each) => each.window === window));
  }

  /** Takes so many cents of what was paid of a booking, of every rate the part that was paid by it. */
  takeOf(booking: number, cents: Ratio): Taken {
    return this.take([booking], { cents, whole: this.of(booking), isOf: () => true });
  }

  /** The same of what was paid of a window. */
  takeWithin(window: number, cents: Ratio): Taken {
    const isOf = (held: Held): boolean => held.window === window;
    return this.take(this.held.keys(), { cents, whole: this.within(window), isOf });
  }

  private take(bookings: Iterable<number>, { cents, whole, isOf }: Taking): Taken {
    if (signOf(cents) * signOf(whole) >= 0) return { shares: [], rest: cents };
    const back = compare(magnitude(cents), magnitude(whole)) < 0 ? cents : negated(whole);
    const part = divide(back, whole);
    const shares: Share[] = [];
    for (const booking of bookings) {
      const held = this.held.get(booking) ?? [];
      const left = held.map((each) => {
        if (!isOf(each)) return each;
        const taken = multiply(each.cents, part);
        shares.push({ cents: taken, rate: each.rate });
        return { ...each, cents: add(each.cents, taken) };
      });
      this.held.set(
        booking,
        left.filter((each) => each.cents.n !== 0n),
      );
    }
    return { shares: together(shares), rest: subtract(cents, back) };
  }
}

/** What was paid so far, incentive by incentive. */
export class PaidSoFar {
  private readonly ledgers = new Map<string, Ledger>();

  /** What was paid of one incentive in one currency. */
  ledger(key: string): Ledger {
    const known = this.ledgers.get(key) ?? new Ledger();
    this.ledgers.set(key, known);
    return known;
  }
}

/** Cents that are paid by one rate. */
export function shareOf(cents: Ratio, rate: AppliedRate | null): readonly Share[] | null {
  return rate && [{ cents, rate }];
}

/** The same rates for a part of what they are for. */
export function partOf(shares: readonly Share[], part: Ratio, of: Ratio): readonly Share[] {
  if (of.n === 0n) return shares.slice(0, 1).map(({ rate }) => ({ cents: part, rate }));
  const by = divide(part, of);
  return shares.map(({ cents, rate }) => ({ cents: multiply(cents, by), rate }));
}

/** Amounts of the same rate as one; what came to nothing is left out. */
export function together(shares: readonly Share[]): readonly Share[] {
  return merged(shares.map((share) => ({ ...share, window: 0 }))).map(({ cents, rate }) => ({ cents, rate }));
}

/** Whether something is less than nothing, nothing, or more. */
export function signOf({ n }: Ratio): -1 | 0 | 1 {
  if (n === 0n) return 0;
  return n < 0n ? -1 : 1;
}

/** What several amounts make. */
export function sumOf(shares: readonly { readonly cents: Ratio }[]): Ratio {
  return shares.reduce((sum, { cents }) => add(sum, cents), ZERO);
}

function merged(held: readonly Held[]): readonly Held[] {
  if (held.length === 1) return held.filter(({ cents }) => cents.n !== 0n);
  const found = new Map<string, Held>();
  for (const each of held) {
    const { cents, rate, window } = each;
    const key = `${window} ${rate.dated} ${rate.rate.n}/${rate.rate.d}`;
    const known = found.get(key);
    found.set(key, known ? { ...known, cents: add(known.cents, cents) } : each);
  }
  return [...found.values()].filter(({ cents }) => cents.n !== 0n);
}

function magnitude(value: Ratio): Ratio {
  return value.n < 0n ? negated(value) : value;
}

function negated({ n, d }: Ratio): Ratio {
  return ratio(-n, d);
}
