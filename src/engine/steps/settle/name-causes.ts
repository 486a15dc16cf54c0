import type { Day } from '../../kernel/day.js';
import { compareText } from '../../kernel/text-order.js';
import { WITH_OTHERS, type Causes, type WindowKey } from '../../model/ledger.js';

/** A booking line that was added, amended or withdrawn since the last settlement, and one participant whose pay it touches. */
export interface ChangedBooking {
  readonly name: string;
  readonly date: Day;
  readonly participant: string;
}

/** Another fact or document that changed. `participants` null: it may touch anybody's pay, as who holds a territory does. */
export interface ChangedFact {
  readonly name: string;
  readonly participants: readonly string[] | null;
  readonly from: Day;
  readonly until: Day | null;
}

/** A booking that changed and may have moved what several people share of an incentive. */
export interface SharedBooking {
  readonly incentive: string;
  readonly name: string;
}

/** A window, and where the window of its measure begins: a January booking moves February's pay when both are in one quarter. */
export interface MeasuredWindow {
  readonly key: WindowKey;
  readonly measuredFrom: Day;
}

/** More names than these on one line tell nobody anything. */
const MOST_NAMES = 8;

/** A difference for which no changed fact was found: the calculation itself is another, by a newer engine. */
const RECALCULATED = 'recalculated';

/**
 * Why the lines of some windows changed. A line whose own booking changed names that revision: the caller knows it. Any other was moved by
 * the bookings of its participant in the same window, up to the end of its own period, and by the participant's quotas, assignments and
 * documents; where there are none, what several people share by the bookings of the others, and everything else by the facts that may touch anybody.
 *
 * Bookings are taken one at a time, in order of their names, so that however many changed only the names that are told are held.
 */
export class WindowCauses {
  private readonly windows = new Map<WindowKey, WindowNames>();
  private readonly byParticipant = new Map<string, WindowNames[]>();
  private readonly facts = new Map<string, ChangedFact[]>();
  private readonly common: readonly ChangedFact[];

  constructor(
    windows: Iterable<MeasuredWindow>,
    facts: readonly ChangedFact[],
    private readonly shared: readonly SharedBooking[] = [],
  ) {
    for (const { key, measuredFrom } of windows) {
      const names = { from: measuredFrom, until: key.origin.until, first: [], last: '', count: 0 };
      this.windows.set(key, names);
      listAt(this.byParticipant, key.participant).push(names);
    }
    for (const fact of facts) {
      for (const participant of fact.participants ?? []) listAt(this.facts, participant).push(fact);
    }
    this.common = facts.filter((fact) => fact.participants === null);
  }

  /** The bookings of one participant come in order of their names. */
  booking({ participant, name, date }: ChangedBooking): void {
    for (const window of this.byParticipant.get(participant) ?? []) {
      if (date < window.from || date >= window.until || (window.count > 0 && window.last === name)) continue;
      window.last = name;
      window.count += 1;
      if (window.count <= MOST_NAMES) window.first.push(name);
    }
  }

  /** After the last booking. */
  causes(ofLine: Causes['ofLine']): Causes {
    const known = new Map<WindowKey, readonly string[]>();
    const ofWindow = (key: WindowKey): readonly string[] => {
      const answer = known.get(key) ?? this.ofWindow(key);
      known.set(key, answer);
      return answer;
    };
    return { ofLine, ofWindow };
  }

  private ofWindow(key: WindowKey): readonly string[] {
    const window = this.windows.get(key);
    const from = window?.from ?? key.origin.from;
    const { first = [], count = 0 } = window ?? {};
    const own = distinct(inForce(this.facts.get(key.participant) ?? [], key, from));
    if (count + own.length > 0) return names([...first, ...own], count + own.length);
    const others = this.shared.filter(({ incentive }) => incentive === key.incentive);
    if (others.length > 0) {
      const named = names(
        others.map(({ name }) => name),
        others.length,
      );
      return [...named, WITH_OTHERS];
    }
    const common = distinct(inForce(this.common, key, from));
    return names(common, common.length);
  }
}

/** What changed in one window: the first names, and of how many. */
interface WindowNames {
  readonly from: Day;
  readonly until: Day;
  readonly first: string[];
  last: string;
  count: number;
}

function inForce(facts: readonly ChangedFact[], key: WindowKey, from: Day): readonly ChangedFact[] {
  return facts.filter((fact) => fact.from < key.origin.until && (fact.until === null || from < fact.until));
}

function distinct(facts: readonly ChangedFact[]): readonly string[] {
  return [...new Set(facts.map(({ name }) => name))];
}

/** The first of `count` names; `some` holds at least those that come first. */
function names(some: readonly string[], count: number): readonly string[] {
  if (count === 0) return [RECALCULATED];
  const first = some.toSorted(compareText).slice(0, MOST_NAMES);
  return count <= MOST_NAMES ? first : [...first, `and ${count - MOST_NAMES} more`];
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
