import { isCurrency } from '../../../engine/kernel/currencies.js';
import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import { INPUT_DECIMALS, INPUT_WHOLE_DIGITS } from '../../../engine/kernel/quantity.js';
import { readDecimal, roundToUnits } from '../../../engine/kernel/ratio.js';
import type { Company, FactValue } from '../../../engine/model/facts.js';
import { CHANGES } from '../../../engine/model/derived/related-facts.js';
import { factsOfDeals } from '../../../engine/what-if.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { OpenDeal, OpenLine } from '../../../engine/worth/open-deal.js';
import type { FactsOfAccount } from '../../accounts/accounts.service.js';
import { badInput, type AskedDeal, type WorthAsked } from './asked.js';
import { factsToTell, readFacts } from './read-facts.js';

/** What deals are completed with: the rules, and what is known of the accounts and bookings that they name. */
export interface DealsKnown {
  readonly rulebook: Rulebook;
  readonly company: Company;
  readonly participant: string;
  /** The currency of the participant's plan on a day; none where they are on none. */
  readonly currencyOn: (date: Day) => string | undefined;
  /** What an account is on a day. */
  readonly accountOn: (account: string, date: Day) => FactsOfAccount | undefined;
  /** The day to which a deal of a day slips; null where it is not asked, or there is none. */
  readonly laterThan: (date: Day) => Day | null;
  /** The source of a booking, by its id. */
  readonly sources: ReadonlyMap<string, string>;
  /** Deals may lie on no later day. */
  readonly latest: Day;
}

/** The day on which each deal would be booked; refused where it does not exist. */
export function readDates({ deals }: WorthAsked, latest: Day): readonly Day[] {
  return deals.map(({ date }, index) => {
    const path = `deals.${index}.date`;
    const day = readDay(date);
    if (day === undefined)
      throw badInput('There is no such day.', 'Write one that exists, such as 2026-03-31.', path);
    if (day > latest)
      throw badInput('The deal lies too far ahead.', `Give a day up to ${writeDay(latest)}.`, path);
    return day;
  });
}

/** What is taken of a deal where nobody says otherwise: that it has whatever approval it needs. */
const UNTOLD: ReadonlyMap<string, FactValue> = new Map([['booking.approval', 'not-needed']]);

/** Deals as the engine takes them. */
export function readDeals(asked: WorthAsked, known: DealsKnown): readonly OpenDeal[] {
  const dates = readDates(asked, known.latest);
  return asked.deals.map((deal, index) =>
    readDeal(deal, { path: `deals.${index}`, date: dates[index] ?? 0 }, known),
  );
}

interface At {
  readonly path: string;
  readonly date: Day;
}

function readDeal(deal: AskedDeal, at: At, known: DealsKnown): OpenDeal {
  const { participant, rulebook, company, sources } = known;
  const told = factsToTell(rulebook.facts);
  const own = readFacts(deal.facts ?? [], told, `${at.path}.facts`);
  const account = given(deal.account);
  const later = known.laterThan(at.date);
  const lines = linesOf(deal, at).map(({ net, facts, path }): OpenLine => {
    const ofLine = readFacts(facts ?? [], told, `${path}.facts`);
    const factsOn = (date: Day): readonly FactValue[] => {
      const ofAccount = account === null ? undefined : known.accountOn(account, date);
      return factsOfDeals(rulebook, company).map((name) =>
        name === 'booking.account'
          ? (account ?? undefined)
          : (ofLine.get(name) ?? own.get(name) ?? ofAccount?.get(name) ?? UNTOLD.get(name)),
      );
    };
    return { net, facts: factsOn(at.date), ...(later === null ? {} : { slipped: factsOn(later) }) };
  });
  const changes = own.get(CHANGES);
  return {
    id: given(deal.id) ?? String(Number(at.path.split('.')[1]) + 1),
    date: at.date,
    currency: currencyOf(deal, at, known),
    source: (typeof changes === 'string' ? sources.get(changes) : undefined) ?? '',
    salesperson: deal.salesperson === undefined ? participant : given(deal.salesperson),
    territory: given(deal.territory),
    account,
    lines,
  };
}

function given(text: string | null | undefined): string | null {
  return text == null || text === '' ? null : text;
}

function currencyOf({ currency }: AskedDeal, { path, date }: At, { currencyOn }: DealsKnown): string {
  const code = given(currency);
  if (code === null) return currencyOn(date) ?? '';
  if (isCurrency(code)) return code;
  throw badInput('There is no such currency.', 'Give its three letters, such as USD.', `${path}.currency`);
}

interface LineAt {
  readonly net: bigint;
  readonly facts: AskedDeal['facts'];
  readonly path: string;
}

function linesOf({ net, lines }: AskedDeal, { path }: At): readonly LineAt[] {
  if ((net == null) === (lines == null))
    throw badInput(
      'Either net or lines are given.',
      'Give the amount of the deal as net, or its lines.',
      `${path}.net`,
    );
  if (net != null) return [{ net: readNet(net, `${path}.net`), facts: [], path }];
  if (lines == null || lines.length === 0)
    throw badInput('The deal has no line.', 'Give its amount as net, or at least one line.', `${path}.lines`);
  return lines.map((line, index) => {
    const at = `${path}.lines.${index}`;
    return { net: readNet(line.net, `${at}.net`), facts: line.facts, path: at };
  });
}

const NET = new RegExp(`^-?\\d{1,${INPUT_WHOLE_DIGITS}}(?:\\.\\d{1,${INPUT_DECIMALS}})?$`);

/** Millionths of an amount. */
function readNet(text: string, path: string): bigint {
  const amount = NET.test(text) ? readDecimal(text) : undefined;
  if (amount) return roundToUnits(amount, INPUT_DECIMALS);
  throw badInput(
    'The amount cannot be read.',
    `Write a decimal with at most ${INPUT_WHOLE_DIGITS} digits before the point and ${INPUT_DECIMALS} after it, such as 50000.00.`,
    path,
  );
}
