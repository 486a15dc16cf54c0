import type { Day } from '../kernel/day.js';
import type { BookingLine, FactValue } from '../model/facts.js';

/** A deal that is not booked, told as its booking would be. */
export interface OpenDeal {
  /** What who asks calls it. */
  readonly id: string;
  /** The day on which it would be booked. */
  readonly date: Day;
  readonly currency: string;
  /** Where the booking that it changes was told, if it changes one. */
  readonly source: string;
  readonly salesperson: string | null;
  readonly territory: string | null;
  readonly account: string | null;
  readonly lines: readonly OpenLine[];
}

/** A line of a deal: its amount in millionths of the currency, and its facts in the order of `factsOfDeals`. */
export interface OpenLine {
  readonly net: bigint;
  readonly facts: readonly FactValue[];
  /** Its facts where the deal slips: what its account is may differ by then. */
  readonly slipped?: readonly FactValue[];
}

/** After whatever was booked on the same day; sequences of sources are far below. */
const AFTER_ALL = 1n << 62n;

/** A deal as it would be booked on a day: its own, or that to which it slips. */
export function onDay(deal: OpenDeal, date: Day): OpenDeal {
  if (date === deal.date) return deal;
  return {
    ...deal,
    date,
    lines: deal.lines.map(({ slipped, ...line }) => ({ ...line, facts: slipped ?? line.facts })),
  };
}

/** The lines of a deal as they would be booked: after all bookings of its day, and after the deals that were asked before it. */
export function linesOfDeal(deal: OpenDeal, place: number): readonly BookingLine[] {
  const { date, currency, source, salesperson, territory, account } = deal;
  return deal.lines.map(({ net, facts }, index) => ({
    source,
    // No booking can have this id, as no text with this character comes in.
    booking: `\u001f${place}`,
    line: index + 1,
    date,
    sequence: AFTER_ALL + BigInt(place),
    currency,
    net,
    salesperson,
    territory,
    account,
    facts,
  }));
}
