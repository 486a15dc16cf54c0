import type { Day } from '../kernel/day.js';
import type { Ratio } from '../kernel/ratio.js';

/** What a rate was said to be, and when: the number of the file of rates that said so. */
export interface ToldRate {
  readonly since: number;
  readonly rate: Ratio;
}

/** One unit of the first currency is worth so much of the second, in a named set and from a day on; `told` are its corrections in their order. */
export interface DayRate {
  readonly set: string;
  readonly from: string;
  readonly to: string;
  readonly day: Day;
  readonly told: readonly ToldRate[];
}

/** A rate as it was applied: `on` is the day that the rule asks for, `dated` the day of the rate that was in force then. */
export interface AppliedRate {
  readonly set: string;
  readonly from: string;
  readonly to: string;
  readonly on: Day;
  readonly dated: Day;
  readonly rate: Ratio;
}

/** How many files of rates were known when a line became known, as a fact of lines that Kicker itself provides. */
export const RATES_KNOWN = 'booking.rates-known';

/** In which currency somebody is paid: an attribute of the assignment, else what is told of the person. */
export const PAY_CURRENCY = { ofAssignment: 'attribute.pay-currency', ofPerson: 'participant.pay-currency' };
