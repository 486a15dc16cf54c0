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

/** What a budget refused of a booking, and nothing took back since. */
interface Refusal {
  readonly deal: BookingKey;
  readonly window: Day;
  cents: bigint;
}

/** What a booking took back of what had been refused. */
interface Taken {
  readonly of: Refusal;
  cents: bigint;
}

/** What was asked for a deal, and is paid of it. */
interface Deal {
  wasAsked: boolean;
  paid: bigint;
}

/**
 * What a budget refused, person by person and incentive by incentive, so that nobody pays back what they were not paid. What takes back a booking takes first what was refused of its deal: the booking
 * with all that changes it; then what is paid of it. What goes further, as where the rates of other bookings fall, takes what was refused in its window before what is
 * paid. What takes that back in its turn is refused again as far.
 */
export class Refusals {
  private readonly refused = new Map<string, Refusal[]>();
  private readonly deals = new Map<string, Deal>();
  private readonly taken = new Map<string, readonly Taken[]>();

  /** What is paid of what a booking asks for; `admit` says what the budget admits. */
  given(of: OfBooking, asked: bigint, admit: (asked: bigint) => bigint): bigint {
    const deal = this.dealOf(of);
    const rest = asked > 0n ? asked - this.refusedAgain(of, asked) : asked;
    const isBack = rest < 0n && deal.wasAsked;
    const given = isBack ? rest + this.takenOf(of, -rest, deal) : admit(rest);
    if (asked > 0n) {
      deal.wasAsked = true;
      this.refuse(of, rest - given);
    }
    deal.paid += given;
    return given;
  }

  private dealOf({ whose, deal }: OfBooking): Deal {
    const key = `${whose} ${deal}`;
    const known = this.deals.get(key) ?? { wasAsked: false, paid: 0n };
    this.deals.set(key, known);
    return known;
  }

  private refuse({ whose, deal, window }: OfBooking, cents: bigint): void {
    if (cents <= 0n) return;
    const known = this.refused.get(whose);
    const refusal = { deal, window, cents };
    if (known) known.push(refusal);
    else this.refused.set(whose, [refusal]);
  }

  /** How much of what is taken back had been refused. */
  private takenOf({ whose, booking, deal, window }: OfBooking, cents: bigint, { paid }: Deal): bigint {
    const all = this.refused.get(whose) ?? [];
    const own = takenFrom(
      all.filter((each) => each.deal === deal),
      cents,
    );
    const beyond = cents - sumOf(own) - (paid > 0n ? paid : 0n);
    const others = takenFrom(
      all.filter((each) => each.window === window),
      beyond,
    );
    const key = `${whose} ${booking}`;
    this.taken.set(key, [...(this.taken.get(key) ?? []), ...own, ...others]);
    return sumOf(own) + sumOf(others);
  }

  /** How much of what takes back a return is refused again, as the return took it of what was refused. */
  private refusedAgain({ whose, changes }: OfBooking, cents: bigint): bigint {
    let left = cents;
    for (const taken of this.taken.get(`${whose} ${changes ?? ''}`) ?? []) {
      const again = taken.cents < left ? taken.cents : left;
      taken.cents -= again;
      taken.of.cents += again;
      left -= again;
    }
    return cents - left;
  }
}

/** So many cents of refusals, the oldest first. */
function takenFrom(refusals: readonly Refusal[], cents: bigint): readonly Taken[] {
  let left = cents;
  return refusals.flatMap((of) => {
    const some = of.cents < left ? of.cents : left;
    if (some <= 0n) return [];
    of.cents -= some;
    left -= some;
    return [{ of, cents: some }];
  });
}

function sumOf(taken: readonly Taken[]): bigint {
  return taken.reduce((sum, { cents }) => sum + cents, 0n);
}
