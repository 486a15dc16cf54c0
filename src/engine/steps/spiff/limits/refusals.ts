import type { Day } from '../../../kernel/day.js';
import type { BookingKey } from '../booking-nets.js';

/** A booking that somebody is paid for by an incentive: whose pay it is, what it changes, with what else that makes a deal, and in which window it counts. */
export interface OfBooking {
  readonly whose: string;
  readonly booking: BookingKey;
  readonly changes: BookingKey | undefined;
  readonly deal: BookingKey;
  readonly window: Day;
}

/** What of a deal in a window a budget pays, or refused, and nothing took back since. */
interface Portion {
  readonly deal: BookingKey;
  readonly window: Day;
  cents: bigint;
}

/** What was taken back of a portion. */
interface Taken {
  readonly of: Portion;
  cents: bigint;
}

/** Portions, the oldest first. */
class Portions {
  private readonly all: Portion[] = [];
  private readonly deals = new Map<BookingKey, Portion[]>();

  add({ deal, window }: Pick<Portion, 'deal' | 'window'>, cents: bigint): void {
    if (cents <= 0n) return;
    const portion = { deal, window, cents };
    const ofDeal = this.deals.get(deal) ?? [];
    ofDeal.push(portion);
    this.deals.set(deal, ofDeal);
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

/** What somebody was refused of everything, and what a budget pays them. */
interface Person {
  readonly refused: Portions;
  readonly reserved: Portions;
}

/** What was taken back beyond a deal: of what others were refused, of what others are paid, and what there was nothing to take of, which is owed. */
interface Deal {
  wasAsked: boolean;
  owed: bigint;
  readonly ofRefused: Taken[];
  readonly ofReserved: Taken[];
}

/** What is paid, and how much of it a budget pays, or has back. */
export interface Given {
  readonly paid: bigint;
  readonly reserved: bigint;
}

/** What a budget admits of what is asked, after so much that it just admitted. */
export type Admit = (asked: bigint, after: bigint) => bigint;

/** What was owed and is paid, and what the budget admitted, of what a booking asks for. */
interface Asking {
  readonly sums: { owed: bigint; reserved: bigint };
  readonly admit: Admit;
}

type Portioned = Pick<OfBooking, 'whose' | 'deal' | 'window'>;

/**
 * What a budget refused, person by person and incentive by incentive, so that nobody pays back what they were not paid. What takes back a booking takes first what was refused of its deal: the booking
 * with all that changes it; then what is paid of it. What goes further, as where the rates of other bookings fall, takes what was refused in its window before what is
 * paid there, and is owed beyond that. What comes again makes up for that first; what takes back a return is refused what the return took of what was. The budget has back what it had paid, and
 * no more.
 */
export class Refusals {
  private readonly people = new Map<string, Person>();
  private readonly deals = new Map<string, Deal>();
  private readonly taken = new Map<string, readonly Taken[]>();

  /** What is paid of what a booking asks for. */
  given(of: OfBooking, asked: bigint, admit: Admit): Given {
    const deal = this.dealOf(of.whose, of.deal);
    if (asked > 0n) return this.asked(of, asked, admit);
    // What takes back what never counted stands for itself.
    return deal.wasAsked ? this.takenBack(of, -asked) : { paid: asked, reserved: asked };
  }

  private asked(of: OfBooking, asked: bigint, admit: Admit): Given {
    this.dealOf(of.whose, of.deal).wasAsked = true;
    const { refused } = this.personOf(of.whose);
    const sums = { owed: 0n, reserved: 0n };
    const left = this.madeUp(of, asked, { sums, admit });
    const own = this.taken.get(`${of.whose} ${of.changes ?? ''}`) ?? [];
    const asks = left - refusedAgain(own, left);
    refused.add(of, asks - this.admitted(of, asks, { sums, admit }));
    return { paid: sums.owed + sums.reserved, reserved: sums.reserved };
  }

  /** What is left of some cents for a deal, once they made up for what had been taken back beyond it: what it owes, then what others are paid, then what they had been refused. */
  private madeUp(of: Pick<OfBooking, 'whose' | 'deal'>, cents: bigint, asking: Asking): bigint {
    const { whose } = of;
    const deal = this.dealOf(whose, of.deal);
    const owed = least(cents, deal.owed);
    deal.owed -= owed;
    asking.sums.owed += owed;
    let left = cents - owed;
    const again = (taken: Taken): bigint => {
      const some = least(taken.cents, left);
      if (some <= 0n) return 0n;
      taken.cents -= some;
      left -= some;
      return this.madeUp({ whose, deal: taken.of.deal }, some, asking);
    };
    for (const taken of deal.ofReserved) {
      const asks = again(taken);
      const other = { whose, ...taken.of };
      this.personOf(whose).refused.add(other, asks - this.admitted(other, asks, asking));
    }
    for (const taken of deal.ofRefused) {
      const cents = again(taken);
      taken.of.cents += cents;
    }
    return left;
  }

  private admitted(of: Portioned, asks: bigint, { sums, admit }: Asking): bigint {
    const admitted = admit(asks, sums.reserved);
    sums.reserved += admitted;
    this.personOf(of.whose).reserved.add(of, admitted);
    return admitted;
  }

  private takenBack(of: OfBooking, asked: bigint): Given {
    const deal = this.dealOf(of.whose, of.deal);
    const { refused, reserved } = this.personOf(of.whose);
    const own = refused.takenOfDeal(of.deal, asked);
    const paid = reserved.takenOfDeal(of.deal, asked - sumOf(own));
    const further = asked - sumOf(own) - sumOf(paid);
    const ofRefused = refused.takenInWindow(of.window, further);
    const ofReserved = reserved.takenInWindow(of.window, further - sumOf(ofRefused));
    const owed = further - sumOf(ofRefused) - sumOf(ofReserved);
    const key = `${of.whose} ${of.booking}`;
    this.taken.set(key, [...(this.taken.get(key) ?? []), ...own]);
    deal.ofRefused.push(...ofRefused);
    deal.ofReserved.push(...ofReserved);
    deal.owed += owed;
    const back = sumOf(paid) + sumOf(ofReserved);
    return { paid: -back - owed, reserved: -back };
  }

  private personOf(whose: string): Person {
    const known = this.people.get(whose) ?? { refused: new Portions(), reserved: new Portions() };
    this.people.set(whose, known);
    return known;
  }

  private dealOf(whose: string, deal: BookingKey): Deal {
    const key = `${whose} ${deal}`;
    const known = this.deals.get(key) ?? { wasAsked: false, owed: 0n, ofRefused: [], ofReserved: [] };
    this.deals.set(key, known);
    return known;
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
function refusedAgain(all: readonly Taken[], cents: bigint): bigint {
  let left = cents;
  for (const taken of all) {
    const again = least(taken.cents, left);
    taken.cents -= again;
    taken.of.cents += again;
    left -= again;
  }
  return cents - left;
}

function sumOf(taken: readonly Taken[]): bigint {
  return taken.reduce((sum, { cents }) => sum + cents, 0n);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
