import { readInPlanCurrency } from '../explain/fx/in-plan-currency.js';
import { whyUncounted } from '../explain/why-uncounted.js';
import { writeDay } from '../kernel/day.js';
import type { BookingLine, FactValue } from '../model/facts.js';
import { KNOWN_OF_LINES } from '../model/derived/known-of-lines.js';
import { CHANGES, isRelated, RelatedRecords } from '../model/derived/related-facts.js';
import type { Credit, CreditException } from '../model/result.js';
import { Roster } from '../model/roster.js';
import type { Rulebook } from '../rulebook/rulebook.js';
import { NAMES_READ, type NamesRead } from '../values/names/names-read.js';
import { howOf } from '../values/say/say-value.js';
import { valuesOf } from '../values/values-of.js';
import { planOn } from './slip.js';
import type { Unworthy } from './worth.js';

/** What became of the lines of a deal in a calculation. */
export interface DealLines {
  /** The deal's place among those asked. */
  readonly deal: number;
  /** All lines of the calculation, in their order; the deal's are among them. */
  readonly all: readonly BookingLine[];
  readonly lines: readonly BookingLine[];
  /** The participant's credits, and the exceptions, of the deal's lines. */
  readonly credits: ReadonlyMap<BookingLine, Credit>;
  readonly exceptions: ReadonlyMap<BookingLine, readonly CreditException[]>;
}

/** What the lines are judged by; `facts` names what comes with each line, in order. */
export interface JudgedBy {
  readonly rulebook: Rulebook;
  readonly roster: Roster;
  readonly participant: string;
  readonly facts: readonly string[];
  /** The facts about other bookings that the rulebook reads. */
  readonly related: readonly string[];
}

/**
 * Why lines of a deal do not count for a participant. What is credited to others is said to be so and no more: neither to whom, nor what
 * kept somebody else from a credit.
 */
export function uncountedOf(deal: DealLines, by: JudgedBy): readonly Unworthy[] {
  const facts = relatedOf(deal, by);
  return deal.lines.flatMap((line): readonly Unworthy[] => {
    const credit = deal.credits.get(line);
    const exceptions = deal.exceptions.get(line) ?? [];
    const own = exceptions.filter((each) => each.participant === by.participant && each.code !== REVIEWED);
    const at = { deal: deal.deal, line: line.line };
    const said = own.map(({ code, reason }) => ({ ...at, code, of: null, because: [reason] }));
    if (credit) return [...said, ...notCounted(at, { line, credit, facts, lines: deal.lines }, by)];
    if (said.length > 0) return said;
    return [{ ...at, of: null, ...whyNot(line, exceptions, by) }];
  });
}

/** Why no part of a line is for the participant: it is nobody's, they are on no plan, or it is somebody else's. */
function whyNot(
  { date }: BookingLine,
  exceptions: readonly CreditException[],
  { rulebook, roster, participant }: JudgedBy,
): Pick<Unworthy, 'code' | 'because'> {
  const nobodys = exceptions.filter((each) => each.participant === undefined);
  const nobody = nobodys.find(({ code }) => code !== 'UNKNOWN_PERSON');
  if (nobody) return { code: nobody.code, because: [nobody.reason] };
  if (!planOn(rulebook, roster, { participant, date }))
    return { code: 'NO_PLAN', because: [`${participant} is on no plan on ${writeDay(date)}.`] };
  return { code: 'OTHERS', because: [OTHERS] };
}

/** A windfall is looked at by somebody; it counts and is paid all the same. */
const REVIEWED = 'WINDFALL';

const OTHERS = 'The rules of engagement credit it to somebody else.';

type Related = ReadonlyMap<BookingLine, ReadonlyMap<string, FactValue>>;

interface CreditedLine {
  readonly line: BookingLine;
  readonly credit: Credit;
  readonly facts: Related;
  readonly lines: readonly BookingLine[];
}

function notCounted(
  at: Pick<Unworthy, 'deal' | 'line'>,
  { line, credit, facts, lines }: CreditedLine,
  by: JudgedBy,
): readonly Unworthy[] {
  const plan = planOn(by.rulebook, by.roster, { participant: by.participant, date: line.date });
  if (!plan) return [];
  const values = valuesOf(plan, by.rulebook);
  const reader = values.reader(NAMES_READ);
  const asBooked = namesOf(line, lines, { ...by, related: facts });
  const names = readInPlanCurrency(asBooked, credit.booked, { facts: by.rulebook.facts, plan });
  const read = (name: string): FactValue => reader(name)(names);
  return whyUncounted(plan, credit.kind, { read, how: howOf(values, names) }).map(
    ({ id, because, open = [] }) => {
      const lacking = values.leaves(open).filter((leaf) => isLacking(line, leaf, by));
      return {
        ...at,
        code: 'NOT_COUNTED',
        of: { plan: plan.id, version: plan.fingerprint, id },
        because,
        ...(lacking.length > 0 ? { lacking } : {}),
      };
    },
  );
}

/** Whether something is a fact of bookings that is not told of the line: what is not known of persons stays so once it is booked. */
function isLacking({ facts }: BookingLine, name: string, by: Pick<JudgedBy, 'facts'>): boolean {
  const at = by.facts.indexOf(name);
  return at >= 0 && facts[at] === undefined && !/^(?:participant|attribute|assignment)\./.test(name);
}

function namesOf(
  line: BookingLine,
  lines: readonly BookingLine[],
  by: Omit<JudgedBy, 'related'> & { readonly related: Related },
): NamesRead {
  const person = by.roster.numberOf(by.participant);
  return {
    day: line.date,
    leaf: (name) => {
      if (/^(?:participant|attribute|assignment)\./.test(name))
        return person === undefined ? undefined : by.roster.factOn(person, name, line.date);
      if (isRelated(name)) return by.related.get(line)?.get(name);
      const known = KNOWN_OF_LINES[name];
      return known ? known(line, by.roster) : line.facts[by.facts.indexOf(name)];
    },
    get lines() {
      return lines.map((each) => namesOf(each, lines, by));
    },
  };
}

/** The facts about other bookings of a deal's lines, found as crediting finds them. */
function relatedOf({ all, lines }: DealLines, { facts, related }: JudgedBy): Related {
  const found = new Map<BookingLine, ReadonlyMap<string, FactValue>>();
  if (related.length === 0) return found;
  const records = new RelatedRecords(related);
  const asked = new Set(lines);
  const changes = facts.indexOf(CHANGES);
  for (const line of all) {
    records.pass(line);
    if (!asked.has(line)) continue;
    found.set(
      line,
      new Map(related.map((name) => [name, records.read(name, line, line.facts[changes])] as const)),
    );
  }
  return found;
}
