import { add, compare, divide, multiply, ratio, subtract, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { AppliedRate } from '../../model/rates.js';

/** An amount of the plan's currency, in cents, and the rate by which it is paid. */
export interface Share {
  readonly cents: Ratio;
  readonly rate: AppliedRate;
}

/**
 * What was paid so far, by the rates by which it was: of each booking with all that changes it, and of each window. What takes back takes from
 * every rate the part that was paid by it, so that when nothing is left of what was earned nothing is left of what was paid.
 */
export class PaidSoFar {
  private readonly paid = new Map<string, readonly Share[]>();

  /** Notes what was paid of something. */
  add(key: string, shares: readonly Share[]): void {
    this.paid.set(key, together([...(this.paid.get(key) ?? []), ...shares]));
  }

  /** By which rates so many cents are paid: what takes back by those of what was paid, and what is beyond that by its own, which is asked for then only. */
  sharesOf(key: string, cents: bigint, own: () => AppliedRate | null): readonly Share[] | null {
    const paid = this.paid.get(key) ?? [];
    const [whole, wanted] = [sumOf(paid), ratio(cents)];
    if (sign(wanted) * sign(whole) >= 0) return shareOf(wanted, own());
    const back = compare(magnitude(wanted), magnitude(whole)) < 0 ? wanted : negated(whole);
    const part = divide(back, whole);
    const shares = paid.map(({ cents: each, rate }) => ({ cents: multiply(each, part), rate }));
    const rest = subtract(wanted, back);
    if (rest.n === 0n) return shares;
    const beyond = shareOf(rest, own());
    return beyond && together([...shares, ...beyond]);
  }
}

/** Cents that are paid by one rate. */
export function shareOf(cents: Ratio, rate: AppliedRate | null): readonly Share[] | null {
  return rate && [{ cents, rate }];
}

/** Amounts of the same rate as one; what came to nothing is left out. */
function together(shares: readonly Share[]): readonly Share[] {
  const found = new Map<string, Share>();
  for (const { cents, rate } of shares) {
    const key = `${rate.dated} ${rate.rate.n}/${rate.rate.d}`;
    const known = found.get(key);
    found.set(key, known ? { cents: add(known.cents, cents), rate: known.rate } : { cents, rate });
  }
  return [...found.values()].filter(({ cents }) => cents.n !== 0n);
}

function sumOf(shares: readonly { readonly cents: Ratio }[]): Ratio {
  return shares.reduce((sum, { cents }) => add(sum, cents), ZERO);
}

function sign({ n }: Ratio): number {
  if (n === 0n) return 0;
  return n < 0n ? -1 : 1;
}

function magnitude(value: Ratio): Ratio {
  return value.n < 0n ? negated(value) : value;
}

function negated(value: Ratio): Ratio {
  return { n: -value.n, d: value.d };
}
