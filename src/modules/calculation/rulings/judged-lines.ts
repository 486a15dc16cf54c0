import { readDay, type Day } from '../../../engine/kernel/day.js';
import { readDecimal } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import { isRelated } from '../../../engine/model/derived/related-facts.js';
import type { Roster } from '../../../engine/model/roster.js';
import { isOfSubject } from '../../../engine/rulebook/parts/decision.js';
import { TERRITORY_FACTS } from '../../../engine/model/derived/territory-facts.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { NamesRead } from '../../../engine/values/names/names-read.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Mistyped, readFactValue } from '../../../engine/rulebook/fact-value.js';
import { accountHistory } from '../../accounts/accounts.service.js';
import { currencyOf } from '../lines/currency-of.js';
import { joinThings, lineFacts, type LineFact } from '../lines/line-facts.js';
import { ofDeals, whenKnown } from '../lines/line-query.js';
import { lineKey, relatedOfLines } from '../../engagement/rulings.service.js';

/** A booking line with the facts that rules ask of it, as known to a calculation. */
export interface JudgedLine {
  /** As earnings and exceptions name it. */
  readonly key: string;
  /** Which row of the line the calculation knew. */
  readonly nth: number;
  readonly source: string;
  readonly id: string;
  readonly line: number;
  readonly date: Day;
  readonly account: string | null;
  readonly territory: string | null;
  /** The booking that it changes. */
  readonly changes: string | null;
  readonly facts: ReadonlyMap<string, FactValue>;
  /** In which currency each fact is that is an amount. */
  readonly currencies: ReadonlyMap<string, string>;
  /** All lines of its booking, itself among them. */
  readonly lines: readonly JudgedLine[];
}

/** What is known when lines are judged. */
export interface Knowing {
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
  readonly roster: Roster;
  /** The facts that are asked for, those that values and tables hang on included; those about persons are left to who asks. */
  readonly names: readonly string[];
}

interface Row {
  readonly key: string;
  readonly nth: number;
  readonly source: string;
  readonly external_id: string;
  readonly line_no: number;
  readonly booked_on: string;
  readonly net: string;
  readonly currency: string;
  readonly territory: string | null;
  readonly account: string | null;
  readonly changes: string | null;
  readonly [fact: `fact_${number}`]: string | null;
}

/** The lines of bookings, by sources and ids that go together, in the order of their numbers. */
export async function readJudgedLines(
  tx: Transaction,
  knowing: Knowing,
  [sources, ids]: readonly [sources: readonly string[], ids: readonly string[]],
): Promise<JudgedLine[]> {
  const names = knowing.names.filter((name) => isOfLine(name));
  const facts = lineFacts(names, knowing.catalogue, await accountHistory(tx, names));
  const columns = facts.map((fact, place) => `${fact.from === 'text' ? fact.sql : 'null'} as fact_${place}`);
  const rows = await tx.query<Row>(
    `select ${['b.id as key, b.nth, b.source, b.external_id, b.line_no, b.booked_on, b.net, b.currency, b.territory, b.account, b.changes', ...columns].join(', ')}
     from (${latestKnown('booking_line')}) b
     join unnest($2::text[], $3::text[]) wanted (source, id) on wanted.source = b.source and wanted.id = b.external_id
     ${ofDeals(facts)} ${joinThings(facts)} ${whenKnown(facts)} order by b.line_no`,
    [knowing.position, sources, ids],
  );
  const related = await relatedOfLines(tx, knowing, [sources, ids]);
  const bookings = new Map<string, JudgedLine[]>();
  return rows.map((row) => {
    const booking = JSON.stringify([row.source, row.external_id]);
    const lines = bookings.get(booking) ?? [];
    bookings.set(booking, lines);
    const others = related.get(lineKey(row.source, row.external_id, row.line_no)) ?? [];
    const line = { ...judgedLine(row, facts, knowing), lines };
    lines.push({ ...line, facts: new Map([...line.facts, ...others]) });
    return lines.at(-1) ?? line;
  });
}

/** A line read by names: facts about a person as who asks gives them, and the lines of its booking beside it. */
export function namesOfLine(
  { facts, date, lines }: JudgedLine,
  ofPerson: (name: string) => FactValue = () => undefined,
): NamesRead {
  return {
    day: date,
    leaf: (name) => (/^(?:participant|attribute|assignment)\./.test(name) ? ofPerson(name) : facts.get(name)),
    get lines() {
      return lines.map((line) => namesOfLine(line, ofPerson));
    },
  };
}

/** What is read from the line, its booking and its account; the check of the documents has seen that the catalogue has it. */
function isOfLine(name: string): boolean {
  return (
    (/^(line|booking|account|territory|decision|deal)\./.test(name) || isOfSubject(name)) &&
    !Object.hasOwn(TERRITORY_FACTS, name) &&
    !isRelated(name)
  );
}

function judgedLine(
  row: Row,
  facts: readonly LineFact[],
  { names, roster }: Knowing,
): Omit<JudgedLine, 'lines'> {
  const date = readDay(row.booked_on) ?? 0;
  const known = new Map<string, FactValue>();
  const currencies = new Map<string, string>();
  facts.forEach((fact, place) => {
    const text = row[`fact_${place}`] ?? null;
    known.set(fact.name, valueOf(fact, row, text));
    const currency = fact.from === 'net' ? row.currency : amountIn(fact, text);
    if (currency !== undefined) currencies.set(fact.name, currency);
  });
  for (const name of names) {
    const read = TERRITORY_FACTS[name];
    if (read && row.territory !== null) known.set(name, read(row.territory, date, roster));
  }
  const { key, nth, source, external_id: id, line_no: line, account, territory, changes } = row;
  return { key, nth, source, id, line, date, account, territory, changes, facts: known, currencies };
}

function amountIn(fact: LineFact, text: string | null): string | undefined {
  return fact.from === 'text' && fact.type === 'money' && text !== null ? currencyOf(text) : undefined;
}

/** A fact that does not fit its type stopped the calculation, so none is met here; it would be unknown. */
function valueOf(fact: LineFact, row: Row, text: string | null): FactValue {
  if (fact.from !== 'text') return fact.from === 'net' ? readDecimal(row.net) : readDay(row.booked_on);
  const value = text === null ? undefined : readFactValue(text, fact.type);
  return value instanceof Mistyped ? undefined : value;
}
