import { isWithin, writeDay, type Day } from '../../../engine/kernel/day.js';
import { Roster, type PersonNumber } from '../../../engine/model/roster.js';
import type { Plan, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Gives } from '../../../engine/values/compile-value.js';
import { NAMES_READ, type NamesRead } from '../../../engine/values/names/names-read.js';
import { valuesOf } from '../../../engine/values/values-of.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { ParticipantsService } from '../../participants/participants.service.js';
import { namesOfLine, readJudgedLines, type JudgedLine } from '../rulings/judged-lines.js';
import type { ChangedBookings } from './changed-facts.js';

/** What the days of bookings are worked out with. */
export interface DayReading {
  readonly tx: Transaction;
  /** The rules that are known; null where none are published. */
  readonly rulebook: Rulebook | null;
  readonly participants: ParticipantsService;
}

interface Named {
  readonly source: string;
  readonly external_id: string;
}

/** How a version of a plan, or a SPIFF, says on which day it counts a line. */
interface Way {
  readonly plan: Plan;
  readonly isForAll: boolean;
  /** Undefined where it counts on the day of the booking. */
  readonly date: Gives<NamesRead> | undefined;
  readonly leaves: readonly string[];
}

/** Whether any plan counts bookings on another date than their own. */
export function datesAny({ plans, spiffs = [] }: Rulebook): boolean {
  return [...plans, ...spiffs].some((plan) => dateNameOf(plan) !== undefined);
}

/** On which days bookings count now, by the plans of the people near them and by SPIFFs; where that is not known, on their own. */
export async function daysNow(
  { tx, participants }: Omit<DayReading, 'rulebook'>,
  of: {
    readonly rulebook: Rulebook;
    readonly until: bigint;
    readonly bookings: readonly ChangedBookings[];
  },
  told: readonly Named[],
): Promise<readonly string[]> {
  const { rulebook, until, bookings } = of;
  const { facts: catalogue, plans, spiffs = [] } = rulebook;
  const roster = new Roster(await participants.companyAt(tx, until, catalogue));
  const ways = [
    ...plans.map((plan) => wayOf(plan, rulebook, false)),
    ...spiffs.map((plan) => wayOf(plan, rulebook, true)),
  ];
  const names = [...new Set(ways.flatMap(({ leaves }) => leaves))];
  const people = new Map(bookings.map((each) => [each.day, each.people]));
  const lines = await readJudgedLines(tx, { position: until, catalogue, roster, names }, [
    told.map(({ source }) => source),
    told.map(({ external_id: id }) => id),
  ]);
  const days = lines.flatMap((line) => {
    const near = (people.get(writeDay(line.date)) ?? []).flatMap((id) => roster.numberOf(id) ?? []);
    return daysOf(line, ways, { roster, near });
  });
  return [...new Set(days)].map(writeDay);
}

function wayOf(plan: Plan, rulebook: Rulebook, isForAll: boolean): Way {
  const name = dateNameOf(plan);
  if (name === undefined) return { plan, isForAll, date: undefined, leaves: [] };
  const values = valuesOf(plan, rulebook);
  return { plan, isForAll, date: values.reader(NAMES_READ)(name), leaves: values.leaves([name]) };
}

function dateNameOf({ measures }: Pick<Plan, 'measures'>): string | undefined {
  return measures.find(({ derived }) => !derived)?.date;
}

/** The days on which a line may count: for each person near it by the version in force on its own date; for nobody known, by all. */
function daysOf(
  line: JudgedLine,
  ways: readonly Way[],
  { roster, near }: { roster: Roster; near: readonly PersonNumber[] },
): readonly Day[] {
  const inForce = ways.filter(({ plan }) => isWithin(line.date, plan.effective));
  const by = (way: Way, person: PersonNumber | undefined): Day => {
    const names = namesOfLine(line, (name) =>
      person === undefined ? undefined : roster.factOn(person, name, line.date),
    );
    const found = way.date?.(names);
    return typeof found === 'number' ? found : line.date;
  };
  const days = near.flatMap((person) => {
    const seat = roster.seatOn(person, line.date);
    const plan = typeof seat === 'object' ? seat.assignment.plan : undefined;
    return inForce.filter((way) => way.isForAll || way.plan.id === plan).map((way) => by(way, person));
  });
  return days.length > 0 ? days : [line.date, ...inForce.map((way) => by(way, undefined))];
}
