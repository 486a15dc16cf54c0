import type { Day } from '../../kernel/day.js';
import { leastCommonMultiple } from '../../kernel/whole.js';
import type { PersonNumber } from '../../model/roster.js';
import type { Segment } from '../../model/seat.js';
import type { Books } from '../credit/admission.js';
import type { PlanVersion } from '../plan-version.js';

const MILLIONTHS = 1_000_000n;

/** A person's credits in one segment, in the order of their lines. */
export class Stint {
  /** Everything measured in this stint is a whole number of 1/unit of the currency: millionths, finer where lines are shared in parts. */
  readonly unit: bigint;
  private readonly factors: readonly bigint[];

  constructor(
    readonly person: PersonNumber,
    readonly segment: Segment,
    readonly credits: Int32Array,
    readonly books: Books,
  ) {
    const { grants, grant } = books.credits;
    const used = new Set<number>();
    for (const credit of credits) used.add(grant.at(credit));
    let finest = 1n;
    for (const number of used) finest = leastCommonMultiple(finest, BigInt(grants[number]?.of ?? 1));
    const factors: bigint[] = [];
    for (const number of used) {
      const { parts = 0, of = 1 } = grants[number] ?? {};
      factors[number] = (BigInt(parts) * finest) / BigInt(of);
    }
    this.factors = factors;
    this.unit = MILLIONTHS * finest;
  }

  get participant(): string {
    return this.segment.participant;
  }

  /** The versions of the stint's plan, oldest first. */
  get versions(): readonly PlanVersion[] {
    return this.books.plans.versions(this.segment.plan);
  }

  dateOf(credit: number): Day {
    return this.books.lines.date.at(this.books.credits.line.at(credit));
  }

  versionOn(date: Day): PlanVersion | undefined {
    return this.books.plans.on(this.segment.plan, date);
  }

  /** The person's part of an amount of the credited line, in 1/unit: exact. */
  amountOf(credit: number, fact: string): bigint {
    const amount = this.books.lines.amounts.get(fact)?.at(this.books.credits.line.at(credit)) ?? 0n;
    return amount * (this.factors[this.books.credits.grant.at(credit)] ?? 0n);
  }
}

/** A person's credits by segment. A credit belongs to the segment of its line's date, whenever it became known. */
export function stintsOf(participant: string, books: Books): readonly Stint[] {
  const person = books.roster.numberOf(participant);
  if (person === undefined) return [];
  const credits = books.credits.of(person);
  const stints: Stint[] = [];
  const dateAt = (place: number): Day => books.lines.date.at(books.credits.line.at(credits[place] ?? 0));
  let place = 0;
  while (place < credits.length) {
    const seat = books.roster.seatOn(person, dateAt(place));
    if (typeof seat !== 'object') break;
    const start = place;
    while (place < credits.length && dateAt(place) < seat.segment.until) place += 1;
    stints.push(new Stint(person, seat.segment, credits.subarray(start, place), books));
  }
  return stints;
}
