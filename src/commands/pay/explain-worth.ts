import { writeUnits } from '../../engine/kernel/ratio.js';
import { sayMarginal } from '../../engine/worth/say-marginal.js';
import type { Explainable } from '../../modules/calculation/earnings.service.js';
import { MarginalService, type BookingWorth } from '../../modules/calculation/worth/marginal.service.js';
import { Refusal } from '../../platform/refusal.js';
import type { Environment } from '../environment.js';
import { OPERATOR } from '../output.js';

/** What a booking was worth to each of the earnings that have a line of it. */
export async function worthOf(
  { app }: Environment,
  explained: readonly Explainable[],
  booking: string,
): Promise<readonly BookingWorth[]> {
  const service = app.get(MarginalService);
  const worth: BookingWorth[] = [];
  for (const { earning, lines } of explained) {
    const told = lines.flatMap((line) => (line.booking?.booking === booking ? [line.booking.source] : []));
    const { calculation, id } = earning;
    for (const source of new Set(told))
      if (earning.earning.incentive !== '')
        worth.push(await service.worth(OPERATOR, { calculation, earning: id, source, booking }));
  }
  if (worth.length > 0) return worth;
  throw new Refusal(
    'NOT_FOUND',
    `Nothing explained here is paid for booking ${booking}.`,
    'Take a booking from the lines of the explanation.',
    'without',
  );
}

/** In words. */
export function sayWorth(found: BookingWorth): string {
  const { incentive, window, currency } = found.earning;
  return sayMarginal({ ...found, incentive, window, currency });
}

/** The same for a program: amounts as decimals. */
export function worthJson(found: BookingWorth): unknown {
  const { earning, booking, contribution, worth, inAll, changes } = found;
  return {
    booking,
    incentive: earning.incentive,
    window: earning.window.name,
    currency: earning.currency,
    contribution: writeUnits(contribution, 2),
    worth: writeUnits(worth, 2),
    inAll: writeUnits(inAll, 2),
    changes: changes.map((each) => ({
      incentive: each.incentive,
      period: each.period.name,
      currency: each.currency,
      with: writeUnits(each.with, 2),
      without: writeUnits(each.without, 2),
    })),
    says: sayWorth(found),
  };
}
