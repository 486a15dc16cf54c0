import { LAST_DAY, type Day, type NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Incentive, Plan, Spiff } from '../../../../src/engine/rulebook/rulebook.js';
import type { BookingLine } from '../../../../src/engine/model/facts.js';
import { windowAround } from '../facts/calendar.js';
import { offeredOf, readsOfCredit, type Credit } from '../facts/credits.js';
import { fraction, most, NOTHING, type Fraction } from '../facts/fraction.js';
import { meets, reading, type Reads } from '../facts/reading.js';
import { addingIn } from '../main-measure.js';
import { creditRate } from '../fx/of-line.js';
import { factOn, holds, lineFact, versionOn, versionsOf, type Stay, type World } from '../facts/world.js';

/** A SPIFF with the credits of those who take part, and everybody who has one, by id. */
export interface Program {
  readonly id: string;
  readonly world: World;
  readonly stays: readonly Stay[];
  readonly spiffs: readonly Spiff[];
}

/** The SPIFFs of a world. Each looks at a world of its own, in which its versions are the plans, and everybody is on them all of its time. */
export function programsOf(world: World): readonly Program[] {
  const all = world.rulebook.spiffs ?? [];
  const { company } = world;
  return [...new Set(all.map(({ id }) => id))].map((id) => {
    const spiffs = all.filter((each) => each.id === id);
    const credits = offeredOf(world).flatMap((credit) => credited(world, spiffs, credit));
    const rulebook = { ...world.rulebook, plans: spiffs, spiffs: [] };
    const own: World = { ...world, rulebook, found: new Map([['credits', credits]]) };
    const versions = versionsOf(own, id);
    const [from, until] = [versions[0]?.effective.from ?? 0, versions.at(-1)?.effective.until ?? LAST_DAY];
    const byResults = spiffs.some(countsResults) ? company.participants.map(({ id: person }) => person) : [];
    const may = byResults.filter((person) => isEverIn(own, { person, spiffs }));
    const people = [...new Set([...credits.map(({ person }) => person), ...may])].sort();
    return { id, world: own, spiffs, stays: people.map((person) => ({ person, plan: id, from, until })) };
  });
}

/** A credit counts where the SPIFF is in force, in its currency or one that it converts, and the person is one of those it is for on that day. */
function credited(world: World, spiffs: readonly Spiff[], credit: Credit): readonly Credit[] {
  const version = spiffs.find(({ effective }) => holds(effective, credit.date));
  const rate = version && creditRate(world, credit.line, version);
  if (!version || !rate) return [];
  const taken = { ...credit, version, rate };
  return version.who === null || meets(version.who, version, readsOfCredit(world, taken)) ? [taken] : [];
}

/** Whether something is shared by results that somebody hands in, so that who has one needs no credit. */
function countsResults(spiff: Spiff): boolean {
  return spiff.incentives.some(
    (each) => isShared(each) && each.formula.kind !== 'first-n' && addingIn(spiff, each.id) === undefined,
  );
}

/** Whether somebody may take part on some day. */
function isEverIn(world: World, { person, spiffs }: { person: string; spiffs: readonly Spiff[] }): boolean {
  return spiffs.some((version) => {
    const { from, until } = version.effective;
    const days = Array.from({ length: (until ?? world.horizon) - from }, (_, at) => from + at);
    return days.some(
      (day) =>
        world.company.assignments.some((row) => row.participant === person && holds(row, day)) &&
        mayTakePart(world, { person, version, day }),
    );
  });
}

/** Whether the condition on who takes part holds for somebody on a day. */
export function mayTakePart(
  world: World,
  { person, version, day }: { person: string; version: Plan; day: Day },
): boolean {
  const who = 'who' in version ? (version as Spiff).who : null;
  const leaf: Reads = (name) => factOn(world, person, { name, day });
  return who === null || meets(who, version, reading(world, version, { day, leaf }));
}

/** Whether an incentive is paid to several people together. */
export function isShared({ formula }: Incentive): boolean {
  return ['contest', 'pool', 'first-n'].includes(formula.kind);
}

/** A window of something shared that is over, and the version of its last day, which decides it. */
export interface Decided {
  readonly window: NamedPeriod;
  readonly version: Plan;
  readonly incentive: Incentive;
}

/** The days without a pause around a day on which the SPIFF is in force. */
export function runOf({ world }: Program, plan: Plan): NamedPeriod {
  return windowAround({ world, plan }, 'plan-to-date', plan.effective.from);
}

/** The first day of the run that a part belongs to. */
export function runOfPart(program: Program, { version, window }: Pick<Part, 'version' | 'window'>): Day {
  return version ? runOf(program, version).from : window.from;
}

/** The pay period of a day. */
export function periodOf(
  { world }: Program,
  { version, incentive }: Omit<Decided, 'window'>,
  day: Day,
): NamedPeriod {
  const every = incentive.payEvery ?? version.payEvery ?? 'month';
  return windowAround({ world, plan: version }, every, day);
}

/** When the booking of a credit became known. */
export function recordedOf(program: Program, { line }: Credit): Fraction {
  return recordedOfLine(program, line);
}

/** When a line became known. */
export function recordedOfLine({ world }: Program, line: BookingLine): Fraction {
  const told = lineFact(world, line, 'booking.recorded');
  return typeof told === 'object' ? told : NOTHING;
}

/** Somebody's part of something, before the budget, and the last of the bookings behind it. */
export interface Part {
  readonly person: string;
  readonly incentive: string;
  readonly window: NamedPeriod;
  readonly period: NamedPeriod;
  /** The day that falls in the pay period. */
  readonly day: Day;
  /** The version by whose terms it is paid. */
  readonly version: Plan | undefined;
  readonly exact: Fraction;
  readonly cents: bigint;
  readonly recorded: Fraction;
  /** When a place came to it that others gave up; and when it was given up, so that it is paid nothing now. */
  readonly since?: Fraction;
  readonly until?: Fraction;
  /** Whether the credits of a whole window brought it. */
  readonly isTogether?: boolean;
  /** The place of its last line among all. */
  readonly last: number;
  /** The booking that brought it, of what somebody earns by bookings of their own: its source and id. */
  readonly booking?: string;
}

/** What no booking brought comes after everything else. */
const AT_LAST = fraction(1n << 64n);

/** When the last of some credits became known, and the last of their lines. */
export function lastOf(program: Program, credits: readonly Credit[]): Pick<Part, 'recorded' | 'last'> {
  const recorded = credits.map((credit) => recordedOf(program, credit));
  return {
    recorded: credits.length === 0 ? AT_LAST : recorded.reduce(most),
    last: Math.max(-1, ...credits.map(({ line }) => program.world.lines.indexOf(line))),
  };
}

/** The version of a day that has an incentive. */
export function havingOn(
  { world, id }: Program,
  incentive: string,
  day: Day,
): Omit<Decided, 'window'> | undefined {
  const version = versionOn(world, id, day);
  const found = version?.incentives.find((each) => each.id === incentive);
  return version && found && { version, incentive: found };
}
