import { compileCondition } from '../../conditions/compile-condition.js';
import { namesIn, placesOf } from '../../conditions/fact-places.js';
import { isWithin, type Day, type Period } from '../../kernel/day.js';
import { endOf } from '../../kernel/length.js';
import type { FactValue } from '../../model/facts.js';
import type { Condition } from '../../rulebook/rulebook.js';
import type { Length, PolicyWindow, WindowState } from '../../rulebook/parts/window.js';
import type { Gives } from '../compile-value.js';

/** A window of one version of a policy, and when that is in force. */
export interface VersionedWindow {
  readonly effective: Period;
  readonly window: PolicyWindow;
}

/** How a window stands on a day: its first day, and the first day after it. */
export interface WindowStanding {
  readonly state: WindowState;
  readonly from: Day | null;
  readonly until: Day | null;
}

interface Reading<C> {
  readonly nameOf: (name: string) => Gives<C>;
  readonly day: (about: C) => Day;
}

/** Every name that a window reads. */
export function namesInWindow({ starts, criteria, unless, extend }: PolicyWindow): readonly string[] {
  const conditions = [criteria, unless, extend?.granted ?? null];
  return [
    starts,
    ...conditions.flatMap((each) => (each ? namesIn(each) : [])),
    ...(extend?.asked ? [extend.asked.on] : []),
  ];
}

/** How a window stands, by the version in force on the day; none where none is. */
export function compileWindow<C>(
  versions: readonly VersionedWindow[],
  reading: Reading<C>,
): (about: C) => WindowStanding {
  const compiled = versions.map(({ effective, window }) => ({
    effective,
    stands: compileOne(window, reading),
  }));
  return (about) => {
    const day = reading.day(about);
    return compiled.find(({ effective }) => isWithin(day, effective))?.stands(about) ?? NONE;
  };
}

const NONE: WindowStanding = { state: 'none', from: null, until: null };

function compileOne<C>(window: PolicyWindow, reading: Reading<C>): (about: C) => WindowStanding {
  const { criteria, unless } = window;
  const starts = reading.nameOf(window.starts);
  const applies = criteria ? holdsOf(criteria, reading) : () => true;
  const isExcepted = unless ? holdsOf(unless, reading) : () => false;
  const extended = extensionOf(window, reading);
  return (about) => {
    const from = starts(about);
    const day = reading.day(about);
    if (typeof from !== 'number' || day < from || !applies(about) || isExcepted(about)) return NONE;
    const until = extended(about, from);
    return { state: day < until ? 'open' : 'closed', from, until };
  };
}

/** The end of a window from its first day, with its extension where that was granted and asked for in time. */
function extensionOf<C>({ lasts, extend }: PolicyWindow, reading: Reading<C>): (about: C, from: Day) => Day {
  if (!extend) return (_, from) => endOf(from, lasts);
  const { by, asked } = extend;
  const isGranted = holdsOf(extend.granted, reading);
  const askedOn = asked ? reading.nameOf(asked.on) : null;
  const inTime = (about: C, from: Day): boolean => {
    if (!asked || !askedOn) return true;
    const on = askedOn(about);
    return typeof on === 'number' && on < endOf(from, asked.within);
  };
  return (about, from) =>
    isGranted(about) && inTime(about, from) ? endOfBoth(from, lasts, by) : endOf(from, lasts);
}

/** The end of one length after another. Of months all are added at once: one and one from 31 January are over on 31 March, as two are. */
function endOfBoth(from: Day, lasts: Length, by: Length): Day {
  if (lasts.of === 'months' && by.of === 'months')
    return endOf(from, { ...lasts, count: lasts.count + by.count });
  return endOf(endOf(from, lasts), by);
}

function holdsOf<C>(condition: Condition, { nameOf }: Reading<C>): (about: C) => boolean {
  const names = namesIn(condition);
  const holds = compileCondition(condition, placesOf(names));
  const reads = names.map(nameOf);
  return (about) => holds(reads.map((read): FactValue => read(about)));
}
