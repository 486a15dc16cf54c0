import { add, readDecimal, subtract, writeDecimal, ZERO, type Ratio } from '../../../engine/kernel/ratio.js';
import type { ChangedFact } from './changed-facts.js';

/** One participant's incentive in one period, and what two calculations pay for it. Amounts are decimals in the currency. */
interface PaidTwice {
  readonly participant: string;
  readonly incentive: string;
  readonly period: string;
  readonly currency: string;
  readonly before: string;
  readonly after: string;
}

/** What two calculations pay differently. */
export interface Difference extends PaidTwice {
  readonly change: string;
  /** The facts that differ and touch it; the bookings first. */
  readonly because: readonly string[];
}

/** What a calculation pays that another does not, with the sums. */
export interface Comparison {
  readonly before: bigint;
  readonly after: bigint;
  readonly differences: readonly Difference[];
  /** Participants paid differently. */
  readonly participants: number;
  /** By currency. */
  readonly sums: readonly {
    readonly currency: string;
    readonly before: string;
    readonly after: string;
    readonly change: string;
  }[];
  /** Earnings whose working differs while the amount is the same. */
  readonly reworked: number;
}

/** A key that differs, as read: sums of its earnings, and the changed booking lines among its lines. */
export interface DifferingKey extends PaidTwice {
  readonly from: string;
  readonly until: string;
  readonly bookings: readonly string[];
}

/** Two calculations; `unknownTo` is the second where what became known between them is what it does not know. */
export interface Compared {
  readonly before: bigint;
  readonly after: bigint;
  readonly unknownTo: bigint | null;
}

const MOST_CAUSES = 20;

/** Puts amounts beside each other and names what caused each difference. */
export function comparisonOf(
  { unknownTo, ...between }: Compared,
  keys: readonly DifferingKey[],
  facts: readonly ChangedFact[],
): Comparison {
  const paid = keys.filter(({ before, after }) => less(after, before) !== '0');
  const others = keys.some(({ bookings }) => bookings.length > 0);
  const differences = paid.map((key) => {
    const { participant, incentive, period, currency, before, after } = key;
    return {
      participant,
      incentive,
      period,
      currency,
      before,
      after,
      change: less(after, before),
      because: causesOrOthers(causesOf(key, facts), others).map((cause) =>
        unknownTo === null ? cause : `${cause}, which calculation ${unknownTo} does not know`,
      ),
    };
  });
  return {
    ...between,
    differences,
    participants: new Set(paid.map(({ participant }) => participant)).size,
    sums: sumsOf(differences),
    reworked: keys.length - paid.length,
  };
}

/** Where nothing of the participant's own changed, a prize, pool, place or budget moved by what somebody else sold; by whom is not said. */
function causesOrOthers(causes: readonly string[], others: boolean): readonly string[] {
  return causes.length === 0 && others ? ['bookings of others with whom it is shared'] : causes;
}

/** Its own bookings; else what names the participant; else what may touch anybody. */
function causesOf(key: DifferingKey, facts: readonly ChangedFact[]): string[] {
  const inForce = facts.filter(
    (fact) => (fact.from === null || fact.from < key.until) && (fact.until === null || fact.until > key.from),
  );
  const own = inForce.filter(({ participants }) => participants?.includes(key.participant));
  const named =
    own.length > 0 || key.bookings.length > 0
      ? own
      : inForce.filter(({ participants }) => participants === null);
  const words = [
    ...key.bookings,
    ...new Set(
      named.map(({ kind, name, how }) => `${kind === 'facts' ? 'fact catalogue' : kind} ${name} ${how}`),
    ),
  ];
  return words.length <= MOST_CAUSES
    ? words
    : [...words.slice(0, MOST_CAUSES), `and ${words.length - MOST_CAUSES} more`];
}

function sumsOf(differences: readonly Difference[]): Comparison['sums'] {
  const sums = new Map<string, { before: Ratio; after: Ratio }>();
  for (const { currency, before, after } of differences) {
    const sum = sums.get(currency) ?? { before: ZERO, after: ZERO };
    sums.set(currency, { before: add(sum.before, value(before)), after: add(sum.after, value(after)) });
  }
  return [...sums].sort().map(([currency, { before, after }]) => ({
    currency,
    before: writeDecimal(before),
    after: writeDecimal(after),
    change: writeDecimal(subtract(after, before)),
  }));
}

function less(a: string, b: string): string {
  return writeDecimal(subtract(value(a), value(b)));
}

function value(text: string): Ratio {
  return readDecimal(text) ?? ZERO;
}
