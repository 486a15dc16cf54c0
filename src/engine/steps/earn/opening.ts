import type { Measuring, Tally } from '../measure/measuring.js';
import type { WindowRange } from '../measure/window-range.js';
import type { Measure } from '../../rulebook/rulebook.js';
import { measuresOf } from './terms/epoch.js';

/** What the axis and the base of an incentive open a window with, in 1/unit of the stint. */
export interface Opening {
  readonly axis: bigint;
  readonly base: bigint;
}

/**
 * What an incentive begins a window with: the negative rests of the windows before, by the version in force when the window opens, and, where a later version
 * brings the incentive in mid-window, what its measures had come to by then. The axis carries what its measure left, whatever the measure was called in the
 * version before, unless it measured something else: an amount that is owed is no booking that is owed. A base that is part of a measure carries the
 * negative of that part.
 */
export function openingOf(measuring: Measuring, id: string, { period, start, opened }: WindowRange): Opening {
  const measures = measuresOf(opened, id);
  if (!measures) return { axis: 0n, base: 0n };
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
  return { axis: opening, base: isWhole ? opening : openedWith(ofBase) };
}

function isOfOneUnit(a: Measure, b: Measure): boolean {
  return (a.is ?? 'money') === (b.is ?? 'money') && a.unit === b.unit;
}
