import type { Day, Period } from '../kernel/day.js';
import type { Ratio } from '../kernel/ratio.js';
import type { HoldingTold } from './derived/late-holders.js';
import type { CreditRuling } from './credit-ruling.js';
import type { DayRate } from './rates.js';

/** The value of a fact: money, percents, counts as exact ratios; dates as days; everything else as text; `undefined` is unknown. */
export type FactValue = Ratio | Day | string | undefined;

/** A person paid on a plan. `id` is the company's own id for the person and what digests name them by. */
export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly hired: Day | null;
  readonly left: Day | null;
  readonly facts: ReadonlyMap<string, FactValue>;
}

/** A participant on a plan for a period. Rows of the same person and plan that touch make one segment; accumulators are per segment. */
export interface Assignment extends Period {
  readonly participant: string;
  readonly plan: string;
  readonly manager: string | null;
  readonly attributes: ReadonlyMap<string, FactValue>;
}

/** One dated value of an assignment attribute, such as the quota of a quarter; `name` is `attribute.quota`. It outranks the assignment's own. */
export interface DatedAttribute extends Period {
  readonly participant: string;
  readonly name: string;
  readonly value: Ratio;
}

/** Who holds a territory, or heads a group of territories, and when. */
export interface Holding extends Period {
  readonly of: string;
  readonly participant: string;
}

/** A territory and the group it belongs to. */
export interface Territory {
  readonly id: string;
  readonly group: string | null;
}

/**
 * One line of a booking as now known: the latest revision. Amounts are in the booking's currency, at most six decimals.
 * `facts` are in the order of `Calculating.lineFacts`, so that a compiled condition finds them by place, not by name.
 */
export interface BookingLine {
  readonly source: string;
  readonly booking: string;
  readonly line: number;
  readonly date: Day;
  readonly sequence: bigint;
  readonly currency: string;
  /** Millionths of one unit of the currency. */
  readonly net: bigint;
  readonly salesperson: string | null;
  readonly territory: string | null;
  readonly account: string | null;
  readonly facts: readonly FactValue[];
  /** In which currency each of `facts` is that is an amount; left out where all are in that of the booking. */
  readonly currencies?: readonly (string | undefined)[];
}

/** A result that somebody hands in: retention, margin, EBITDA, a score. Of a participant, a team or the company; for the days of a window; the newest counts. */
export interface ReportedResult extends Period {
  /** Which measure: the id by which plans name it. */
  readonly measure: string;
  readonly of: 'participant' | 'team' | 'company';
  /** Participant id, or name of the team (`participant.team`); empty for the company. */
  readonly subject: string;
  /** The day it is dated: until the day before, nothing is known of it. */
  readonly date: Day;
  readonly value: Ratio;
}

/** A time in which somebody is away; `kind` is one of the catalogue's absences. */
export interface Absence extends Period {
  readonly participant: string;
  readonly kind: string;
}

/** Everything that decides pay and is not a rule or a booking line: small enough to hold. */
export interface Company {
  readonly participants: readonly Participant[];
  readonly assignments: readonly Assignment[];
  readonly attributes: readonly DatedAttribute[];
  readonly absences: readonly Absence[];
  readonly territories: readonly Territory[];
  readonly territoryHolders: readonly Holding[];
  readonly groupHeads: readonly Holding[];
  readonly results: readonly ReportedResult[];
  /** Exchange rates, where there are any. */
  readonly rates?: readonly DayRate[];
  /** Who is credited where people have decided it, where there are any. */
  readonly rulings?: readonly CreditRuling[];
  /** When holdings were told, of territories with a holder who was told after bookings were. */
  readonly holdingsTold?: readonly HoldingTold[];
  /** When it was told to whom accounts lead, of accounts where that was after bookings were. */
  readonly ownersTold?: readonly HoldingTold[];
}

/** All facts of a calculation. `lines` come in the declared total order: date, sequence, source, booking, line. */
export interface Facts {
  readonly company: Company;
  readonly lines: Iterable<BookingLine>;
}
