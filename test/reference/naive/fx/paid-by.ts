import { versionFor, type OneIncentive } from '../earned.js';
import type { Earns, PeriodPay } from '../facts/pay.js';
import { versionsOf } from '../facts/world.js';
import { paidOut } from './pay-out.js';
import type { Payment } from './payments.js';

/** What an incentive earned, pay period by pay period, as it is paid. */
export function paidInTurn(one: OneIncentive, pays: readonly PeriodPay[]): readonly Earns[] {
  const before: Payment[] = [];
  return pays.map((pay) => paidBy(one, pay, before));
}

function paidBy(one: OneIncentive, pay: PeriodPay, before: Payment[]): Earns {
  const { world, stay, id } = one;
  const { window, period } = pay;
  const known = Math.min(period.until, window.until);
  // Before a version brings it there is nothing to pay.
  const version = versionFor(world, stay, { id, known }) ?? versionsOf(world, stay.plan)[0];
  if (!version) throw new Error(`nothing says how ${id} is paid.`);
  // Parts of a whole, of a bonus or a floor, are paid as the whole is.
  const isOwn = pay.laid === undefined || pay.isOwn === true;
  const laid = (pay.laid ?? pay.parts ?? []).map(({ credit, cents }) => ({
    line: credit?.line ?? null,
    ...(credit ? { date: credit.date } : {}),
    cents,
  }));
  const how = isOwn ? { is: 'own' as const } : {};
  const earned = { person: stay.person, incentive: id, version, window, period, before, ...how };
  return paidOut(world, earned, laid);
}
