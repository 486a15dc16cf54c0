import { addMonths, LAST_DAY, type Day, type NamedPeriod } from '../../../kernel/day.js';
import { multiply, ONE, ratio, ZERO, type Ratio } from '../../../kernel/ratio.js';
import type { FactValue } from '../../../model/facts.js';
import type { Measure, MeasureModifier } from '../../../rulebook/parts/measure.js';
import type { Operand } from '../../../rulebook/parts/condition.js';
import { blended, lastSeen, presentIn, type Blending } from '../blended.js';
import { partOfWindow } from './proration.js';
import { relieved } from './relief.js';
import { teamQuotaOf } from './team-quota.js';
import type { Stint } from '../stint.js';

/** The window of a quota, as it stands at the end of a pay period: `known` is the first day after it. */
export interface QuotaAt {
  readonly window: NamedPeriod;
  readonly known: Day;
  /** The day of a credit, where the quota is meant as it is on it. */
  readonly credit?: Day;
  /** Whether relief for absences is left out. */
  readonly whole?: boolean;
}

/**
 * The quota of a measure over a window, as it stands at the end of a pay period (`known`, the first day after it); `null` when there is
 * none on any day. Each value counts for the days it holds, out of all days of the window, so that somebody who is on the plan for part
 * of a window has part of the quota, unless the plan prorates otherwise. With `latest` the last value holds for all of the person's days. What
 * starts or ends after `known`, a value or the person's time on the plan, is not seen yet: until then everything goes on as it is, but for an absence, of which only the days before
 * `known` relieve. The goal of a
 * share (a retention, a ratio, a score) is the last value, whatever part of the window somebody was there.
 */
export function quotaOf(stint: Stint, measure: Measure, at: QuotaAt): Ratio | null {
  const { quota: name } = measure;
  if (name === null) return null;
  const seen = seenBy(stint, measure, at);
  const endless = at.window.name === 'plan-to-date' || at.window.until === LAST_DAY;
  if (endless || isShare(measure)) return lastSeen(stint, [name], { ...at, seen }) ?? null;
  const modify = (measure.modify ?? []).filter(({ kind }) => kind !== 'relief' || !at.whole);
  const ramp = ramped(stint, modify, at);
  const found = blended(stint, [name], { ...at, seen, ...ramp });
  if (!found) return null;
  const left = relieved(stint, modify, {
    ...at,
    own: (days) =>
      blended(stint, [name], { window: { name: '', ...days }, known: at.known, seen, ...ramp }) ?? ZERO,
    number: (operand) => numberOf(stint, operand, presentIn(stint, at).last) ?? ONE,
  });
  const parts = [proratedBy(stint, measure, at), left, seasonOf(stint, measure, at)];
  return parts.reduce(multiply, found);
}

/** The quota as it counts for a day: its value on it; the last in the window with `latest`, on days that have any; the one on the day that is asked for. */
function seenBy(stint: Stint, measure: Measure, at: QuotaAt): Blending['seen'] {
  const { quotaChange } = measure;
  if (measure.teamQuota) {
    const team = teamQuotaOf(stint, measure, at);
    return () => (team && 'sum' in team ? team.sum : undefined);
  }
  const name = measure.quota ?? '';
  const version = stint.versions.find(({ plan }) => plan.measures.includes(measure));
  const seen = (day: Day): Ratio | undefined => asRatio(stint.factOn(name, { version, day }));
  if (quotaChange === 'by-day') return seen;
  if (at.credit !== undefined) {
    const held = seen(at.credit);
    return () => held;
  }
  const last = lastSeen(stint, [name], { ...at, seen });
  return (day) => seen(day) && last;
}

/** What makes a quota by days of the window one of the person's own days, for the part of the window that the plan says counts. */
function proratedBy(stint: Stint, { modify }: Measure, at: QuotaAt): Ratio {
  const proration = modify?.find((each) => each.kind === 'proration');
  const { from, until } = presentIn(stint, at);
  if (!proration || proration.by === 'days' || until <= from) return ONE;
  const whole = ratio(BigInt(at.window.until - at.window.from), BigInt(until - from));
  return multiply(whole, partOfWindow(stint, at, proration));
}

/** Whether the number of a measure is a share, which no more time makes larger; a result is one unless it says otherwise. */
function isShare({ is, derived }: Measure): boolean {
  if (is === 'percent' || is === 'days') return true;
  if (derived?.kind === 'reported') return is === undefined;
  return derived?.kind === 'ratio' || derived?.kind === 'weighted';
}

/** The part of the quota that each month since somebody started has; after the months of the ramp, the whole. */
function ramped(
  stint: Stint,
  modify: readonly MeasureModifier[],
  at: QuotaAt,
): Pick<Blending, 'cuts' | 'times'> {
  const ramp = modify.find((each) => each.kind === 'ramp');
  if (!ramp) return {};
  const { last } = presentIn(stint, at);
  const since = stint.factOn(ramp.since, { version: stint.versionOn(last), day: last });
  if (typeof since !== 'number') return {};
  const starts = ramp.months.map((_, month) => addMonths(since, month));
  const end = addMonths(since, ramp.months.length);
  return {
    cuts: [...starts, end],
    times: (day) => {
      const month = starts.findLastIndex((start) => start <= day);
      const part = month < 0 || day >= end ? undefined : ramp.months[month];
      return part === undefined ? ONE : (numberOf(stint, part, last) ?? ONE);
    },
  };
}

/** The part of a year's quota that falls on the window. */
function seasonOf(stint: Stint, { seasonal, window }: Measure, at: QuotaAt): Ratio {
  if (!seasonal || window === 'plan-to-date') return ONE;
  const version = stint.versions[0];
  const year = version?.periodOn('year', at.window.from);
  if (!version || !year) return ONE;
  let index = 0;
  for (let day = year.from; day < at.window.from; index += 1)
    day = version.periodOn(window, day)?.until ?? at.window.from;
  const part = seasonal[index];
  return part === undefined ? ONE : (numberOf(stint, part, at.window.from) ?? ONE);
}

function numberOf(stint: Stint, operand: Operand, day: Day): Ratio | undefined {
  if ('quantity' in operand) return operand.quantity.value;
  return 'name' in operand
    ? asRatio(stint.factOn(operand.name, { version: stint.versionOn(day), day }))
    : undefined;
}

function asRatio(value: FactValue): Ratio | undefined {
  return typeof value === 'object' ? value : undefined;
}
