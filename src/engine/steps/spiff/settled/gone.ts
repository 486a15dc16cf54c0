import { add, compare, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { EarningLine } from '../../../model/result.js';
import type { BookingKey } from '../booking-nets.js';
import type { Paid, SharedProgram } from '../sharing.js';

/**
 * The lines of pay whose bookings stood by a cut-off and do not now, with those of what changed them: what took back a part of a booking took it of
 * what is gone, in this run or one before it. Where what is gone had taken something back itself it gives nothing: then it stays as it was.
 */
export function goneOf(
  paid: readonly Paid[],
  before: readonly Paid[],
  now: SharedProgram,
): ReadonlySet<EarningLine> {
  const gone = new Set<EarningLine>();
  const bookings = new Set<string>();
  const paidFor = new Set(
    [...before, ...paid].flatMap((each) => bookingsOf(each).map((booking) => keyOf(each, booking))),
  );
  const all = paid.map((each) => ({ each, lines: linesGone(each, paidFor, now) }));
  const isLess = ({ lines }: (typeof all)[number]): boolean =>
    compare(sumOf(lines.map(({ line }) => line)), ZERO) > 0;
  for (const { each, lines } of all.filter(isLess))
    for (const { line, booking } of lines) {
      gone.add(line);
      bookings.add(keyOf(each, booking));
    }
  // What took a part back in another pay period took it of what is gone as well.
  for (const { each, lines } of all)
    for (const { line, booking, changed } of lines)
      if (changed !== booking && bookings.has(keyOf(each, changed))) gone.add(line);
  return gone;
}

interface Gone {
  readonly line: EarningLine;
  readonly booking: BookingKey;
  /** The booking that is gone: its own, or one that it changes. */
  readonly changed: BookingKey;
}

function linesGone(paid: Paid, paidFor: ReadonlySet<string>, { nets }: SharedProgram): readonly Gone[] {
  const then = paid.who.program;
  const isGone = (booking: BookingKey): boolean =>
    paidFor.has(keyOf(paid, booking)) && then.nets.stands(booking) && !nets.stands(booking);
  return paid.earned.lines.flatMap((line): Gone[] => {
    const [booking] = bookingOf(line, paid);
    const changed = booking === undefined ? undefined : then.nets.chainOf(booking).find(isGone);
    return booking === undefined || changed === undefined ? [] : [{ line, booking, changed }];
  });
}

function bookingsOf(paid: Paid): readonly BookingKey[] {
  return paid.earned.lines.flatMap((line) => bookingOf(line, paid));
}

function bookingOf({ credit }: EarningLine, { who: { program } }: Paid): readonly BookingKey[] {
  return credit ? [program.nets.nameOf(program.books.lines.booking.at(credit.line))] : [];
}

function keyOf({ earned: { earning } }: Paid, booking: BookingKey): string {
  return `${earning.participant} ${earning.incentive} ${booking}`;
}

/** What lines make. */
export function sumOf(lines: readonly EarningLine[]): Ratio {
  return lines.reduce((sum, line) => add(sum, line.exact), ZERO);
}
