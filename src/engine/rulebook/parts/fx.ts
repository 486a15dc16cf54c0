import type { ValueRounding } from './value.js';

/** Whose day's rate converts a credit: the booking date, or the end of its month or pay period, or the first day of its year. */
export type CreditRateDay = 'booking-date' | 'end-of-month' | 'end-of-pay-period' | 'start-of-year';

/** Whose day's rate converts pay: the end of the month, of the pay period or of its window, or the first day of the year. */
export type PayRateDay = 'end-of-month' | 'end-of-pay-period' | 'end-of-window' | 'start-of-year';

/** A conversion: the named set of rates, whose day's rate, and what a later correction of a rate does. */
export interface Conversion<D = CreditRateDay | PayRateDay> {
  readonly rates: string;
  readonly date: D;
  readonly round: ValueRounding | null;
  /** `stand`: what was converted keeps its rate; `restate`: it is converted anew. */
  readonly corrections: 'stand' | 'restate';
}

/** The two points at which currencies are converted: a credit to the plan's currency, and pay to the person's. */
export interface Fx {
  readonly credit: Conversion<CreditRateDay> | null;
  readonly pay: Conversion<PayRateDay> | null;
}
