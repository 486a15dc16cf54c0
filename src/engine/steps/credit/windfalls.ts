import { sayMoney } from '../../explain/say-numbers.js';
import { inCurrency } from '../../values/in-currency.js';
import { add, compare, ratio, ZERO, type Ratio } from '../../kernel/ratio.js';
import type { BookingLine } from '../../model/facts.js';
import type { LineOrdinal } from '../../model/result.js';
import type { Measure, Operand } from '../../rulebook/rulebook.js';
import { capsOf } from '../measure/caps/capped-credits.js';
import type { PlanVersion } from '../plan-version.js';
import { countsOf, type Books, type Offer, type Placed } from './admission.js';
import type { ExceptionQueue } from './exceptions.js';

const MILLIONTHS = 1_000_000n;

/** A measure that has bookings looked at, and from which amount on. */
interface Watched {
  readonly measure: Measure;
  readonly above: Operand;
}

interface Sum {
  readonly line: LineOrdinal;
  readonly offer: Offer;
  readonly measure: Measure;
  readonly above: Ratio;
  readonly currency: string;
  amount: Ratio;
}

/**
 * Bookings that count more for a person than a plan lets pass without a look. Each is one entry of the queue, at its first line, once all its lines are
 * known. It changes nothing of credit or pay: holding money back is another matter.
 */
export class Windfalls {
  private booking = -1;
  private readonly sums = new Map<string, Sum>();
  private readonly watched = new Map<PlanVersion, readonly Watched[]>();

  constructor(
    private readonly books: Books,
    private readonly queue: ExceptionQueue,
  ) {}

  /** Whether a version has bookings looked at. */
  looksAt(version: PlanVersion): boolean {
    return this.watchedBy(version).length > 0;
  }

  /** Takes note of a credit. */
  see(offer: Offer, line: BookingLine, at: Placed & { ordinal: LineOrdinal }): void {
    const { version, ordinal, date } = at;
    const watched = this.watchedBy(version);
    const { books } = this;
    const booking = books.lines.booking.at(ordinal);
    if (booking !== this.booking) this.tell();
    this.booking = booking;
    const counts = countsOf(offer, { date, version }, books);
    for (const { measure, above } of watched) {
      const limit = this.limitOf(above, offer, at);
      if (!limit || (counts & version.measureBit(measure.id)) === 0) continue;
      const key = `${offer.person} ${measure.id}`;
      const amount = multiplied(amountOf(measure, line, { ...at, books }), offer);
      const known = this.sums.get(key);
      if (known) known.amount = add(known.amount, amount);
      else {
        const { currency } = version.plan;
        this.sums.set(key, { line: ordinal, offer, measure, above: limit, currency, amount });
      }
    }
  }

  /** Tells of the booking at hand, whose lines are all there. */
  tell(): void {
    for (const { line, offer, measure, above, currency, amount } of this.sums.values()) {
      if (compare(amount, above) <= 0) continue;
      const who = this.books.roster.idOf(offer.person);
      const brings = sayBrings(`${sayMoney(amount)} ${currency} for ${who}`, measure);
      const reason = `The booking ${brings}, above the ${sayMoney(above)} ${currency} from which deals are reviewed; it is paid meanwhile.`;
      this.queue.turnAway(who, { line, code: 'WINDFALL', reason });
    }
    this.sums.clear();
  }

  private watchedBy(version: PlanVersion): readonly Watched[] {
    const known = this.watched.get(version);
    if (known) return known;
    const found = version.plan.measures.flatMap((measure) =>
      (measure.modify ?? []).flatMap((each) =>
        each.kind === 'windfall' ? [{ measure, above: each.above }] : [],
      ),
    );
    this.watched.set(version, found);
    return found;
  }

  private limitOf(above: Operand, { person }: Offer, { date, version }: Placed): Ratio | undefined {
    if ('quantity' in above) return above.quantity.value;
    if (!('name' in above)) return undefined;
    const value = version.ofPerson(above.name)({ roster: this.books.roster, person, day: date });
    return typeof value === 'object' ? value : undefined;
  }
}

/** What a booking is looked at for is what it brings, however much of that a cap of the measure lets count. */
function sayBrings(amount: string, measure: Measure): string {
  const { id } = measure;
  return capsOf(measure).length > 0
    ? `brings ${amount} to ${id} before the cap on what counts`
    : `counts ${amount} in ${id}`;
}

function amountOf(
  { sum }: Measure,
  line: BookingLine,
  { version, fx, books }: Placed & { books: Books },
): Ratio {
  if (sum === 'line.net') {
    const net = ratio(line.net, MILLIONTHS);
    const rate = books.exchange.applied[fx]?.rate;
    return rate ? inCurrency(net, { rate, round: version.plan.fx?.credit?.round ?? null }) : net;
  }
  const value = books.row.values[version.places.get(sum) ?? -1];
  return typeof value === 'object' ? value : ZERO;
}

/** The larger part of the two that a credit may have: what is paid on, or what retires quota. */
function multiplied(amount: Ratio, { parts, quota = parts, of }: Offer): Ratio {
  return ratio(amount.n * BigInt(Math.max(parts, quota)), amount.d * BigInt(of));
}
