import type { Day } from '../../../../engine/kernel/day.js';
import { canonical } from '../../../../engine/kernel/fingerprint.js';
import { roundToUnits, type Ratio } from '../../../../engine/kernel/ratio.js';
import {
  WINDOW_LINE,
  type Causes,
  type EarnedLine,
  type PostedLine,
  type Posting,
  type WindowKey,
} from '../../../../engine/model/ledger.js';
import type { Earning } from '../../../../engine/model/result.js';
import { settle } from '../../../../engine/settle.js';
import { daysSettled } from '../world/last-day.js';
import { daysTold, knownBy, lineId, type ToldLine } from '../told.js';
import type { World } from '../world/world.js';
import { calculateKnown, lineIdAt, type KnownCalculation } from './known-calculation.js';
import { calendarsOn, everyOf } from './pay-calendar.js';

const EXACT_DECIMALS = 12;

/** A line that a settlement posts, with the bookings that caused it. */
export interface PostedRow {
  readonly person: string;
  readonly incentive: string;
  readonly currency: string;
  readonly origin: string;
  readonly period: string;
  readonly cents: bigint;
  readonly cause: readonly string[];
  /** The booking it is about; empty for a rounding line, and for what is no booking's. */
  readonly booking: string;
  readonly told: Day;
}

/**
 * Lets knowledge advance: on each day on which something was told, calculates with what is known, closes the pay periods that ended by
 * then, and settles. What counts is posted from the first day on which the situation itself tells something; before that, the situations
 * it follows post.
 */
export function postedOf(world: World): readonly PostedRow[] {
  const own = world.told.filter(({ isOwn }) => isOwn).map(({ recorded }) => recorded);
  const counts = own.length === 0 ? -Infinity : Math.min(...own);
  const posted: PostedLine[] = [];
  const rows: PostedRow[] = [];
  let before: KnownCalculation | null = null;
  for (const day of [...new Set([...daysTold(world.told), ...daysSettled(world)])].sort((a, b) => a - b)) {
    const now = calculateKnown(world, day);
    const earned = earnedLines(world, now);
    const causes = causesOf(changedOn(world, day), [now, ...(before ? [before] : [])]);
    const postings = settle({ earned, posted }, calendarsOn(world, day), causes);
    posted.push(...postings.map(postedLine));
    if (day >= counts) rows.push(...postings.map((posting) => rowOf(posting, world, day)));
    before = now;
  }
  return rows;
}

function earnedLines(world: World, calculation: KnownCalculation): readonly EarnedLine[] {
  return calculation.earnings.flatMap(({ earning, lines }) => {
    if (earning.incentive === '') return [];
    const key = keyOf(earning, world);
    return lines.map((line) => ({
      key,
      bookingLine: line.credit ? lineIdAt(calculation, line.credit.line) : WINDOW_LINE,
      exact: trillionths(line.exact),
      cents: line.amount,
      tier: line.tier,
      rate: line.rate && trillionths(line.rate),
    }));
  });
}

function keyOf(earning: Earning, { rulebook }: World): WindowKey {
  const plan = [...rulebook.plans, ...(rulebook.spiffs ?? [])].find(
    ({ id, fingerprint }) => id === earning.plan && fingerprint === earning.version,
  );
  const calendar = rulebook.facts.calendars.find(({ id }) => id === plan?.calendar);
  return {
    participant: earning.participant,
    incentive: earning.incentive,
    currency: earning.currency,
    calendar: calendar?.id ?? '',
    every: everyOf(calendar, earning.period),
    origin: earning.period,
    state: 'payable',
  };
}

function postedLine({ key, bookingLine, exact, cents, tier, rate }: Posting): PostedLine {
  return { kind: 'earning', key, bookingLine, exact, cents, tier, rate };
}

function rowOf({ key, posted, cents, cause, bookingLine }: Posting, world: World, told: Day): PostedRow {
  const line = world.told.flatMap(({ lines }) => lines).find((each) => lineId(each) === bookingLine);
  return {
    person: key.participant,
    incentive: key.incentive,
    currency: key.currency,
    origin: key.origin.name,
    period: posted.name,
    cents,
    cause: [...new Set(cause)],
    booking: line?.booking ?? '',
    told,
  };
}

/** Lines told on a day, with those they replace: a revision may take a line away or move it. */
function changedOn({ told }: World, day: Day): readonly ToldLine[] {
  const now = told.filter(({ recorded }) => recorded === day);
  const keys = new Set(now.map(({ key }) => key));
  const before = knownBy(told, day - 1).filter(({ key }) => keys.has(key));
  return [...before, ...now].flatMap(({ lines }) => lines);
}

/** A line is caused by its own booking, else by the bookings told that day which moved its person's window. */
function causesOf(changed: readonly ToldLine[], calculations: readonly KnownCalculation[]): Causes {
  const own = new Map(changed.map((line) => [lineId(line), line.booking]));
  const lines = calculations.flatMap((calculation) =>
    calculation.earnings.flatMap(({ earning, lines: paid }) =>
      paid.flatMap(({ credit }) => (credit ? [{ earning, id: lineIdAt(calculation, credit.line) }] : [])),
    ),
  );
  return {
    ofLine: (id) => own.get(id),
    ofWindow: (key) => {
      const windows = lines
        .filter(({ earning }) => isOf(earning, key))
        .map(({ earning }) => earning.window.from);
      const from = windows.length === 0 ? key.origin.from : Math.min(...windows);
      const credited = new Set(
        lines.filter(({ earning }) => earning.participant === key.participant).map(({ id }) => id),
      );
      const moving = changed.filter(
        (line) => credited.has(lineId(line)) && from <= line.date && line.date < key.origin.until,
      );
      return [...new Set(moving.map(({ booking }) => booking))];
    },
  };
}

function isOf(earning: Earning, key: WindowKey): boolean {
  return (
    earning.participant === key.participant &&
    earning.incentive === key.incentive &&
    canonical(earning.period) === canonical(key.origin)
  );
}

function trillionths(value: Ratio): bigint {
  return roundToUnits(value, EXACT_DECIMALS);
}
