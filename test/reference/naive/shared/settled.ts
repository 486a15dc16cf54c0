import { once } from '../facts/world.js';
import { settlingDay } from './decided.js';
import { programsOf, type Decided, type Part, type Program } from './program.js';

/** How what is shared is found in a world, and who still has what it takes, as known now. */
export interface Finding {
  readonly found: (program: Program) => readonly Part[];
  readonly keeps: (then: Program) => (person: string) => boolean;
}

/**
 * What a window pays: by what was known by its cut-off, and afterwards that stands, or those lose theirs who no longer have what it took; where it runs again,
 * by what is known now.
 */
export function settled(program: Program, decided: Decided, { found, keeps }: Finding): readonly Part[] {
  const { formula } = decided.incentive;
  const afterwards = 'afterwards' in formula ? formula.afterwards : 're-run';
  if (afterwards === 're-run' || !program.world.knownBy) return found(program);
  const then = programThen(program, settlingDay(decided.incentive, decided.window));
  if (!then) return [];
  const paid = found(then);
  return afterwards === 'stand' ? paid : paid.filter(({ person }) => keeps(then)(person));
}

function programThen({ world, id }: Program, day: number): Program | undefined {
  const programs = once(world, `programs on ${day}`, () =>
    world.knownBy ? programsOf(world.knownBy(day)) : [],
  );
  return programs.find((each) => each.id === id);
}
