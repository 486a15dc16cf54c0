import type { BookingLine, Company, Facts } from './model/facts.js';
import type { Credit, CreditException, Earned, Earning, EarningLine, Trouble } from './model/result.js';
import type { Rulebook } from './rulebook/rulebook.js';
import { openBooks, relatedFactsOf } from './steps/open-books.js';
import { earn } from './steps/earn/earn.js';
import { FIRST_DAY, type Day } from './kernel/day.js';
import { compareText } from './kernel/text-order.js';
import type { PersonNumber } from './model/roster.js';
import type { Books } from './steps/credit/admission.js';
import type { Earning as EarningBy } from './steps/earn/incentives.js';
import { decidedIn, Knowledge, type KnownThen } from './steps/spiff/settled/knowledge.js';
import type { Spiffs } from './steps/spiff/spiffs.js';
import { paidOut } from './steps/fx/pay-out.js';
import { stintsOf } from './steps/measure/stint.js';

/** A calculation in progress: feed every line in the declared order, then ask each participant's earnings. */
export interface Calculating {
  /** Names of the facts that `BookingLine.facts` must hold, in this order. */
  readonly lineFacts: readonly string[];
  /** Credits one line. Lines come in the order of `compareLines`; any other order is our bug and throws. */
  credit(line: BookingLine): void;
  /** After the last line: credits one line as it was known by the end of a day on which something settled. Each day's lines come together, in their order. */
  creditThen(day: Day, line: BookingLine): void;
  /** After the last line: everybody with a credit, in order of id. */
  participants(): readonly string[];
  /** Everything a participant earns. Read an earning's lines before asking for the next participant if memory matters. */
  earn(participant: string): Iterable<Earned>;
  /** What a participant was credited, line by line, whether anything counts it or not. */
  credits(participant: string): Iterable<Credit>;
  /** Lines nobody could be credited for; every shard finds the same ones. */
  exceptions(): Iterable<CreditException>;
  /** What a person must look at; complete when everybody's earnings were asked for. */
  troubles(): readonly Trouble[];
}

/** Everything a calculation finds, held at once: for tests, previews and small companies. */
export interface Calculation {
  readonly earnings: readonly { readonly earning: Earning; readonly lines: readonly EarningLine[] }[];
  readonly exceptions: readonly CreditException[];
  readonly troubles: readonly Trouble[];
}

/** How a calculation is cut into parts that can run apart. */
export interface CalculationOptions {
  /** Keeps only these participants' credits: a shard. Every shard is fed every line and finds the same credits. */
  readonly mine?: (participant: string) => boolean;
  /** The day up to which everything is known, where that is later than the last line or result. */
  readonly known?: Day;
  /**
   * The day on which it is calculated: what settles on a day before has settled. Without it, what the last line or result lets be over, by what is known
   * now.
   */
  readonly today?: Day;
  /** With a day: the company by the end of each day of `settledBefore`; its lines come by `creditThen`. */
  readonly settled?: readonly KnownThen[];
}

/** A day by whose end something of a SPIFF settled. What decides it are bookings from a day on. */
export interface SettledDay {
  readonly day: Day;
  readonly from: Day;
}

/** Starts a calculation: each line is credited as it comes, then each participant's credits are measured and earned. */
export function startCalculation(
  company: Company,
  rulebook: Rulebook,
  options: CalculationOptions = {},
): Calculating {
  const { mine, today } = options;
  const opened = openBooks(company, rulebook, { mine });
  const { books, spiffs, crediting, troubles } = opened;
  const knowledge = new Knowledge(opened, options.settled ?? [], { rulebook, mine, today });
  const told = Math.max(options.known ?? FIRST_DAY, ...company.results.map(({ date }) => date));
  const by = (): EarningBy => {
    const horizon = Math.max(crediting.horizon, told);
    return today === undefined ? { horizon, troubles } : { horizon, troubles, over: today - 1 };
  };
  return {
    lineFacts: books.row.lineFacts,
    credit: (line) => knowledge.credit(line),
    creditThen: (day, line) => knowledge.creditThen(day, line),
    participants() {
      knowledge.finish();
      return paidPeople(books, spiffs, mine).map((person) => books.roster.idOf(person));
    },
    *earn(participant) {
      knowledge.finish();
      for (const stint of stintsOf(participant, books))
        yield* paidOut(earn(stint, by(), spiffs.counts), { books, troubles });
      const person = books.roster.numberOf(participant);
      if (person !== undefined) yield* spiffs.earn(person, by());
    },
    credits(participant) {
      knowledge.finish();
      return creditsOf(participant, books);
    },
    exceptions: () => {
      knowledge.finish();
      return crediting.exceptions.found;
    },
    troubles: () => [...troubles.all(), ...crediting.hierarchyTroubles()],
  };
}

function* creditsOf(participant: string, books: Books): Generator<Credit> {
  for (const stint of stintsOf(participant, books))
    for (let place = 0; place < stint.length; place += 1) yield stint.creditAt(place);
}

/** The days by whose end something of a SPIFF has settled before a day, in order. */
export function settledBefore(today: Day, rulebook: Rulebook): readonly SettledDay[] {
  const days = new Map<Day, Day>();
  for (const { day, from } of decidedIn(rulebook, today - 1).cutOffs)
    days.set(day, Math.min(from, days.get(day) ?? from));
  const reachesBack = relatedFactsOf(rulebook).length > 0;
  return [...days]
    .map(([day, from]) => ({ day, from: reachesBack ? FIRST_DAY : from }))
    .sort((a, b) => a.day - b.day);
}

/** What the day of a calculation decides: everything shared that has settled or was found before it. Two days that decide the same give the same pay. */
export function decidedBefore(today: Day, rulebook: Rulebook): readonly string[] {
  return [...decidedIn(rulebook, today - 1).found].sort(compareText);
}

/** Everybody with a credit, and those on plans that may pay without one, in the order of their numbers. */
function paidPeople(
  { credits, roster, plans }: Books,
  spiffs: Spiffs,
  mine: (participant: string) => boolean = () => true,
): readonly PersonNumber[] {
  const seated = roster.people.flatMap(({ id }, person) => {
    const seats = roster.seatsOf(person).rows;
    const pays = mine(id) && seats.some(({ segment }) => plans.paysWithoutCredits(segment.plan));
    return pays ? [person] : [];
  });
  return [...new Set([...credits.people(), ...spiffs.people(), ...seated])].sort((a, b) => a - b);
}

/** Calculates at once. The facts of each line are in the order of `lineFactsOf(rulebook)`. */
export function calculate(facts: Facts, rulebook: Rulebook): Calculation {
  const calculating = startCalculation(facts.company, rulebook);
  for (const line of facts.lines) calculating.credit(line);
  const earnings = calculating
    .participants()
    .flatMap((participant) =>
      [...calculating.earn(participant)].map(({ earning, lines }) => ({ earning, lines: [...lines] })),
    );
  return { earnings, exceptions: [...calculating.exceptions()], troubles: calculating.troubles() };
}
