import type { Day } from '../../../kernel/day.js';
import type { Budget } from '../../../rulebook/rulebook.js';
import type { BookingKey } from '../booking-nets.js';
import { askedOf, least, Portions, refusedAgain, sumOf, type Portion, type Taken } from './portions.js';
import type { Moved, Purse, Purses } from './purses.js';

/** A booking that somebody is paid for by an incentive: whose pay it is, what it changes, with what else that makes a deal, and in which window it counts. */
export interface OfBooking {
  readonly whose: string;
  readonly booking: BookingKey;
  readonly changes: BookingKey | undefined;
  readonly deal: BookingKey;
  readonly window: Day;
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

/** What a booking took back of its deal: of what was refused, and of what was paid. */
interface TakenBack {
  readonly refused: Taken[];
  readonly paid: Taken[];
}

/** What is paid of a booking, by which budget, and where it takes back what was not paid, whose refusal that was. */
export interface Given {
  readonly moved: readonly Moved[];
  readonly refusedBy?: Budget | null;
}

/** Which budget a booking asks, and what was paid of it so far. */
interface Asking {
  readonly purse: Purse;
  readonly moved: Moved[];
}

type Portioned = Pick<OfBooking, 'whose' | 'deal' | 'window'>;

/**
 * What budgets refused, person by person and incentive by incentive, so that nobody pays back what they were not paid. What takes back a booking takes first what was refused of its deal: the booking
 * with all that changes it; then what is paid of it. What goes further, as where the rates of other bookings fall, takes what was refused in its window before what is
 * paid there, and is owed beyond that. What comes again makes up for that first; what takes back a return is refused what the return took of what was. The budget has back what it had paid, and
 * no more: that of the run that had paid it, whose the rest is that what takes back a return asks for.
 */
export class Refusals {
  private readonly people = new Map<string, Person>();
  private readonly deals = new Map<string, Deal>();
  private readonly taken = new Map<string, TakenBack>();

  constructor(private readonly purses: Purses) {}

  /** What is paid of what a booking asks for; `purse` is that of the version that decides it. */
  given(of: OfBooking, asked: bigint, purse: Purse): Given {
    const deal = this.dealOf(of.whose, of.deal);
    if (asked > 0n) return { moved: this.asked(of, asked, purse) };
    // What takes back what never counted stands for itself.
    if (!deal.wasAsked) return { moved: [{ purse, cents: this.purses.admit(purse, asked) }] };
    return this.takenBack(of, -asked, purse);
  }

  /** Enters what a run that has settled paid of a deal, and what of all that was asked of it was not paid. */
  enterSettled(of: Portioned, { asked, paid }: { asked: bigint; paid: bigint }, purse: Purse): void {
    const deal = this.dealOf(of.whose, of.deal);
    deal.wasAsked = true;
    if (paid < 0n) deal.owed -= paid;
    const { refused, reserved } = this.personOf(of.whose);
    reserved.add({ ...portionOf(of, purse), cents: paid });
    refused.add({ ...portionOf(of, purse), cents: asked - (paid > 0n ? paid : 0n) });
  }

  private asked(of: OfBooking, asked: bigint, purse: Purse): readonly Moved[] {
    this.dealOf(of.whose, of.deal).wasAsked = true;
    const asking: Asking = { purse, moved: [] };
    const left = this.madeUp(of, asked, asking);
    const own = this.taken.get(`${of.whose} ${of.changes ?? ''}`);
    const asks = left - refusedAgain(own?.refused ?? [], left);
    for (const { purse: asksOf, cents } of askedOf(own?.paid ?? [], asks, purse))
      this.admit({ ...portionOf(of, asksOf), cents }, of.whose, asking);
    return asking.moved;
  }

  /** What is left of some cents for a deal, once they made up for what had been taken back beyond it: what it owes, then what others are paid, then what they had been refused. */
  private madeUp(of: Pick<OfBooking, 'whose' | 'deal'>, cents: bigint, asking: Asking): bigint {
    const { whose } = of;
    const deal = this.dealOf(whose, of.deal);
    const owed = least(cents, deal.owed);
    deal.owed -= owed;
    asking.moved.push({ purse: asking.purse, cents: owed });
    let left = cents - owed;
    const again = (taken: Taken): bigint => {
      const some = least(taken.cents, left);
      if (some <= 0n) return 0n;
      taken.cents -= some;
      left -= some;
      return this.madeUp({ whose, deal: taken.of.deal }, some, asking);
    };
    for (const taken of deal.ofReserved) {
      const purse = taken.of.purse.run === asking.purse.run ? asking.purse : taken.of.purse;
      this.admit({ ...taken.of, purse, cents: again(taken) }, whose, asking);
    }
    for (const taken of deal.ofRefused) {
      const cents = again(taken);
      taken.of.cents += cents;
    }
    return left;
  }

  /** Asks a budget for a portion, and enters what it pays and what it refuses. */
  private admit(portion: Portion, whose: string, { moved }: Asking): void {
    const { purse, cents } = portion;
    const admitted = this.purses.admit(purse, cents);
    const { refused, reserved } = this.personOf(whose);
    reserved.add({ ...portion, cents: admitted });
    refused.add({ ...portion, cents: cents - admitted });
    moved.push({ purse, cents: admitted });
  }

  private takenBack(of: OfBooking, asked: bigint, purse: Purse): Given {
    const deal = this.dealOf(of.whose, of.deal);
    const { refused, reserved } = this.personOf(of.whose);
    const own = refused.takenOfDeal(of.deal, asked);
    const paid = reserved.takenOfDeal(of.deal, asked - sumOf(own));
    const further = asked - sumOf(own) - sumOf(paid);
    const ofRefused = refused.takenInWindow(of.window, further);
    const ofReserved = reserved.takenInWindow(of.window, further - sumOf(ofRefused));
    const owed = further - sumOf(ofRefused) - sumOf(ofReserved);
    const before = this.takenBy(of);
    before.refused.push(...own);
    before.paid.push(...paid);
    deal.ofRefused.push(...ofRefused);
    deal.ofReserved.push(...ofReserved);
    deal.owed += owed;
    const back = [...paid, ...ofReserved].map(({ of: { purse: paidIt }, cents }) => ({
      purse: paidIt,
      cents: this.purses.admit(paidIt, -cents),
    }));
    const [first] = [...own, ...ofRefused];
    const moved = [...back, { purse, cents: -owed }];
    return first ? { moved, refusedBy: first.of.purse.budget } : { moved };
  }

  private takenBy({ whose, booking }: OfBooking): TakenBack {
    const key = `${whose} ${booking}`;
    const known = this.taken.get(key) ?? { refused: [], paid: [] };
    this.taken.set(key, known);
    return known;
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

function portionOf({ deal, window }: Portioned, purse: Purse): Omit<Portion, 'cents'> {
  return { deal, window, purse };
}
