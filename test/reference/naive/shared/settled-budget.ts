import type { Budget } from '../../../../src/engine/rulebook/rulebook.js';
import { versionsOf, type World } from '../facts/world.js';
import { isTakenBack } from './first-n.js';
import { budgeted } from './limits.js';
import { programsOf, runOf, type Part, type Program } from './program.js';

/** Everything that a SPIFF pays by one knowledge, before its budget. */
export interface Paying {
  readonly all: (program: Program) => readonly Part[];
  readonly shared: (program: Program) => readonly Part[];
  readonly isShared: (part: Part) => boolean;
}

/**
 * What a budget that settles pays: what it admitted by its cut-off. Afterwards that stands; or of prizes and parts of pools there is what they are now where
 * that is less, and what bookings brought is lost with them.
 */
export function settledByBudget(
  program: Program,
  { all, shared, isShared }: Paying,
): { readonly known: Program; readonly parts: readonly Part[] } | undefined {
  const { knownBy } = program.world;
  const last = versionsOf(program.world, program.id).at(-1);
  const budget = program.spiffs.find((spiff) => spiff === last)?.budget;
  if (!knownBy || !last || !budget || budget.afterCutOff === 're-run') return undefined;
  const day = cutOffOf(budget, runOf(program, last).until - 1);
  const then = programThen(program, knownBy, day);
  if (!then) return undefined;
  const parts = budgeted(then, all(then));
  if (budget.afterCutOff === 'stand') return { known: then, parts };
  const now = shared(program);
  const left = parts.map((part) => (isShared(part) ? asNow(part, now) : part));
  return { known: then, parts: withoutGone(left, { known: then, now: program, isShared }) };
}

function cutOffOf({ settles }: Budget, last: number): number {
  if (settles && 'on' in settles) return Math.max(settles.on, last);
  return last + (settles?.after ?? 0);
}

/** The SPIFF by the end of a day, on which all has passed that settles by then; what settled before goes by what was known before. */
function programThen({ id }: Program, knownBy: (day: number) => World, day: number): Program | undefined {
  const known = knownBy(day);
  const world: World = {
    ...known,
    horizon: Math.max(known.horizon, day),
    found: new Map(),
    knownBy: (earlier) => knownBy(Math.min(earlier, day)),
  };
  return programsOf(world).find((each) => each.id === id);
}

function asNow(part: Part, now: readonly Part[]): Part {
  const same = now.find(
    ({ person, incentive, window }) =>
      person === part.person && incentive === part.incentive && window.from === part.window.from,
  );
  const left = same && same.cents > 0n ? same.cents : 0n;
  return left < part.cents ? { ...part, cents: left } : part;
}

/** Of what somebody has by bookings in a pay period those that are gone are lost, unless they would have more without them. */
function withoutGone(
  parts: readonly Part[],
  { known, now, isShared }: { known: Program; now: Program; isShared: Paying['isShared'] },
): readonly Part[] {
  const keyOf = ({ person, incentive, window, period }: Part): string =>
    [person, incentive, window.from, period.from].join(' ');
  const isGone = (part: Part): boolean => {
    const line = known.world.lines[part.last];
    return !isShared(part) && line !== undefined && isTakenBack(now, line);
  };
  return parts.map((part) => {
    if (!isGone(part)) return part;
    const gone = parts.filter((each) => keyOf(each) === keyOf(part) && isGone(each));
    return gone.reduce((sum, { cents }) => sum + cents, 0n) > 0n ? { ...part, cents: 0n } : part;
  });
}
