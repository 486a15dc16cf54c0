import { roundToUnits, writeDecimal, writeUnits } from '../../../src/engine/kernel/ratio.js';
import type { StoredEarning } from '../../../src/modules/calculation/earnings.service.js';
import type { Calculated } from '../company.js';

/** What somebody earned by an incentive in a quarter, as text. */
export interface Figure {
  readonly measure: string;
  readonly attainment: string | undefined;
  readonly amount: string;
}

/** The figures that are compared, whichever way they were read. */
export interface Figures {
  find(person: string, incentive: string, quarter: string): Figure | undefined;
  /** What an incentive paid to a person, or to all. */
  sum(incentive: string, person?: string): string | undefined;
}

/** The totals of a calculation, whichever way they were read. */
export interface CompanyTotals {
  readonly outsideBookings: number | undefined;
  readonly outsideNet: string | undefined;
  readonly house: number | undefined;
}

/** Figures as the engine's own door gives them. */
export function figuresOf(earnings: readonly StoredEarning[]): Figures {
  const byKey = new Map(
    earnings.map(({ earning }) => [
      keyOf(earning.participant, earning.incentive, earning.period.name),
      {
        measure: writeDecimal(earning.measure),
        attainment: earning.attainment ? writeUnits(roundToUnits(earning.attainment, 6), 6) : undefined,
        amount: writeUnits(earning.amount, 2),
      },
    ]),
  );
  return {
    find: (...key) => byKey.get(keyOf(...key)),
    sum: (incentive, person) =>
      writeUnits(
        earnings
          .map(({ earning }) => earning)
          .filter((each) => each.incentive === incentive && [undefined, each.participant].includes(person))
          .reduce((total, { amount }) => total + amount, 0n),
        2,
      ),
  };
}

/** The totals of a calculation as the engine's own door gives them. */
export function totalsOf({ summary: { totals } }: Calculated): CompanyTotals {
  const { outside, exceptionsByCode } = totals;
  return {
    outsideBookings: outside.bookings,
    outsideNet: outside.net['USD'],
    house: exceptionsByCode['HOUSE'],
  };
}

/** What names a figure. */
export function keyOf(person: string, incentive: string, quarter: string): string {
  return `${person} ${incentive} ${quarter}`;
}
