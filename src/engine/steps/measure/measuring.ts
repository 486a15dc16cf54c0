import type { Day, NamedPeriod } from '../../kernel/day.js';
import { compare, divide, ratio, type Ratio } from '../../kernel/ratio.js';
import type { Measure } from '../../rulebook/rulebook.js';
import type { PlanVersion } from '../plan-version.js';
import { derivedValue } from './derived.js';
import { quotaOf, type QuotaAt } from './quota/quota.js';
import type { CreditedFor } from '../credit/credit-book.js';
import type { Stint } from './stint.js';
import { teamQuotaOf } from './quota/team-quota.js';
import { VersionWalk } from './version-walk.js';
import { isSamePeriod, windowsOf, type Counted, type WindowRange } from './window-range.js';

/** What is added up from window to window: in each version of the plan a measure, and the bits that a credit must all have to count. */
export type Tally = (version: PlanVersion) => {
  readonly measure: Measure;
  readonly bits: number;
  /** Whether what retires quota is added up, or what is paid on; the first unless said. */
  readonly by?: CreditedFor;
} | null;

/** A tally over one window: what all its credits, with the rest of the window before, made of it, in 1/unit of the stint. */
interface Measured {
  readonly range: WindowRange;
  readonly closing: bigint;
}

/** What a measure has come to by a day, with its quota. Attainment exists only where the quota is above zero. */
export interface Standing {
  readonly measure: Ratio;
  readonly quota: Ratio | null;
  readonly attainment: Ratio | null;
  /** What the quota would be without relief for time away, where that is more. */
  readonly relievedFrom?: Ratio;
  /** Of how many people it is the sum, where it is a team's. */
  readonly members?: number;
  /** Why there is no quota of the team, where its people have some. */
  readonly lacks?: string;
  /** What the window before left below zero, which the measure begins with. */
  readonly carried?: Ratio;
}

/** Step 3, measure: credits of a stint accumulated over windows, in the order of their lines. */
export class Measuring {
  private readonly known = new Map<string, readonly Measured[]>();

  constructor(readonly stint: Stint) {}

  /** What a tally opens a window with: the negative rest of the windows that began before a day, where the plan carries it as measure. */
  openingOf(tally: Tally, at: { window: NamedPeriod; before: Day }): bigint {
    const { versions } = this.stint;
    if (!versions.some((version) => tally(version)?.measure.negative === 'carry-measure')) return 0n;
    const last = this.tallied(tally).findLast(
      ({ range }) =>
        !isSamePeriod(range.period, at.window) && (this.stint.dates[range.start] ?? 0) < at.before,
    );
    return last ? carried(last, tally) : 0n;
  }

  /** What the credits of a window before a place of the stint add to a tally. */
  earlierIn(window: NamedPeriod, tally: Tally, place: number): bigint {
    return this.sum(tally, { start: 0, end: place }, window);
  }

  /** What the credit at one place of the stint adds to a tally, where it lies in a window. */
  addedAt(place: number, tally: Tally, window: NamedPeriod): bigint {
    return this.sum(tally, { start: place, end: place + 1 }, window);
  }

  /**
   * Where a measure of a version stands at the end of the day before `known`, in the window around that day. A measure that a later version
   * does not have any more stands as it was on the last day of the version that asks. Below zero it stands at nothing where the negative is dropped or carried as measure.
   */
  standing(id: string, at: { known: Day; version: PlanVersion }): Standing | null {
    const { version } = at;
    const goesOn = this.versionBefore(at.known)?.measure(id) !== undefined;
    const known = goesOn ? at.known : Math.min(at.known, version.plan.effective.until ?? at.known);
    const measure = version.measure(id);
    const window = measure && windowAt(measure, { known, version });
    if (!measure || !window) return null;
    if (measure.derived) {
      const value = this.derived(measure, measure.derived, { window, known, version });
      return value && this.stand(measure, { sum: value, window, known });
    }
    const tally = tallyOf(id);
    const opening = measure.rolling === undefined ? this.openingOf(tally, { window, before: known }) : 0n;
    const days = { from: window.from, until: Math.min(known, window.until) };
    const sum = opening + this.sum(tally, { start: 0, end: this.stint.length }, days);
    const stands = this.stand(measure, { sum: ratio(counted(sum, measure), this.stint.unit), window, known });
    return opening === 0n ? stands : { ...stands, carried: ratio(opening, this.stint.unit) };
  }

  private derived(
    measure: Measure,
    derived: NonNullable<Measure['derived']>,
    at: { window: NamedPeriod; known: Day; version: PlanVersion },
  ): Ratio | null {
    const { stint } = this;
    const day = Math.min(at.known, stint.segment.until) - 1;
    return derivedValue(measure, derived, {
      stint,
      window: at.window,
      known: at.known,
      read: (name) => this.named(name, at),
      number: (operand) => {
        if ('quantity' in operand) return operand.quantity.value;
        const value =
          'name' in operand ? stint.factOn(operand.name, { version: at.version, day }) : undefined;
        return typeof value === 'object' ? value : null;
      },
    });
  }

  /** A measure, quota or attainment by its name. */
  private named(name: string, at: { known: Day; version: PlanVersion }): Ratio | null {
    const dot = name.indexOf('.');
    const standing = this.standing(name.slice(dot + 1), at);
    const kind = name.slice(0, dot);
    if (kind === 'measure') return standing?.measure ?? null;
    return (kind === 'quota' ? standing?.quota : standing?.attainment) ?? null;
  }

  /** A sum beside its quota. */
  stand(measure: Measure, at: { sum: Ratio } & QuotaAt): Standing {
    const quota = quotaOf(this.stint, measure, at);
    const attainment = quota && quota.n > 0n ? divide(at.sum, quota) : null;
    const relieves = measure.modify?.some(({ kind }) => kind === 'relief') ?? false;
    const whole = relieves ? quotaOf(this.stint, measure, { ...at, whole: true }) : null;
    const isLess = quota && whole && compare(quota, whole) < 0;
    const team = teamQuotaOf(this.stint, measure, at);
    return {
      measure: at.sum,
      quota,
      attainment,
      ...(isLess ? { relievedFrom: whole } : {}),
      ...(team && 'sum' in team ? { members: team.members } : (team ?? {})),
    };
  }

  /** The version that judges a window: the one in force on its last day of the stint, else the last there was. */
  versionBefore(known: Day): PlanVersion | undefined {
    const last = Math.min(known, this.stint.segment.until) - 1;
    return (
      this.stint.versionOn(last) ??
      this.stint.versions.findLast((version) => version.plan.effective.from <= last)
    );
  }

  /** The version that says how an incentive is paid at the end of a pay period: the one in force then, else the last that had it. */
  versionPaying(id: string, known: Day): PlanVersion | undefined {
    const last = this.versionBefore(known);
    return last?.incentive(id) ? last : this.lastHaving(id, known);
  }

  /** Until when an incentive looks at a window: to the end of a pay period, or to that of the last version that had it, where a later one drops it. */
  seenBy(id: string, until: Day): Day {
    if (this.versionBefore(until)?.incentive(id)) return until;
    return Math.min(until, this.lastHaving(id, until)?.plan.effective.until ?? until);
  }

  private lastHaving(id: string, until: Day): PlanVersion | undefined {
    return this.stint.versions.findLast(
      (version) => version.plan.effective.from < until && version.incentive(id) !== undefined,
    );
  }

  private tallied(tally: Tally): readonly Measured[] {
    const says = this.stint.versions.map((version) => tally(version));
    const key = says
      .map((each) => (each ? `${each.measure.id} ${each.bits} ${each.by ?? 'quota'}` : ''))
      .join();
    const known = this.known.get(key);
    if (known) return known;
    const measured: Measured[] = [];
    let opening = 0n;
    for (const range of windowsOf(this.stint, (version) => countedBy(version, tally))) {
      const closing = opening + this.sum(tally, range, range.period);
      measured.push({ range, closing });
      opening = carried({ range, closing }, tally);
    }
    this.known.set(key, measured);
    return measured;
  }

  /** What credits between two places, and of some days, add to a tally: each by the version in force on its date. */
  private sum(tally: Tally, places: { start: number; end: number }, days: { from: Day; until: Day }): bigint {
    const { stint } = this;
    const walk = new VersionWalk(stint, (version) => tally(version));
    let sum = 0n;
    for (let place = places.start; place < places.end; place += 1) {
      const date = stint.dates[place] ?? 0;
      if (date < days.from || date >= days.until) continue;
      walk.to(date);
      const { says } = walk;
      if (says && ((stint.counts[place] ?? 0) & says.bits) === says.bits)
        sum += stint.amountOf(place, says.measure, says.by);
    }
    return sum;
  }
}

/** The window of a measure at the end of the day before `known`: of the calendar, or the last so many days. */
function windowAt(
  measure: Measure,
  { known, version }: { known: Day; version: PlanVersion },
): NamedPeriod | undefined {
  const { rolling, window } = measure;
  if (rolling === undefined) return version.periodOn(window, known - 1);
  return { name: `the last ${rolling} days`, from: known - rolling, until: known };
}

/** The tally of a measure by its id. */
export function tallyOf(id: string): Tally {
  return (version) => {
    const measure = version.measure(id);
    return measure ? { measure, bits: version.measureBit(id) } : null;
  };
}

/** Below zero nothing is measured where a negative is dropped or waits for the next window: who reads the measure would count it in both. */
function counted(sum: bigint, { negative }: Measure): bigint {
  return sum < 0n && (negative === 'carry-measure' || negative === 'zero') ? 0n : sum;
}

function carried({ range, closing }: Measured, tally: Tally): bigint {
  const carries = tally(range.version)?.measure.negative === 'carry-measure';
  return carries && closing < 0n ? closing : 0n;
}

function countedBy(version: PlanVersion, tally: Tally): Counted | null {
  const says = tally(version);
  return says && { bits: version.measureBit(says.measure.id), window: says.measure.window };
}
