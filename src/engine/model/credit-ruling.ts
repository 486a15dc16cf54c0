import { isWithin, type Day, type Period } from '../kernel/day.js';

/** One person's whole parts of what a ruling gives. */
export interface RuledShare {
  readonly participant: string;
  readonly parts: number;
}

/** What a ruling is about: one booking with what changes it, over any number of others, or all bookings of an account. */
export type RulingScope =
  { readonly source: string; readonly booking: string } | { readonly account: string };

/**
 * Who is credited where people have decided it, for bookings of its days: a fact as others, told and withdrawn. It decides before any phase of
 * the policy.
 */
export interface CreditRuling extends Period {
  readonly id: string;
  readonly of: RulingScope;
  /** The parts are of what all of them make; nobody at the house. */
  readonly to: 'house' | readonly RuledShare[];
  readonly because: string;
  readonly by: string;
  /** The dispute or request that it came from. */
  readonly arisesFrom: string | null;
  /** Of one about a booking: which bookings of its source change which, so far as they come to it, over any number of others. */
  readonly changedBy?: readonly BookingChange[];
}

/** A booking that changes another of the same source. */
export interface BookingChange {
  readonly booking: string;
  readonly changes: string;
}

/** A line as rulings ask for it. */
export interface RuledLine {
  readonly source: string;
  readonly booking: string;
  readonly account: string | null;
  readonly date: Day;
  /** The booking of the same source that it changes. */
  readonly changes: string | null;
}

/** The phase in which rulings answer, before those of the policy. */
export const RULING_PHASE = 'ruling';

/** How a ruling is cited wherever credit is explained. */
export function citeRuling({ id, because }: CreditRuling): string {
  return `${RULING_PHASE}/${id}: ${because.replaceAll(/\s+/g, ' ')}`;
}

/** Whether any of these rulings is about one booking, so that lines must say which they change. */
export function rulesBookings(rulings: readonly CreditRuling[]): boolean {
  return rulings.some(({ of }) => 'booking' in of);
}

/** Rulings by people, found by the line that they decide. */
export class CreditRulings {
  private readonly bookings = new Map<string, CreditRuling[]>();
  private readonly accounts = new Map<string, CreditRuling[]>();
  /** The keys of bookings that a booking changes. */
  private readonly changed = new Map<string, Set<string>>();

  constructor(rulings: readonly CreditRuling[] = []) {
    for (const ruling of rulings) {
      const { of, changedBy = [] } = ruling;
      if ('account' in of) put(this.accounts, of.account, ruling);
      else {
        put(this.bookings, keyOf(of.source, of.booking), ruling);
        for (const { booking, changes } of changedBy) this.link(of.source, booking, changes);
      }
    }
  }

  /**
   * The rulings of the narrowest scope that reaches a line: of its booking, of the one it changes, of the one which that changes and so on to the end,
   * of its account. One decides; several tie.
   */
  on({ source, booking, account, date, changes }: RuledLine): readonly CreditRuling[] {
    const own = keyOf(source, booking);
    const seen = new Set([own]);
    let reached: readonly string[] = [own];
    while (reached.length > 0) {
      const found = inForce(
        reached.flatMap((key) => this.bookings.get(key) ?? []),
        date,
      );
      if (found.length > 0) return found;
      const next = reached.flatMap((key) =>
        key === own ? (changes === null ? [] : [keyOf(source, changes)]) : [...(this.changed.get(key) ?? [])],
      );
      reached = [...new Set(next)].filter((key) => !seen.has(key));
      for (const key of reached) seen.add(key);
    }
    return inForce(account === null ? undefined : this.accounts.get(account), date);
  }

  private link(source: string, booking: string, changes: string): void {
    const [from, to] = [keyOf(source, booking), keyOf(source, changes)];
    this.changed.set(from, (this.changed.get(from) ?? new Set()).add(to));
  }
}

function put(rulings: Map<string, CreditRuling[]>, key: string, ruling: CreditRuling): void {
  const known = rulings.get(key);
  if (known) known.push(ruling);
  else rulings.set(key, [ruling]);
}

function inForce(rulings: readonly CreditRuling[] = [], date: Day): readonly CreditRuling[] {
  return rulings.filter((each) => isWithin(date, each));
}

function keyOf(source: string, booking: string): string {
  return `${source}\u001f${booking}`;
}

/** What is said where several rulings of one scope reach a line: none of them decides. */
export function sayTied(rulings: readonly CreditRuling[]): string {
  const names = rulings.map(({ id }) => `${RULING_PHASE}/${id}`).join(' and ');
  return `${names} both decide it, and only one may: withdraw or end the others.`;
}

/** The most parts that one person may have. */
const MOST_PARTS = 1_000_000;

/** What is wrong where the house is among shares as if it were somebody. */
export const HOUSE_ALONE =
  'the house has no parts and is beside nobody: write house alone, or people with whole parts';

/** Shares as a person writes them: `house`, or ids with whole parts, `p-17 2, p-3 1`. A fault says what is wrong. */
export function readShares(text: string): CreditRuling['to'] | { readonly fault: string } {
  if (text.trim() === 'house') return 'house';
  const shares: RuledShare[] = [];
  for (const piece of text.split(',')) {
    const found = /^(\S.*?)\s+(\d{1,7})$/.exec(piece.trim());
    const [participant, parts] = [found?.[1] ?? '', Number(found?.[2] ?? 0)];
    if (participant === '')
      return { fault: 'write house, or ids with whole parts and commas between: p-17 2, p-3 1' };
    if (parts < 1 || parts > MOST_PARTS)
      return { fault: `the parts of ${participant} must be from 1 to ${MOST_PARTS}` };
    if (shares.some((each) => each.participant === participant))
      return { fault: `${participant} is named twice` };
    shares.push({ participant, parts });
  }
  return shares;
}

/** Shares as `readShares` reads them. */
export function writeShares(to: CreditRuling['to']): string {
  return to === 'house' ? to : to.map(({ participant, parts }) => `${participant} ${parts}`).join(', ');
}
