import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { BookingLine, Company, FactValue } from '../../../engine/model/facts.js';
import { Roster } from '../../../engine/model/roster.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { factsOfDeals, relatedFactsOfDeals, weighing } from '../../../engine/what-if.js';
import { creditedFor } from '../../../engine/credited-for.js';
import type { OpenDeal } from '../../../engine/worth/open-deal.js';
import { sumsOf } from '../../../engine/worth/worth.js';
import { Database } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import { readAccountsOn, type FactsOfAccount } from '../../accounts/accounts.service.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { JUDGING } from '../rulings/judging-actor.js';
import { tooLarge, WORTH_LIMITS } from './asked.js';
import { hidden, type SeesBeside } from './hide.js';
import { reachOf, type Reach } from './reach.js';
import { lastDayKnown, readLinesWanted } from './read-lines.js';

type Facts = ReadonlyMap<string, FactValue>;

/** A deal as it is offered, its facts typed. */
export interface OfferedDeal {
  readonly id: string;
  readonly currency: string;
  readonly seller: string | null;
  readonly account: string | null;
  readonly facts: Facts;
  /** Millionths of the currency. */
  readonly lines: readonly { readonly net: bigint; readonly facts: Facts }[];
}

/** What one person would be paid for a deal, in cents by currency, and the days of the pay periods in which it would be. */
export interface PersonCost {
  readonly participant: string;
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly from: Day;
  readonly until: Day;
  /** Why lines of it do not count for them. */
  readonly because: readonly string[];
}

/** What a deal would pay if it were booked today, or why that cannot be said. */
export type DealCost =
  | { readonly people: readonly PersonCost[]; readonly notWeighed: readonly string[]; readonly unknown: null }
  | { readonly unknown: string };

/** Says what deals would pay everybody who is credited for them, by what is known now. Whoever asks sees to who is told of whom. */
@Injectable()
export class DealCostService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly participants: ParticipantsService,
  ) {}

  /** The cost of each deal by its id; what all of them hang on is read once. */
  async costs(deals: readonly OfferedDeal[]): Promise<ReadonlyMap<string, DealCost>> {
    const found = new Map<string, DealCost>();
    try {
      const weighed = await this.database.reading(JUDGING, (tx) => this.read(tx, deals));
      for (const each of weighed.open) found.set(each.deal.id, await costOf(each, weighed));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const { id } of deals) if (!found.has(id)) found.set(id, { unknown: error.message });
    }
    return found;
  }

  private async read(tx: Transaction, deals: readonly OfferedDeal[]): Promise<Known> {
    const { position, rulebook } = await this.rules.rulebookNow(tx);
    const company = await this.participants.companyAt(tx, position, rulebook.facts);
    const { booked, today } = await lastDayKnown(tx, position);
    const date = readDay(today) ?? 0;
    const known = Math.max(date, (booked === null ? undefined : readDay(booked)) ?? 0);
    const accounts = deals.flatMap(({ account }) => account ?? []);
    const asked = accounts.map((account) => ({ account, on: date }));
    const facts = await readAccountsOn(tx, { position, catalogue: rulebook.facts }, asked);
    const ofAccounts = new Map(accounts.map((account, at) => [account, facts[at]]));
    const names = factsOfDeals(rulebook, company);
    const open = deals.map((offered) => {
      const deal = openDeal(offered, { date, names, accounts: ofAccounts });
      return { deal, people: creditedFor(deal, { company, rulebook, known }) };
    });
    const people = [...new Set(open.flatMap((each) => each.people))];
    const roster = new Roster(company);
    if (people.length === 0) return { company, rulebook, lines: [], known, open };
    const lines = await readLinesWanted(tx, {
      position,
      catalogue: rulebook.facts,
      reach: together(
        people.map((participant) => reachOf({ company, rulebook, roster }, { participant, dates: [date] })),
      ),
      facts: names,
      related: relatedFactsOfDeals(rulebook),
      accounts,
      changed: [],
      most: WORTH_LIMITS.bookingLines,
    });
    const questions = open.reduce((sum, each) => sum + each.people.length, 0);
    if (lines.length > WORTH_LIMITS.bookingLines || lines.length * questions * 2 > WORTH_LIMITS.work)
      throw tooLarge();
    return { company, rulebook, lines, known, open };
  }
}

interface Known {
  readonly company: Company;
  readonly rulebook: Rulebook;
  readonly lines: readonly BookingLine[];
  readonly known: Day;
  readonly open: readonly Credited[];
}

interface Credited {
  readonly deal: OpenDeal;
  readonly people: readonly string[];
}

/** Reasons are told of the deal alone: what tests ask of persons and other bookings is named and not what it found. */
const NOTHING_BESIDE: SeesBeside = { bookings: false, person: false };

/** Weighs the deal for each who is credited, without holding up others for longer than one calculation takes. */
async function costOf({ deal, people }: Credited, known: Known): Promise<DealCost> {
  const costs: PersonCost[] = [];
  let notWeighed: readonly string[] = [];
  for (const participant of people) {
    const steps = weighing({ ...known, participant, deals: [deal], slip: false });
    let step = steps.next();
    for (; !step.done; step = steps.next()) await others();
    const lacking = step.value.together.uncounted.flatMap((each) => each.lacking ?? []);
    if (lacking.length > 0) return { unknown: sayLacking(lacking) };
    const { together: worth } = hidden(step.value, NOTHING_BESIDE, known.rulebook);
    ({ notWeighed } = step.value);
    const amounts = new Map([...sumsOf(worth)].filter(([, cents]) => cents !== 0n));
    const periods = worth.earnings.map(({ period }) => period);
    const from = Math.min(...periods.map((period) => period.from), deal.date);
    const until = Math.max(...periods.map((period) => period.until), deal.date + 1);
    const because = [...new Set(worth.uncounted.flatMap((each) => each.because))];
    if (amounts.size > 0 || because.length > 0) costs.push({ participant, amounts, from, until, because });
  }
  return { people: costs, notWeighed, unknown: null };
}

function sayLacking(facts: readonly string[]): string {
  const names = [...new Set(facts)];
  return `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not known of this deal, and what it pays hangs on that.`;
}

/**
 * The deal as its booking would be: approved, on its account, sold by its seller. A fact of bookings that deals do not have is taken from the one of the
 * deal that is called the same: `booking.type` from `deal.type`. Its territory is the one that the deal says, or else its account.
 */
function openDeal(
  offered: OfferedDeal,
  by: {
    readonly date: Day;
    readonly names: readonly string[];
    readonly accounts: ReadonlyMap<string, FactsOfAccount | undefined>;
  },
): OpenDeal {
  const { id, currency, seller, account, facts } = offered;
  const ofAccount = account === null ? undefined : by.accounts.get(account);
  const own = new Map<string, FactValue>([
    ['booking.approval', 'approved'],
    ['booking.account', account ?? undefined],
  ]);
  return {
    id,
    date: by.date,
    currency,
    source: '',
    salesperson: seller,
    territory: textOf(facts.get('deal.territory')) ?? textOf(ofAccount?.get('account.territory')) ?? null,
    account,
    lines: offered.lines.map((line) => ({
      net: line.net,
      facts: by.names.map(
        (name) =>
          own.get(name) ??
          line.facts.get(name) ??
          facts.get(name.replace(/^booking\./, 'deal.')) ??
          ofAccount?.get(name),
      ),
    })),
  };
}

function textOf(value: FactValue): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Everything that any of them may hang on. */
function together(reaches: readonly Reach[]): Reach {
  const all = (of: (reach: Reach) => readonly string[]): readonly string[] => [
    ...new Set(reaches.flatMap(of)),
  ];
  return {
    since: Math.min(...reaches.map(({ since }) => since)),
    people: all(({ people }) => people),
    territories: all(({ territories }) => territories),
    relations: all(({ relations }) => relations),
    ruled: {
      // These two go together, pair by pair.
      sources: reaches.flatMap(({ ruled }) => ruled.sources),
      bookings: reaches.flatMap(({ ruled }) => ruled.bookings),
      accounts: all(({ ruled }) => ruled.accounts),
    },
  };
}
