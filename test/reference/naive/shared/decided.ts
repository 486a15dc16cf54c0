import { LAST_DAY, type Day, type NamedPeriod } from '../../../../src/engine/kernel/day.js';
import type { Incentive, Plan } from '../../../../src/engine/rulebook/rulebook.js';
import { windowAround } from '../facts/calendar.js';
import type { Credit } from '../facts/credits.js';
import type { Seen } from '../facts/seen.js';
import { holds, versionsOf, type Stay } from '../facts/world.js';
import { addingIn, mainMeasureOf } from '../main-measure.js';
import { creditsIn, isCounted } from '../measures.js';
import { havingOn, mayTakePart, runOf, type Decided, type Program } from './program.js';

/**
 * The windows of a contest or pool that are over: one is, once a booking of the day is known on which it settles, or of a later one. None goes on after the
 * SPIFF.
 */
export function decidedWindows(program: Program, id: string): readonly Decided[] {
  const decided: Decided[] = [];
  const versions = versionsOf(program.world, program.id);
  const [first, last] = [versions[0]?.effective.from ?? 0, versions.at(-1)?.effective.until ?? LAST_DAY];
  for (let day: Day = first; day < last && day <= program.world.horizon;) {
    const window = windowOn(program, id, day);
    if (!window) {
      day += 1;
      continue;
    }
    const by = havingOn(program, id, window.until - 1);
    if (by && settlingDay(by.incentive, window) <= program.world.horizon) decided.push({ ...by, window });
    day = window.until;
  }
  return decided;
}

/** The day on which a window settles: one that is named, or so many days after its last. */
export function settlingDay({ formula }: Incentive, { until }: NamedPeriod): Day {
  if (formula.kind !== 'contest' && formula.kind !== 'pool') return until - 1;
  const { settles } = formula;
  if (settles && 'on' in settles) return Math.max(settles.on, until - 1);
  return until - 1 + (settles?.after ?? 0);
}

function windowOn(program: Program, id: string, day: Day): NamedPeriod | undefined {
  const on = havingOn(program, id, day);
  const measure = on && mainMeasureOf(on.version, on.incentive);
  if (!measure) return undefined;
  const { world } = program;
  const window = windowAround({ world, plan: on.version }, measure.window, day);
  return { ...window, until: Math.min(window.until, runOf(program, on.version).until) };
}

/**
 * Everybody who has a part in a window, as it stands at its end, with the credits that brought it: those that what is measured counts. Where results count that
 * are handed in, whoever takes part on the last of their days in it, with a credit or without.
 */
export function takingPart(
  program: Program,
  decided: Decided,
): readonly { stay: Stay; seen: Seen; credits: readonly Credit[] }[] {
  const { world, stays } = program;
  const {
    window,
    version,
    incentive: { id },
  } = decided;
  return stays.flatMap((stay) => {
    const seen: Seen = { world, stay, known: window.until };
    const credits = creditsIn(seen, window).filter((credit) => {
      const measure = addingIn(credit.version, id);
      return measure !== undefined && isCounted(seen, credit, { measure: measure.id, incentive: id });
    });
    const takes =
      addingIn(version, id) === undefined
        ? creditsIn(seen, window).length > 0 ||
          isThereAtLast(program, { person: stay.person, window, version })
        : credits.length > 0;
    return takes ? [{ stay, seen, credits }] : [];
  });
}

function isThereAtLast(
  program: Program,
  { person, window, version }: { person: string; window: NamedPeriod; version: Plan },
): boolean {
  const { world } = program;
  const from = Math.max(window.from, runOf(program, version).from);
  const days = Array.from({ length: Math.max(0, window.until - from) }, (_, at) => window.until - 1 - at);
  const last = days.find((day) =>
    world.company.assignments.some((row) => row.participant === person && holds(row, day)),
  );
  if (last === undefined) return false;
  const inForce = versionsOf(world, program.id).find(({ effective }) => holds(effective, last)) ?? version;
  return mayTakePart(world, { person, version: inForce, day: last });
}
