import { add, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { Day } from '../../kernel/day.js';
import type { BookingLine, FactValue } from '../facts.js';

/** What is known of an account's bookings, or of one booking, from the lines before. */
interface Earlier {
  readonly first: Day;
  readonly last: Day;
  readonly bookings: bigint;
}
interface Account {
  /** The booking that came last, what was known before it, and with it. */
  readonly key: string;
  readonly before: Earlier | undefined;
  readonly now: Earlier;
}
interface Original {
  readonly date: Day;
  net: Ratio;
}

type Read = (of: { account: Earlier | undefined; original: Original | undefined }) => FactValue;

/** The closed list of facts about other records that a booking leads to. */
const READ: Readonly<Record<string, Read>> = {
  'account.first-booking-date': ({ account }) => account?.first,
  'account.previous-booking-date': ({ account }) => account?.last,
  'account.earlier-bookings': ({ account }) => ratio(account?.bookings ?? 0n),
  'original.date': ({ original }) => original?.date,
  'original.net': ({ original }) => original?.net,
};

/** The fact by which a booking names the one it changes. */
export const CHANGES = 'booking.changes';

/** Whether a fact is about another record than the booking itself. */
export function isRelated(name: string): boolean {
  return Object.hasOwn(READ, name);
}

/** The facts that must come with a line so that a related one can be found. */
export function neededForRelated(name: string): readonly string[] {
  return name.startsWith('original.') ? [CHANGES] : [];
}

/**
 * Related records, found while the lines pass by in their order: of the account, the bookings that come before this one in that order, those of the
 * same day by their sequence; of a change, the booking it names, all its lines together. Only what some rule reads is kept.
 */
export class RelatedRecords {
  private readonly accounts = new Map<string, Account>();
  private readonly bookings = new Map<string, Original>();
  private readonly keepsAccounts: boolean;
  private readonly keepsBookings: boolean;
  private key = '';
  private account: Earlier | undefined;

  constructor(names: readonly string[]) {
    const related = names.filter(isRelated);
    this.keepsAccounts = related.some((name) => name.startsWith('account.'));
    this.keepsBookings = related.some((name) => name.startsWith('original.'));
  }

  /** Takes the next line, before anything is asked about it. */
  pass(line: BookingLine): void {
    const { source, booking, date } = line;
    const key = bookingKey(source, booking);
    if (key !== this.key) {
      this.key = key;
      if (this.keepsAccounts) this.enter(line);
    }
    if (!this.keepsBookings) return;
    const known = this.bookings.get(key);
    const net = ratio(line.net, 1_000_000n);
    if (known) known.net = add(known.net, net);
    else this.bookings.set(key, { date, net: add(ZERO, net) });
  }

  /** What a related fact is for the line that passed last; `changes` is the booking it names. */
  read(name: string, line: BookingLine, changes: FactValue): FactValue {
    const original =
      typeof changes === 'string' ? this.bookings.get(bookingKey(line.source, changes)) : undefined;
    return READ[name]?.({ account: this.account, original });
  }

  private enter({ account, date }: BookingLine): void {
    const known = account === null ? undefined : this.accounts.get(account);
    const { key } = this;
    // Lines of one booking that come apart are still one booking.
    this.account = known?.key === key ? known.before : known?.now;
    if (account === null || known?.key === key) return;
    const { first = date, bookings = 0n } = this.account ?? {};
    const now = { first, last: date, bookings: bookings + 1n };
    this.accounts.set(account, { key, before: this.account, now });
  }
}

function bookingKey(source: string, booking: string): string {
  return `${source}\u001f${booking}`;
}
