import type { Day, NamedPeriod } from '../../../kernel/day.js';
import { mainMeasure, measureNamed } from '../../../rulebook/reads/main-measure.js';
import type { Measure, Plan } from '../../../rulebook/rulebook.js';
import type { Stint } from '../../measure/stint.js';
import { VersionWalk } from '../../measure/version-walk.js';
import type { PlanVersion } from '../../plan-version.js';

/** A credit that a window's pay is attributed to. */
export interface Contribution {
  readonly place: number;
  /** The person's part, in 1/unit of the stint. */
  readonly amount: bigint;
}

/** The credits of a window until a day that what an incentive pays is attributed to: those of the measure that it is about. */
export function contributionsOf(
  stint: Stint,
  id: string,
  { window, known }: { window: NamedPeriod; known: Day },
): readonly Contribution[] {
  const walk = new VersionWalk(stint, (version) => contributing(version, id));
  const found: Contribution[] = [];
  for (let place = 0; place < stint.length; place += 1) {
    const date = stint.dates[place] ?? 0;
    if (date < window.from || date >= window.until || date >= known) continue;
    walk.to(date);
    const { says } = walk;
    if (!says || ((stint.counts[place] ?? 0) & says.bits) !== says.bits) continue;
    found.push({ place, amount: stint.amountOf(place, says.measure) });
  }
  return found;
}

/** The date of the last credit that what an incentive measures counts, paid on or not, where that may be later than anything that is booked; zero where there is none. */
export function lastCounted(stint: Stint, id: string): Day {
  if (!stint.credits.date) return 0;
  const walk = new VersionWalk(stint, (version) => {
    const says = contributing(version, id);
    return says && version.measureBit(says.measure.id);
  });
  for (let place = stint.length - 1; place >= 0; place -= 1) {
    const date = stint.dates[place] ?? 0;
    walk.to(date);
    if (walk.says && ((stint.counts[place] ?? 0) & walk.says) === walk.says) return date;
  }
  return 0;
}

/** The measure whose credits make what an incentive is about: of a ratio or weighted measure, the first of its parts that adds credits up. */
export function contributing(
  version: PlanVersion,
  id: string,
): { readonly measure: Measure; readonly bits: number } | null {
  const incentive = version.incentive(id);
  const main = incentive && mainMeasure(incentive, version.plan);
  const measure = main && addsUp(main, version.plan, new Set());
  if (!measure) return null;
  return { measure, bits: version.measureBit(measure.id) | version.incentiveBit(id) };
}

function addsUp(measure: Measure, plan: Plan, seen: Set<string>): Measure | undefined {
  const { derived, id } = measure;
  if (!derived) return measure;
  if (derived.kind === 'reported' || seen.has(id)) return undefined;
  seen.add(id);
  const names = derived.kind === 'weighted' ? derived.parts.map(({ of }) => of) : derived.of;
  for (const name of names) {
    const part = measureNamed(name, plan);
    const found = part && addsUp(part, plan, seen);
    if (found) return found;
  }
  return undefined;
}
