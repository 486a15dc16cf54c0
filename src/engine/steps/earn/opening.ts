import type { Day, NamedPeriod } from '../../kernel/day.js';
import type { Incentive } from '../../rulebook/rulebook.js';
import type { Measuring, Tally } from '../measure/measuring.js';
import { measuresOf, type Measures } from './terms/epoch.js';

/** What the axis and the base of an incentive open a window with, in 1/unit of the stint. */
export interface Opening {
  readonly axis: bigint;
  readonly base: bigint;
}

/**
 * The negative rests that an incentive begins a window with. The axis carries what its measure left, whatever the measure was called in the
 * version before; a base that is part of a measure carries the negative of that part.
 */
export function openingOf(
  measuring: Measuring,
  { incentive, axis, base }: Measures & { incentive: Incentive },
  at: { window: NamedPeriod; before: Day },
): Opening {
  const { id, when } = incentive;
  const ofAxis: Tally = (version) => {
    const measure = measuresOf(version, id)?.axis ?? version.measure(axis.id);
    return measure ? { measure, bits: version.measureBit(measure.id) } : null;
  };
  const ofBase: Tally = (version) => {
    const own = measuresOf(version, id)?.base;
    const measure = own ?? (when === null ? version.measure(base.id) : undefined);
    if (!measure) return null;
    const part = own && version.incentive(id)?.when ? version.incentiveBit(id) : 0;
    return { measure, bits: version.measureBit(measure.id) | part };
  };
  const opening = measuring.openingOf(ofAxis, at);
  const isWhole = when === null && axis === base;
  return { axis: opening, base: isWhole ? opening : measuring.openingOf(ofBase, at) };
}
