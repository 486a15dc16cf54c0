import type { Day } from '../../../kernel/day.js';
import type { Ratio } from '../../../kernel/ratio.js';
import type { FactValue } from '../../../model/facts.js';
import type { Operand } from '../../../rulebook/rulebook.js';
import type { SayHow } from '../../../conditions/verdict/say-verdict.js';
import { howOf } from '../../../values/say/say-value.js';
import type { Measuring, Standing } from '../../measure/measuring.js';
import type { PlanVersion } from '../../plan-version.js';

/** What a window is read at: the first day after the pay period, by the version of the plan that asks. */
export interface ReadingAt {
  readonly known: Day;
  readonly version: PlanVersion;
  /** What another incentive earned, by its name. */
  readonly earned?: (name: string) => Ratio | undefined;
}

/**
 * Reads names as a version of the plan sees them at the end of a pay period: `measure.arr`, `quota.arr` and `attainment.arr` as they stand
 * by then, facts of the person on its last day, or on the version's own last day, or their own on a plan, where that came first. `here` is where the window stands.
 */
export class WindowReading {
  private readonly standings = new Map<string, Standing | null>();
  private last: Day | undefined;

  constructor(
    private readonly measuring: Measuring,
    private readonly at: ReadingAt,
    here: { id: string; standing: Standing } | null,
  ) {
    if (here) this.standings.set(here.id, here.standing);
  }

  /** The value of a name, values and tables worked out; `undefined` is unknown. */
  read(name: string): FactValue {
    return this.at.version.ofWindow(name)(this);
  }

  /** How a value came about, or why it is unknown. */
  get how(): SayHow {
    return howOf(this.at.version.values, this);
  }

  /** The last day that is known. */
  get day(): Day {
    this.last ??= this.lastDay();
    return this.last;
  }

  /** The value of a fact, a measure, a quota or an attainment. */
  leaf(name: string): FactValue {
    const dot = name.indexOf('.');
    const [kind, id] = [name.slice(0, dot), name.slice(dot + 1)];
    if (kind === 'incentive') return this.at.earned?.(name);
    if (kind !== 'measure' && kind !== 'quota' && kind !== 'attainment') {
      const { stint } = this.measuring;
      return stint.books.roster.factOn(stint.person, name, this.day);
    }
    return this.standing(id)?.[kind] ?? undefined;
  }

  /** The number an operand gives; `undefined` for what is unknown or no number. */
  number(operand: Operand): Ratio | undefined {
    if ('quantity' in operand) return operand.quantity.value;
    const value = 'name' in operand ? this.read(operand.name) : undefined;
    return typeof value === 'object' ? value : undefined;
  }

  private lastDay(): Day {
    const { stint } = this.measuring;
    const until = this.at.version.plan.effective.until ?? this.at.known;
    return stint.lastDayBy(Math.min(this.at.known, until, stint.segment.until) - 1);
  }

  private standing(id: string): Standing | null {
    const known = this.standings.get(id);
    if (known !== undefined) return known;
    const standing = this.measuring.standing(id, this.at);
    this.standings.set(id, standing);
    return standing;
  }
}
