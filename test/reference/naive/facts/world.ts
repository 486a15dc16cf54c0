import { LAST_DAY, type Day } from '../../../../src/engine/kernel/day.js';
import type { BookingLine, Company, FactValue } from '../../../../src/engine/model/facts.js';
import type { Plan, Rulebook } from '../../../../src/engine/rulebook/rulebook.js';

/** All that is known, and the last day anything is known of. */
export interface World {
  readonly company: Company;
  readonly rulebook: Rulebook;
  readonly lines: readonly BookingLine[];
  /** What `BookingLine.facts` are, in their order. */
  readonly lineFacts: readonly string[];
  readonly horizon: Day;
  /** The world as it was known by the end of a day, where that is to be told from what is known now. */
  readonly knownBy?: (day: Day) => World;
  /** Answers already found, by question: the same is asked very often. */
  readonly found: Map<string, unknown>;
}

/** An unbroken stay of somebody on one plan. */
export interface Stay {
  readonly person: string;
  readonly plan: string;
  readonly from: Day;
  readonly until: Day;
}

/** Answers a question once. */
export function once<T>(world: World, question: string, answer: () => T): T {
  if (!world.found.has(question)) world.found.set(question, answer());
  return world.found.get(question) as T;
}

/** Everybody's stays: assignments of one plan that touch are one. */
export function staysOf(world: World): readonly Stay[] {
  return once(world, 'stays', () => findStays(world));
}

function findStays(world: World): readonly Stay[] {
  const rows = [...world.company.assignments].sort((a, b) => a.from - b.from);
  const stays: Stay[] = [];
  for (const { participant: person, plan, from, until } of rows) {
    const at = stays.findIndex((stay) => stay.person === person && stay.plan === plan && stay.until >= from);
    const before = stays[at];
    if (before) stays[at] = { ...before, until: Math.max(before.until, until ?? LAST_DAY) };
    else stays.push({ person, plan, from, until: until ?? LAST_DAY });
  }
  return stays;
}

export function versionsOf(world: World, plan: string): readonly Plan[] {
  return once(world, `versions of ${plan}`, () =>
    world.rulebook.plans.filter(({ id }) => id === plan).sort((a, b) => a.effective.from - b.effective.from),
  );
}

export function versionOn(world: World, plan: string, day: Day): Plan | undefined {
  return versionsOf(world, plan).find(({ effective }) => holds(effective, day));
}

export function holds(
  { from, until }: { readonly from: Day; readonly until: Day | null },
  day: Day,
): boolean {
  return from <= day && (until === null || day < until);
}

/** A fact about somebody on a day: the dated value, else the assignment's. */
export function factOn(world: World, person: string, { name, day }: { name: string; day: Day }): FactValue {
  const { attributes, assignments, participants } = world.company;
  const dated = attributes
    .filter((row) => row.participant === person && row.name === name && holds(row, day))
    .sort((a, b) => a.from - b.from)
    .at(-1);
  if (dated) return dated.value;
  const seat = assignments.find((row) => row.participant === person && holds(row, day));
  if (name === 'participant.manager') return seat?.manager ?? undefined;
  if (name === 'assignment.start')
    return seat && staysOf(world).find((stay) => stay.person === person && holds(stay, day))?.from;
  return seat?.attributes.get(name) ?? participants.find(({ id }) => id === person)?.facts.get(name);
}

/** A fact of a line: what came with it, or what everybody can see of it. */
export function lineFact(world: World, line: BookingLine, name: string): FactValue {
  if (name === 'line.net') return { n: line.net, d: 1_000_000n };
  if (name === 'booking.date') return line.date;
  if (name === 'booking.salesperson') return line.salesperson ?? undefined;
  if (name === 'territory.holders') return holdersOf(world, line).join(', ') || undefined;
  return line.facts[world.lineFacts.indexOf(name)];
}

/** Who holds the territory of a line on its date, by id. */
export function holdersOf({ company }: World, line: BookingLine): readonly string[] {
  const rows = company.territoryHolders.filter((row) => row.of === line.territory && holds(row, line.date));
  return [...new Set(rows.map(({ participant }) => participant))].sort();
}
