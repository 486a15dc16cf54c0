import { LAST_DAY, type Day } from '../kernel/day.js';
import { compareText } from '../kernel/text-order.js';
import { Dated } from './dated.js';
import type {
  Absence,
  Assignment,
  Company,
  DatedAttribute,
  FactValue,
  Holding,
  Participant,
  ReportedResult,
} from './facts.js';
import { seatOn, seatsOf, type Seat, type Seats } from './seat.js';

const NO_SEATS: Seats = { rows: [], double: [] };

/** A participant's number: their place in the order of ids. The hot path knows people by it. */
export type PersonNumber = number;

/** Everybody and everything dated about them, indexed for look-ups by number and day. */
export class Roster {
  readonly people: readonly Participant[];
  private readonly numbers = new Map<string, PersonNumber>();
  private readonly seats: readonly Seats[];
  private readonly values: Dated<DatedAttribute>;
  private readonly away: Dated<Absence>;
  private readonly holders: Dated<Holding>;
  private readonly heads: Dated<Holding>;
  private readonly results: ReadonlyMap<string, readonly ReportedResult[]>;
  private readonly reports = new Map<string, Set<PersonNumber>>();
  private readonly groups: ReadonlyMap<string, string | null>;

  constructor(company: Company) {
    this.people = [...company.participants].sort((a, b) => compareText(a.id, b.id));
    this.people.forEach((person, number) => this.numbers.set(person.id, number));
    const assignments = new Map<string, Assignment[]>();
    for (const row of company.assignments) {
      const known = assignments.get(row.participant);
      if (known) known.push(row);
      else assignments.set(row.participant, [row]);
    }
    for (const { manager, participant } of company.assignments) this.reportTo(manager, participant);
    this.seats = this.people.map(({ id }) => seatsOf(assignments.get(id) ?? []));
    this.values = new Dated(company.attributes, (row) => attributeKey(row.participant, row.name));
    this.away = new Dated(company.absences, (row) => row.participant);
    this.holders = new Dated(company.territoryHolders, (row) => row.of);
    this.heads = new Dated(company.groupHeads, (row) => row.of);
    const results = new Map<string, ReportedResult[]>();
    for (const result of company.results) {
      const known = results.get(resultKey(result));
      if (known) known.push(result);
      else results.set(resultKey(result), [result]);
    }
    this.results = results;
    this.groups = new Map(company.territories.map(({ id, group }) => [id, group]));
  }

  /** The number of a person, or `undefined` for an id that is nobody's. */
  numberOf(id: string): PersonNumber | undefined {
    return this.numbers.get(id);
  }

  /** The id of a person by number. */
  idOf(person: PersonNumber): string {
    return this.people[person]?.id ?? '';
  }

  /** Those whose manager a person is on a day, in the order of their ids. */
  reportsOn(person: PersonNumber, date: Day): readonly PersonNumber[] {
    const id = this.idOf(person);
    return [...(this.reports.get(id) ?? [])]
      .filter((other) => this.factOn(other, 'participant.manager', date) === id)
      .sort((a, b) => a - b);
  }

  /** All seats of a person, by date. */
  seatsOf(person: PersonNumber): Seats {
    return this.seats[person] ?? NO_SEATS;
  }

  /** What plan a person is on that day: a seat, `double` when two assignments hold at once, `undefined` for none. */
  seatOn(person: PersonNumber, date: Day): Seat | 'double' | undefined {
    return seatOn(this.seatsOf(person), date);
  }

  /** Ids of those who hold a territory that day, each once, in the order of their ids. */
  holdersOn(territory: string, date: Day): readonly string[] {
    return [...new Set(this.holders.allOn(territory, date).map((row) => row.participant))].sort(compareText);
  }

  /** The id of the head of the territory's group that day. */
  headOn(territory: string, date: Day): string | undefined {
    const group = this.groups.get(territory);
    return group ? this.heads.on(group, date)?.participant : undefined;
  }

  /** What was handed in of a measure, in the order in which it is known: by date, then by the end of its days. */
  resultsOf(result: Pick<ReportedResult, 'measure' | 'of' | 'subject'>): readonly ReportedResult[] {
    return [...(this.results.get(resultKey(result)) ?? [])].sort(
      (a, b) => a.date - b.date || (a.until ?? LAST_DAY) - (b.until ?? LAST_DAY),
    );
  }

  /** All dated values of an attribute of a person, by start. */
  datedValues(person: PersonNumber, name: string): readonly DatedAttribute[] {
    return this.values.of(attributeKey(this.idOf(person), name));
  }

  /** When a person is away, by start. */
  absencesOf(person: PersonNumber): readonly Absence[] {
    return this.away.of(this.idOf(person));
  }

  /**
   * A fact about a person on a day. `attribute.*`: the dated value, else the assignment's. `participant.*`: the assignment's (role,
   * manager), else the person's own. `undefined` is unknown.
   */
  factOn(person: PersonNumber, name: string, date: Day): FactValue {
    if (name.startsWith('attribute.')) {
      const dated = this.values.on(attributeKey(this.idOf(person), name), date);
      if (dated) return dated.value;
    }
    const seat = this.seatOn(person, date);
    const assignment = typeof seat === 'object' ? seat.assignment : undefined;
    if (name === 'participant.manager') return assignment?.manager ?? undefined;
    if (name === 'assignment.start') return typeof seat === 'object' ? seat.segment.from : undefined;
    if (name === 'assignment.end') return typeof seat === 'object' ? endOf(seat.segment) : undefined;
    return assignment?.attributes.get(name) ?? this.ownFact(person, name);
  }

  /** The days on which any of these facts of a person may change, sorted, each once. */
  changeDays(person: PersonNumber, names: readonly string[]): readonly Day[] {
    if (names.length === 0) return [];
    const rows = [
      ...names.flatMap((name) => this.datedValues(person, name)),
      ...this.seatsOf(person).rows.map((seat) => seat.assignment),
    ];
    const days = new Set(rows.flatMap((row) => [row.from, row.until ?? LAST_DAY]));
    return [...days].sort((a, b) => a - b);
  }

  private reportTo(manager: string | null, participant: string): void {
    const number = this.numbers.get(participant);
    if (manager === null || number === undefined) return;
    const known = this.reports.get(manager);
    if (known) known.add(number);
    else this.reports.set(manager, new Set([number]));
  }

  private ownFact(person: PersonNumber, name: string): FactValue {
    const known = this.people[person];
    if (name === 'participant.hired') return known?.hired ?? undefined;
    if (name === 'participant.left') return known?.left ?? undefined;
    return name === 'participant.id' ? known?.id : known?.facts.get(name);
  }
}

/** The last day of a stay, where it has one. */
function endOf({ until }: { readonly until: Day }): FactValue {
  return until === LAST_DAY ? undefined : until - 1;
}

function resultKey({ measure, of, subject }: Pick<ReportedResult, 'measure' | 'of' | 'subject'>): string {
  return `${measure}\u001f${of}\u001f${subject}`;
}

function attributeKey(participant: string, name: string): string {
  return `${participant}\u001f${name}`;
}
