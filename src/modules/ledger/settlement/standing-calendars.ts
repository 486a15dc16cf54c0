import { periodContaining, type Stretch } from '../../../engine/kernel/calendar-period.js';
import { readDay, type Day, type NamedPeriod } from '../../../engine/kernel/day.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { PayCalendars, PayEvery } from '../../../engine/model/ledger.js';
import { payingIn } from '../../../engine/rulebook/reads/paying.js';
import type { Calendar, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { remembered } from '../remembered.js';

const STRETCHES: readonly Stretch[] = ['month', 'quarter', 'half', 'year'];

/** The pay calendars as the ledger stands, and which of them a plan pays by. */
export interface StandingCalendars extends PayCalendars {
  ofPlan(plan: string, version: string): string;
  /** How often pay falls due, told from a period that it falls due for. */
  everyOf(calendar: string, period: NamedPeriod): PayEvery;
}

/** Reads what is closed, and who left, as known at a position. */
export async function readCalendars(
  tx: Transaction,
  rulebook: Rulebook,
  position: bigint,
): Promise<StandingCalendars> {
  const closed = await closedDays(tx);
  const left = await leavers(tx, position);
  const calendars = new Map(rulebook.facts.calendars.map((calendar) => [calendar.id, calendar]));
  const periodAt = (id: string, every: PayEvery, day: Day): NamedPeriod | undefined => {
    const calendar = calendars.get(id);
    return calendar && every !== 'plan-to-date' ? periodContaining(calendar, every, day) : undefined;
  };
  const everyOfDays = remembered((days: string): PayEvery => {
    const [from, until, ...id] = days.split(' ');
    return everyOf(calendars.get(id.join(' ')), Number(from), Number(until));
  });
  return {
    periodAt,
    closedUntil: (calendar) => closed.get(calendar) ?? null,
    leftOn: (participant) => left.get(participant) ?? null,
    ofPlan: (plan, version) => calendarOfPlan(rulebook, plan, version),
    everyOf: (calendar, { from, until }) => everyOfDays(`${from} ${until} ${calendar}`),
  };
}

/** The first day of each calendar that is not closed. */
export async function closedDays(tx: Transaction): Promise<ReadonlyMap<string, Day>> {
  const sql = 'select calendar, max(period_until) as until from period_closing group by calendar';
  const rows = await tx.query<{ calendar: string; until: string }>(sql);
  return new Map(rows.map(({ calendar, until }) => [calendar, readDay(until) ?? 0]));
}

async function leavers(tx: Transaction, position: bigint): Promise<ReadonlyMap<string, Day>> {
  const known = latestKnown('participant', 'external_id, left_on');
  const sql = `select p.external_id, p.left_on from (${known}) p where p.left_on is not null`;
  const rows = await tx.query<{ external_id: string; left_on: string }>(sql, [position]);
  return new Map(rows.map((row) => [row.external_id, readDay(row.left_on) ?? 0]));
}

function calendarOfPlan(rulebook: Rulebook, plan: string, version: string): string {
  const paying = payingIn(rulebook);
  const found =
    paying.find(({ fingerprint }) => fingerprint === version) ?? paying.find(({ id }) => id === plan);
  invariant(found !== undefined, `an earning by plan ${plan}, which the rulebook does not have`);
  return found.calendar;
}

function everyOf(calendar: Calendar | undefined, from: Day, until: Day): PayEvery {
  if (!calendar) return 'plan-to-date';
  const fits = (stretch: Stretch): boolean => {
    const period = periodContaining(calendar, stretch, from);
    return period?.from === from && period.until === until;
  };
  return STRETCHES.find(fits) ?? 'plan-to-date';
}
