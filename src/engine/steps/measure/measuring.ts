import type { Day, NamedPeriod } from '../../kernel/day.js';
import { divide, ratio, type Ratio } from '../../kernel/ratio.js';
import type { Measure } from '../../rulebook/rulebook.js';
import type { PlanVersion } from '../plan-version.js';
import { quotaOf } from './quota.js';
import type { Stint } from './stint.js';
import { VersionWalk } from './version-walk.js';
import { windowsOf, type WindowRange } from './window-range.js';

/** A measure over one window: what it opened with and what all its credits made of it, in 1/unit of the stint. */
interface Measured {
  readonly range: WindowRange;
  readonly opening: bigint;
  readonly closing: bigint;
}

/** What a measure has come to by a day, with its quota. Attainment exists only where the quota is above zero. */
export interface Standing {
  readonly measure: Ratio;
  readonly quota: Ratio | null;
  readonly attainment: Ratio | null;
}

/** Step 3, measure: credits of a stint accumulated over windows, in the order of their lines. */
export class Measuring {
  private readonly known = new Map<string, readonly Measured[]>();

  constructor(readonly stint: Stint) {}

  /** What a measure opens a window with: the negative rest of the windows before, where the plan carries it as measure. */
  openingOf(id: string, window: NamedPeriod): bigint {
    if (!this.stint.versions.some((version) => version.measure(id)?.negative === 'carry-measure')) return 0n;
    const earlier = this.measured(id).filter(({ range }) => range.period.from < window.from);
    const last = earlier.at(-1);
    if (!last || last.range.version.measure(id)?.negative !== 'carry-measure') return 0n;
    return last.closing < 0n ? last.closing : 0n;
  }

  /** Where a measure stands at the end of the day before `known`, in the window around that day. */
  standing(id: string, known: Day): Standing | null {
    const version = this.versionBefore(known);
    const measure = version?.measure(id);
    const window = measure && version?.periodOn(measure.window, known - 1);
    if (!version || !measure || !window) return null;
    let sum = this.openingOf(id, window);
    sum += this.sum(
      id,
      { start: 0, end: this.stint.length },
      { from: window.from, until: Math.min(known, window.until) },
    );
    return this.stand(measure, { sum: ratio(sum, this.stint.unit), window, known });
  }

  /** A sum beside its quota. */
  stand(measure: Measure, at: { sum: Ratio; window: NamedPeriod; known: Day }): Standing {
    const quota = quotaOf(this.stint, measure, at);
    return { measure: at.sum, quota, attainment: quota && quota.n > 0n ? divide(at.sum, quota) : null };
  }

  /** The version that judges a window: the one in force on its last day of the stint, else the last there was. */
  versionBefore(known: Day): PlanVersion | undefined {
    const last = Math.min(known, this.stint.segment.until) - 1;
    return (
      this.stint.versionOn(last) ??
      this.stint.versions.findLast((version) => version.plan.effective.from <= last)
    );
  }

  private measured(id: string): readonly Measured[] {
    const known = this.known.get(id);
    if (known) return known;
    const measured: Measured[] = [];
    let opening = 0n;
    for (const range of windowsOf(this.stint, (version) => countedBy(version, id))) {
      const closing = opening + this.sum(id, range, range.period);
      measured.push({ range, opening, closing });
      opening = closing < 0n && range.version.measure(id)?.negative === 'carry-measure' ? closing : 0n;
    }
    this.known.set(id, measured);
    return measured;
  }

  /** What credits between two places, and of some days, add to a measure: each by the version in force on its date. */
  private sum(id: string, places: { start: number; end: number }, days: { from: Day; until: Day }): bigint {
    const { stint } = this;
    const walk = new VersionWalk(stint, (version) => ({
      bit: version.measureBit(id),
      fact: version.measure(id)?.sum ?? '',
    }));
    let sum = 0n;
    for (let place = places.start; place < places.end; place += 1) {
      const date = stint.dates[place] ?? 0;
      if (date < days.from || date >= days.until) continue;
      walk.to(date);
      if (walk.says && ((stint.counts[place] ?? 0) & walk.says.bit) !== 0)
        sum += stint.amountAt(place, walk.says.fact);
    }
    return sum;
  }
}

function countedBy(version: PlanVersion, id: string): { bits: number; window: Measure['window'] } | null {
  const measure = version.measure(id);
  return measure ? { bits: version.measureBit(id), window: measure.window } : null;
}
