import { placesOf, type FactPlaces } from '../../conditions/fact-places.js';
import type { Day } from '../../kernel/day.js';
import type { BookingLine, FactValue } from '../../model/facts.js';
import { asIfNotCome, type CameLate } from '../../model/derived/late-holders.js';
import { KNOWN_OF_LINES, type FromLine } from '../../model/derived/known-of-lines.js';
import { CHANGES, isRelated, neededForRelated, RelatedRecords } from '../../model/derived/related-facts.js';
import type { PersonNumber, Roster } from '../../model/roster.js';
import type { Gives, LinesTree, ValueReading } from '../../values/compile-value.js';
import { NamedValues, type Context } from '../../values/named-values.js';
import { BookingTotal } from '../../values/booking-total.js';
import { howOf } from '../../values/say/say-value.js';
import { isMoneyTree } from '../../values/is-money-tree.js';
import { ofLines } from '../../values/of-lines.js';
import { multiply, type Ratio } from '../../kernel/ratio.js';
import { inCurrency } from '../../values/in-currency.js';
import type { ValueRounding } from '../../rulebook/parts/value.js';

/** Whether a fact is about a person on a day rather than about a line. */
export function isAboutPerson(name: string): boolean {
  return /^(?:participant|attribute|assignment)\./.test(name);
}

/** Whether a name is a fact, and not something that documents compute or look up. */
export function isFact(name: string): boolean {
  return !/^(?:value|table|window)\./.test(name);
}

/** Whether a fact must come with the line. */
export function comesWithLine(name: string): boolean {
  return !isAboutPerson(name) && !isRelated(name) && !Object.hasOwn(KNOWN_OF_LINES, name);
}

interface Computed {
  readonly place: number;
  readonly gives: Gives<JudgingRow>;
}

/** Reading amounts in another currency, rounded where the plan rounds what it converts. */
export interface Reading {
  readonly rate: Ratio;
  readonly round: ValueRounding | null;
  readonly isMoney: (name: string) => boolean;
}

/** Values that only one version of a plan has: where they stand in the row, and how they get there. */
export interface OwnValues {
  readonly places: FactPlaces;
  /** Works them out for the line and person that the row holds. */
  readonly fill: () => void;
}

/**
 * One row of facts that conditions and tables read: first what came with the line, then what we know of it, then the person's, then what the
 * documents compute of them.
 */
export class JudgingRow {
  readonly lineFacts: readonly string[];
  readonly places: FactPlaces;
  readonly values: FactValue[] = [];
  private readonly ofLine: readonly { place: number; read: FromLine }[];
  private readonly ofPerson: readonly { place: number; name: string }[];
  private readonly computed: readonly Computed[];
  private readonly computedOfPerson: readonly Computed[];
  /** What is added up over a booking, by round: what a total of another round hangs on comes before. */
  private readonly totals: BookingTotal<JudgingRow>[][] = [];
  private readonly related: RelatedRecords;
  private date: Day = 0;
  /** The line as booked, while it is read in another currency. */
  private booked: readonly FactValue[] = [];
  private conversion: Reading | undefined;
  /** What it says instead, to whom relations lead above all, where the line is looked at as if some had not come late. */
  asIf: ReadonlyMap<string, string | undefined> | undefined;

  constructor(
    names: readonly string[],
    private readonly roster: Roster,
    private readonly shared: NamedValues = new NamedValues([], []),
  ) {
    const values = [...new Set(names)].filter((name) => shared.isWorkedOut(name)).sort();
    const read = [...names, ...shared.leaves(values)].filter(isFact);
    const used = [...new Set([...read, ...read.flatMap(neededForRelated)])].sort();
    this.related = new RelatedRecords(used);
    const changes = used.filter(comesWithLine).indexOf(CHANGES);
    this.lineFacts = used.filter(comesWithLine);
    const ordered = [...this.lineFacts, ...used.filter((name) => !comesWithLine(name))];
    this.places = placesOf([...ordered, ...values]);
    this.ofLine = ordered.flatMap((name, place) => {
      if (isRelated(name))
        return [{ place, read: (line) => this.related.read(name, line, line.facts[changes]) }];
      const known = KNOWN_OF_LINES[name];
      return known && !comesWithLine(name) ? [{ place, read: known }] : [];
    });
    this.ofPerson = ordered.flatMap((name, place) => (isAboutPerson(name) ? [{ place, name }] : []));
    this.values = [...ordered, ...values].map(() => undefined);
    const reader = shared.reader(this.context(shared));
    const of = (person: boolean): readonly Computed[] =>
      values
        .filter((name) => shared.leaves([name]).some(isAboutPerson) === person)
        .map((name) => ({ place: this.places.get(name) ?? 0, gives: reader(name) }));
    this.computed = of(false);
    this.computedOfPerson = of(true);
  }

  /** Whether something is added up over the lines of a booking, so that all of them must be at hand before one is judged. */
  get readsBookings(): boolean {
    return this.totals.length > 0;
  }

  /** Makes room for the values of one version of a plan. */
  own(values: NamedValues, names: readonly string[]): OwnValues {
    const used = [...new Set(names)].filter((name) => values.get(name) && !this.places.has(name)).sort();
    const reader = values.reader(this.context(values));
    const computed = used.map((name) => ({
      name,
      place: this.values.push(undefined) - 1,
      gives: reader(name),
    }));
    return {
      places: new Map([
        ...this.places,
        ...computed.map(({ name, place }): [string, number] => [name, place]),
      ]),
      fill: () => this.fill(computed),
    };
  }

  /** What made a value unknown for the line and person at hand; nothing is said of what hangs on other lines of the booking. */
  why(name: string, values: NamedValues = this.shared): string | undefined {
    if (!values.get(name) || values.dependence(name).rounds > 0) return undefined;
    const leaf = (each: string): FactValue => this.values[this.places.get(each) ?? -1];
    return howOf(values, { day: this.date, leaf })(name);
  }

  /** What a name is for the line at hand. */
  read(name: string): FactValue {
    return this.values[this.places.get(name) ?? -1];
  }

  /** Takes note of a line as it comes, for what later ones say of the account or the booking that they change. */
  pass(line: BookingLine): void {
    this.related.pass(line);
  }

  /** Adds up what documents compute over the lines of a booking; each of them is taken afterwards. */
  takeBooking(lines: readonly BookingLine[]): void {
    this.asIf = undefined;
    for (const totals of this.totals) {
      for (const total of totals) total.start();
      for (const line of lines) {
        this.takeFacts(line);
        for (const total of totals) total.add(this);
      }
    }
  }

  /** Fills in a line, or how it would be if these had not come. */
  takeLine(line: BookingLine, late?: readonly CameLate[]): void {
    this.asIf = late && asIfNotCome(late);
    this.takeFacts(line);
    this.fill(this.computed);
  }

  /** Fills in a person on a day, for rules that ask about who is credited. */
  takePerson(person: PersonNumber, date: Day): void {
    this.date = date;
    for (const { place, name } of this.ofPerson) this.values[place] = this.roster.factOn(person, name, date);
    this.fill(this.computedOfPerson);
  }

  /** Reads the amounts of the line at hand, and what is computed of them, in another currency, until `asBooked`. */
  convert(conversion: Reading): void {
    const { rate, round, isMoney } = conversion;
    this.booked = [...this.values];
    this.conversion = conversion;
    for (const [name, place] of this.places) {
      const value = this.values[place];
      if (typeof value === 'object' && /^(?:line|booking|original)\./.test(name) && isMoney(name))
        this.values[place] = inCurrency(value, { rate, round });
    }
    this.fill(this.computed);
  }

  /** Reads the line as it was booked. */
  asBooked(): void {
    this.booked.forEach((value, place) => (this.values[place] = value));
    this.conversion = undefined;
  }

  private takeFacts(line: BookingLine): void {
    this.date = line.date;
    for (let place = 0; place < this.lineFacts.length; place += 1) this.values[place] = line.facts[place];
    for (const { place, read } of this.ofLine) this.values[place] = read(line, this.roster);
    for (const [relation, person] of this.asIf ?? []) {
      const place = this.places.get(relation);
      if (place !== undefined) this.values[place] = person;
    }
  }

  private fill(computed: readonly Computed[]): void {
    for (const { place, gives } of computed) this.values[place] = gives(this);
  }

  private context(values: NamedValues): Context<JudgingRow> {
    return {
      leaf: (name) => {
        const place = this.places.get(name);
        return place === undefined ? () => undefined : (row) => row.values[place];
      },
      day: (row) => row.date,
      overLines: (tree, reading) => this.totalOf(tree, values.rounds(tree), reading),
    };
  }

  private totalOf(tree: LinesTree, round: number, reading: ValueReading<JudgingRow>): Gives<JudgingRow> {
    const total = new BookingTotal<JudgingRow>(tree.operator, ofLines(tree, reading));
    while (this.totals.length < round) this.totals.push([]);
    this.totals[round - 1]?.push(total);
    return () => {
      const { result } = total;
      const { rate, isMoney } = this.conversion ?? {};
      const isConverted = rate && isMoney && typeof result === 'object' && isMoneyTree(tree, isMoney);
      return isConverted ? multiply(result, rate) : result;
    };
  }
}
