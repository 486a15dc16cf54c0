import type { Credit } from '../facts/credits.js';
import { sumOf } from '../facts/fraction.js';
import type { PeriodPay } from '../facts/pay.js';
import type { Stay } from '../facts/world.js';
import { versionOn } from '../facts/world.js';
import { lastOf, type Part, type Program } from './program.js';

/** What somebody earns by their own credits in a pay period, booking by booking, as a budget takes it. */
export function ownParts(
  program: Program,
  { stay, id, pay }: { stay: Stay; id: string; pay: PeriodPay },
): readonly Part[] {
  const { window, period, parts } = pay;
  if (!parts) throw new Error(`${id} is not paid credit by credit, so nobody could say by which booking.`);
  // What was paid before and is paid no other way is no part of it.
  const changed = parts.filter(
    ({ credit, exact, cents }) => isIn(pay, credit) || exact.n !== 0n || cents !== 0n,
  );
  const keyOf = ({ line: { source, booking } }: Credit): string => `${source} ${booking}`;
  const bookings = [...new Set(changed.map(({ credit }) => keyOf(credit)))];
  return bookings.map((booking) => {
    const of = changed.filter(({ credit }) => keyOf(credit) === booking);
    const last = of.at(-1)?.credit.date ?? period.from;
    return {
      booking,
      person: stay.person,
      incentive: id,
      window,
      period,
      day: last,
      version: versionOn(program.world, program.id, last),
      exact: sumOf(of.map(({ exact }) => exact)),
      cents: of.reduce((sum, { cents }) => sum + cents, 0n),
      ...lastOf(
        program,
        of.map(({ credit }) => credit),
      ),
    };
  });
}

function isIn({ period, window }: PeriodPay, { date }: Credit): boolean {
  return date >= Math.max(period.from, window.from);
}
