import { settledBefore, startCalculation, type Calculation } from '../../../src/engine/calculate.js';
import type { Day } from '../../../src/engine/kernel/day.js';
import { day } from '../sample-rules.js';
import { companyOf, linesOf, rulebookOf, type Booked, type Handed, type Situation } from '../situation.js';

/** A booking or a result, and the day on which it was told; what is told again later replaces it, and `gone` takes it back. */
export interface ToldOn {
  readonly on: string;
  readonly gone?: true;
}

/** What was told of bookings, day by day. */
export type ToldBooking = Booked & ToldOn;

/** What was told of results. */
export type ToldResult = Handed & ToldOn;

/** A company whose bookings and results became known one after the other. */
export interface History extends Omit<Situation, 'bookings' | 'results'> {
  readonly told: readonly ToldBooking[];
  readonly handed?: readonly ToldResult[];
  /** Rates by the day on which they were told: a further one of the same day corrects it. */
  readonly ratesTold?: readonly (readonly [on: string, rate: string])[];
}

/** Calculates on a day with what was told before or on it, and what was known by each cut-off. */
export function calculatedOn(
  history: History,
  today: string,
  of?: (participant: string) => boolean,
): Calculation {
  const now = day(today);
  const rules = rulebookOf(knownBy(history, now));
  const days = settledBefore(now, rules);
  const known = days.map(({ day: then }) => ({ day: then, company: companyOf(knownBy(history, then)) }));
  const calculating = startCalculation(companyOf(knownBy(history, now)), rules, {
    today: now,
    settled: known,
    ...(of ? { mine: of } : {}),
  });
  for (const line of linesOf(knownBy(history, now))) calculating.credit(line);
  for (const { day: then, from } of days)
    for (const line of linesOf(knownBy(history, then)))
      if (line.date >= from) calculating.creditThen(then, line);
  const earnings = calculating
    .participants()
    .flatMap((participant) =>
      [...calculating.earn(participant)].map(({ earning, lines }) => ({ earning, lines: [...lines] })),
    );
  return { earnings, exceptions: [...calculating.exceptions()], troubles: calculating.troubles() };
}

/** All that was known by the end of a day. */
export function knownBy(history: History, last: Day): Situation {
  const told = new Map<string, Booked>();
  for (const each of [...history.told].sort((a, b) => day(a.on) - day(b.on))) {
    if (day(each.on) > last) continue;
    const before = told.get(each.id);
    if (each.gone) told.delete(each.id);
    else told.set(each.id, { ...each, recorded: before?.recorded ?? day(each.on) });
  }
  const results = (history.handed ?? []).filter(({ on }) => day(on) <= last);
  const rates = history.ratesTold?.filter(([on]) => day(on) <= last).map(([, rate]) => rate);
  return { ...history, bookings: [...told.values()], results, ...(rates ? { rates } : {}) };
}
