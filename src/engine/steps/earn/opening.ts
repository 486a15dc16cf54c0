import type { Measuring, Tally } from '../measure/measuring.js';
import type { WindowRange } from '../measure/window-range.js';
import type { Measure } from '../../rulebook/rulebook.js';
import { groupFactOf } from '../plan-version.js';
import { measuresOf } from './terms/epoch.js';
import { groupAt, type GroupSum, type GroupSums } from './terms/group-sums.js';

/** What the axis and the base of an incentive open a window with, in 1/unit of the stint. */
export interface Opening {
  readonly axis: bigint;
  readonly base: bigint;
  /** The same of each group of credits that share a fact; null where the formula is not applied to groups. */
  readonly groups: GroupSums | null;
}

/**
 * What an incentive begins a window with: the negative rests of the windows before, by the version in force when the window opens, and, where a later version
 * brings the incentive in mid-window, what its measures had come to by then. The axis carries what its measure left, whatever the measure was called in the
 * version before, unless it measured something else: an amount that is owed is no booking that is owed. A base that is part of a measure carries the
 * negative of that part.
 */
export function openingOf(measuring: Measuring, id: string, range: WindowRange): Opening {
  const { period, start, opened } = range;
  const measures = measuresOf(opened, id);
  if (!measures) return { axis: 0n, base: 0n, groups: null };
  const { axis, base } = measures;
  const when = opened.incentive(id)?.when ?? null;
  const ofAxis: Tally = (version) => {
    const measure = measuresOf(version, id)?.axis ?? version.measure(axis.id);
    return measure && isOfOneUnit(measure, axis) ? { measure, bits: version.measureBit(measure.id) } : null;
  };
  const ofBase: Tally = (version) => {
    const own = measuresOf(version, id)?.base;
    const measure = own ?? (when === null ? version.measure(base.id) : undefined);
    if (!measure || !isOfOneUnit(measure, base)) return null;
    const part = own && version.incentive(id)?.when ? version.incentiveBit(id) : 0;
    return { measure, bits: version.measureBit(measure.id) | part, by: 'pay' };
  };
  const at = { window: period, before: (measuring.stint.dates[start] ?? period.from) + 1 };
  const isBrought = measuring.stint.versions.some((version) => !version.incentive(id));
  const openedWith = (tally: Tally): bigint =>
    measuring.openingOf(tally, at) + (isBrought ? measuring.earlierIn(period, tally, start) : 0n);
  const opening = openedWith(ofAxis);
  const isWhole = when === null && axis === base && !measuring.stint.hasTwoCredits;
  const groups = groupsBefore(measuring, range, { id, isBrought, axis: ofAxis, base: ofBase });
  return { axis: opening, base: isWhole ? opening : openedWith(ofBase), groups };
}

/** What the groups of a window had come to before a version brought the incentive in; nothing goes over from window to window. */
function groupsBefore(
  measuring: Measuring,
  { period, start, opened }: WindowRange,
  { id, isBrought, axis, base }: { id: string; isBrought: boolean; axis: Tally; base: Tally },
): GroupSums | null {
  const incentive = opened.incentive(id);
  const fact = incentive ? groupFactOf(incentive) : null;
  if (fact === null) return null;
  const groups = new Map<number, GroupSum>();
  if (!isBrought) return groups;
  const { stint } = measuring;
  for (let place = 0; place < start; place += 1) {
    const adds = (tally: Tally): bigint => measuring.addedAt(place, tally, period);
    const [onAxis, onBase] = [adds(axis), adds(base)];
    if (onAxis === 0n && onBase === 0n) continue;
    const group = groupAt(stint, place, columnAt(measuring, place, fact));
    const stood = groups.get(group) ?? { axis: 0n, base: 0n };
    groups.set(group, { axis: stood.axis + onAxis, base: stood.base + onBase });
  }
  return groups;
}

function columnAt({ stint }: Measuring, place: number, fact: string): number {
  return stint.versionOn(stint.dates[place] ?? 0)?.rateNames.indexOf(fact) ?? -1;
}

function isOfOneUnit(a: Measure, b: Measure): boolean {
  return (a.is ?? 'money') === (b.is ?? 'money') && a.unit === b.unit;
}
