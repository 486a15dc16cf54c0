import {
  settledBefore,
  startCalculation,
  type Calculating,
  type SettledDay,
} from '../../../../engine/calculate.js';
import { ratio } from '../../../../engine/kernel/ratio.js';
import { RATES_KNOWN } from '../../../../engine/model/rates.js';
import { RECORDED } from '../../../../engine/model/recorded.js';
import { LAST_DAY, type Day } from '../../../../engine/kernel/day.js';
import type { BookingLine, Company } from '../../../../engine/model/facts.js';
import { compareLines } from '../../../../engine/model/line-order.js';
import type { CreditException, Earning, EarningLine, Trouble } from '../../../../engine/model/result.js';
import { knownBy, lineId, type ToldLine } from '../told.js';
import { lastDayOf } from '../world/last-day.js';
import type { World } from '../world/world.js';

/** What the engine finds of a situation as known by the end of a day. */
export interface KnownCalculation {
  /** The lines by their ordinals. */
  readonly lines: readonly ToldLine[];
  readonly earnings: readonly { readonly earning: Earning; readonly lines: readonly EarningLine[] }[];
  readonly exceptions: readonly CreditException[];
  readonly troubles: readonly Trouble[];
}

/** Calculates with what was told by a day; without one, with everything. */
export function calculateKnown(world: World, day: Day = LAST_DAY): KnownCalculation {
  const today = (day === LAST_DAY ? lastDayOf(world) : day) + 1;
  const settled = settledBefore(today, world.rulebook);
  const calculating = startCalculation(companyKnown(world, day), world.rulebook, {
    today,
    settled: settled.map((then) => ({ day: then.day, company: companyKnown(world, then.day) })),
  });
  const lines = linesKnown(world, day);
  const recorded = firstTold(world);
  for (const line of lines) calculating.credit(bookingLine(line, calculating.lineFacts, recorded));
  for (const then of settled) lines.push(...creditThen(world, then, { calculating, recorded }));
  const earnings = calculating.participants().flatMap((participant) =>
    [...calculating.earn(participant)].map((earned) => ({
      earning: earned.earning,
      lines: [...earned.lines],
    })),
  );
  return { lines, earnings, exceptions: [...calculating.exceptions()], troubles: calculating.troubles() };
}

/** The company as known by a day: of each rate what was told of it until then. */
function companyKnown({ company }: World, day: Day): Company {
  if (!company.rates) return company;
  const rates = company.rates.flatMap((rate) => {
    const told = rate.told.filter(({ since }) => since <= day);
    return told.length === 0 ? [] : [{ ...rate, told }];
  });
  return { ...company, rates };
}

function linesKnown({ told }: World, day: Day): ToldLine[] {
  return knownBy(told, day)
    .flatMap(({ lines }) => lines)
    .sort(compareLines);
}

/** Credits what was told by a day on which something settles. */
function creditThen(
  world: World,
  { day, from }: SettledDay,
  by: { readonly calculating: Calculating; readonly recorded: ReadonlyMap<string, Day> },
): readonly ToldLine[] {
  const lines = linesKnown(world, day).filter(({ date }) => date >= from);
  for (const line of lines)
    by.calculating.creditThen(day, bookingLine(line, by.calculating.lineFacts, by.recorded));
  return lines;
}

/** What names the line behind a credit. */
export function lineIdAt({ lines }: KnownCalculation, ordinal: number): string {
  const line = lines[ordinal];
  return line ? lineId(line) : '';
}

/** The day on which each booking was first told, by the name of the booking. */
function firstTold({ told }: World): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>();
  for (const { key, recorded } of told) days.set(key, Math.min(recorded, days.get(key) ?? recorded));
  return days;
}

function bookingLine(
  told: ToldLine,
  names: readonly string[],
  recorded: ReadonlyMap<string, Day>,
): BookingLine {
  const { source, booking, line, date, sequence, currency, net, salesperson, territory } = told;
  const account = told.facts.get('booking.account');
  return {
    source,
    booking,
    line,
    date,
    sequence,
    currency,
    net,
    salesperson,
    territory,
    account: typeof account === 'string' ? account : null,
    facts: names.map((name) =>
      name === RECORDED || name === RATES_KNOWN
        ? ratio(BigInt(recorded.get(`${source} ${booking}`) ?? 0))
        : told.facts.get(name),
    ),
  };
}
