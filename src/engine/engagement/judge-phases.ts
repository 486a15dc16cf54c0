import type { LostRule } from './ruling.js';

/** What a phase is judged by, whatever its rules give. */
interface AnyRule {
  readonly id: string;
  readonly because: string;
}

/** Rules of which the first that holds answers, or the only one where `unique`. */
export interface AnyPhase<R extends AnyRule> {
  readonly id: string;
  readonly hit: 'unique' | 'first';
  readonly rules: readonly R[];
}

/** Who answers: a rule, several where only one may, or none; and every other rule that holds. */
export interface Judged<R extends AnyRule> {
  readonly phase: string | null;
  readonly winner: R | null;
  readonly tied: readonly R[];
  readonly lost: readonly LostRule[];
}

/** Asks all rules of all phases. The first phase in which one holds answers; what holds beside or after it has lost to it. */
export function judgePhases<R extends AnyRule>(
  phases: readonly AnyPhase<R>[],
  holds: (rule: R) => boolean,
): Judged<R> {
  const found = phases.flatMap((phase) => {
    const held = phase.rules.filter(holds);
    return held.length > 0 ? [{ phase, held }] : [];
  });
  const [first, ...later] = found;
  if (!first) return { phase: null, winner: null, tied: [], lost: [] };
  const { phase, held } = first;
  const tied = phase.hit === 'unique' && held.length > 1 ? held : [];
  const winner = tied.length > 0 ? null : (held[0] ?? null);
  const lostTo = phase.id;
  const beside = tied.length > 0 ? [] : held.slice(1);
  const lost = [{ phase, held: beside }, ...later].flatMap((each) =>
    each.held.map(({ id, because }) => ({ rule: id, phase: each.phase.id, because, lostTo })),
  );
  return { phase: phase.id, winner, tied, lost };
}
