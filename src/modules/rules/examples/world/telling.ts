import type { Day } from '../../../../engine/kernel/day.js';
import type { NameTypes } from '../../../../engine/conditions/types/name-types.js';
import type { TestBooking, TestCredit, TestFact } from '../../documents/test-document.js';
import type { Problem } from '../example-report.js';
import type { Given } from '../gather.js';
import { GIVEN, givenCredit, type Extra } from './given-rulebook.js';
import { readLineFacts } from './line-facts.js';
import type { Seating } from './seating.js';
import type { Source, Told, ToldLine } from '../told.js';

interface Entry {
  readonly source: Source;
  readonly id: string;
  readonly date: Day;
  readonly recorded: Day | null;
  readonly isOwn: boolean;
  readonly path: string;
  readonly lines: readonly (Extra & { readonly given: readonly TestFact[]; readonly path: string })[];
}

/** Turns what a situation tells into lines, in the order in which it is written. */
export class Telling {
  readonly told: Told[] = [];
  readonly people = new Set<string>();
  private readonly sequences = new Map<string, bigint>();

  constructor(
    private readonly by: {
      readonly types: NameTypes;
      readonly seating: Seating;
      readonly problems: Problem[];
      readonly currency: string;
    },
  ) {}

  /** Credits given without asking a policy. The credits of one booking told at once are its lines. */
  credit({ item, path, isOwn }: Given<TestCredit>): void {
    this.people.add(item.person);
    const line = { ...this.creditTo(item), given: item.facts, path };
    this.tell({ source: 'credits', ...entryOf(item), isOwn, path, lines: [line] });
  }

  booking({ item, path, isOwn }: Given<TestBooking>): void {
    const own = { given: item.facts, path };
    const lines = item.lines.map((line, index) => ({
      given: [...item.facts.filter(({ name }) => !line.some((each) => each.name === name)), ...line],
      path: `${path}.lines.${index}`,
    }));
    this.tell({ source: 'bookings', ...entryOf(item), isOwn, path, lines: lines.length > 0 ? lines : [own] });
  }

  tell(entry: Entry): void {
    const key = `${entry.source} ${entry.id}`;
    const recorded = entry.recorded ?? entry.date;
    const before = this.told.filter((each) => each.key === key);
    const together = before.find((each) => each.recorded === recorded);
    const joins = together !== undefined && entry.source === 'credits';
    if (together ? !joins : before.length > 0 && entry.recorded === null) {
      const message = `${entry.id} is told twice: say with \`recorded\` when it was corrected, or give it an id of its own.`;
      this.by.problems.push({ path: entry.path, message });
      return;
    }
    const sequence = this.sequences.get(key) ?? BigInt(this.sequences.size);
    this.sequences.set(key, sequence);
    const first = together?.lines.length ?? 0;
    const lines = entry.lines.map((line, index) =>
      this.line(entry, { ...line, number: first + index + 1, sequence }),
    );
    if (together)
      this.told.splice(this.told.indexOf(together), 1, { ...together, lines: [...together.lines, ...lines] });
    else this.told.push({ key, recorded, isOwn: entry.isOwn, path: entry.path, lines });
  }

  /** An own credit, or one of another kind where the plan counts nothing else that day. */
  private creditTo({ person, date }: TestCredit): Extra {
    const version = this.by.seating
      .versionsOf(person)
      .findLast(
        ({ effective }) => effective.from <= date && (effective.until === null || date < effective.until),
      );
    // What is made of other measures, or handed in, counts no credit.
    const counts = version?.measures.filter(({ derived }) => !derived) ?? [];
    const [only, ...others] = new Set(counts.map(({ credits }) => credits));
    return givenCredit(only === undefined || others.length > 0 ? 'own' : only, person);
  }

  private line(entry: Entry, line: Entry['lines'][number] & { number: number; sequence: bigint }): ToldLine {
    const { types, problems } = this.by;
    const facts = readLineFacts(line.given, { types, path: line.path, problems });
    facts.people.forEach((person) => this.people.add(person));
    const currency = facts.currency ?? this.by.currency;
    const seller =
      line.person === undefined ? [] : ([[GIVEN.seller, sellerBelow(line.person, currency)]] as const);
    const named = facts.holders !== null || facts.groupManager !== null;
    return {
      source: entry.source,
      booking: entry.id,
      line: line.number,
      date: entry.date,
      sequence: line.sequence,
      currency,
      net: facts.net,
      salesperson: facts.salesperson,
      territory: facts.territory ?? (named ? `(territory of ${line.path})` : null),
      holders: facts.holders,
      groupManager: facts.groupManager,
      below: line.person ?? null,
      facts: new Map([...facts.rest, ...(line.facts ?? []), ...seller]),
      path: line.path,
    };
  }
}

/** Whoever sells for a person who is given a rollup credit; brackets keep it apart from any id. */
export function sellerBelow(person: string, currency: string): string {
  return `(seller below ${person}, ${currency})`;
}

function entryOf({
  id,
  date,
  recorded,
}: {
  id: string;
  date: Day;
  recorded: Day | null;
}): Pick<Entry, 'id' | 'date' | 'recorded'> {
  return { id, date, recorded };
}
