import { Refusal } from '../../../platform/refusal.js';

/** A fact as a person writes it: `booking.type` is `new`. */
export interface AskedFact {
  readonly name: string;
  readonly value: string;
}

/** A line of a deal: its amount as a decimal in the deal's currency, and what is special to it. */
export interface AskedLine {
  readonly net: string;
  readonly facts?: readonly AskedFact[] | null | undefined;
}

/** A deal that is not booked, as somebody tells it: one amount, or lines. */
export interface AskedDeal {
  /** What who asks calls it; its place in the list when left out. */
  readonly id?: string | null | undefined;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly net?: string | null | undefined;
  readonly lines?: readonly AskedLine[] | null | undefined;
  /** The currency of the participant's plan when left out. */
  readonly currency?: string | null | undefined;
  /** The participant when left out; `null` is nobody. */
  readonly salesperson?: string | null | undefined;
  readonly territory?: string | null | undefined;
  readonly account?: string | null | undefined;
  /** Of every line. */
  readonly facts?: readonly AskedFact[] | null | undefined;
}

/** What would these deals be worth to a participant? */
export interface WorthAsked {
  readonly participant: string;
  readonly deals: readonly AskedDeal[];
  readonly slip: boolean;
}

/** What one question may hold. */
export const WORTH_LIMITS = {
  deals: 50,
  lines: 20,
  facts: 50,
  text: 200,
  /** Booking lines that may matter to the participant. */
  bookingLines: 100_000,
  /** Booking lines times the calculations that the question takes. */
  work: 4_000_000,
  /** Days that a deal may lie after today and after the last booking. */
  daysAhead: 731,
} as const;

/** Refuses a value of a question by its place in it. */
export function badInput(message: string, hint: string, path: string): Refusal {
  return new Refusal('BAD_INPUT', message, hint, path);
}

/** Refuses a question that holds more than one may, before anything is read. */
export function refuseLarge({ deals }: WorthAsked): void {
  const most = (
    what: string,
    path: string,
    [count, limit]: readonly [count: number, limit: number],
  ): void => {
    if (count > limit)
      throw badInput(`${count} ${what} are more than one question may hold.`, `Give at most ${limit}.`, path);
  };
  if (deals.length === 0) throw badInput('There is no deal.', 'Give at least one.', 'deals');
  most('deals', 'deals', [deals.length, WORTH_LIMITS.deals]);
  deals.forEach(({ lines, facts, ...texts }, index) => {
    const at = `deals.${index}`;
    most('lines', `${at}.lines`, [lines?.length ?? 0, WORTH_LIMITS.lines]);
    most('facts', `${at}.facts`, [facts?.length ?? 0, WORTH_LIMITS.facts]);
    lines?.forEach((line, nth) =>
      most('facts', `${at}.lines.${nth}.facts`, [line.facts?.length ?? 0, WORTH_LIMITS.facts]),
    );
    for (const [name, text] of Object.entries(texts))
      if (typeof text === 'string') most('characters', `${at}.${name}`, [text.length, WORTH_LIMITS.text]);
  });
}

/** Refuses what would take too long to answer while others wait. */
export function refuseLong({ deals, slip }: WorthAsked, lines: number): void {
  const count = deals.length;
  const calculations = 1 + (count === 1 ? 1 : 2 * count) * (slip ? 2 : 1);
  if (lines <= WORTH_LIMITS.bookingLines && lines * calculations <= WORTH_LIMITS.work) return;
  throw tooLarge();
}

/** Says that more booking lines count than one question may go over. */
export function tooLarge(): Refusal {
  return new Refusal(
    'WORTH_TOO_LARGE',
    'More booking lines count for this participant than one question may go over so many times.',
    'Ask for fewer deals at once, without what they are worth later, or for somebody further down the hierarchy.',
    'deals',
  );
}
