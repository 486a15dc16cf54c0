import { compileBounds, doubtful, type Bounds } from '../conditions/in-doubt.js';
import type { FactPlaces, FactRow } from '../conditions/fact-places.js';
import type { Condition } from '../rulebook/rulebook.js';

/** A rule of which it is not known whether it holds, and the facts that it asks for and that are not known. */
export interface InDoubt {
  readonly rule: string;
  readonly facts: readonly string[];
}

interface Phase {
  readonly hit: 'unique' | 'first';
  readonly rules: readonly { readonly id: string; readonly when: Condition }[];
}

/** Finds the rule that might answer, or tie, if what is not known were known; undefined where the answer is the same whatever it is. */
export type Doubts = (facts: FactRow) => InDoubt | undefined;

/**
 * Compiles phases for what their answer hangs on. The first phase with a rule that surely or maybe holds decides: in one that is `first` its first such
 * rule, in one that is `unique` each of them, as two would tie. Those of later phases, and behind the first, change nothing.
 */
export function compileDoubts(phases: readonly Phase[], places: FactPlaces): Doubts {
  const ready = phases.map(({ hit, rules }) => ({
    hit,
    rules: rules.map((rule) => ({ rule, bounds: compileBounds(rule.when, places) })),
  }));
  return (facts) => {
    for (const { hit, rules } of ready) {
      const open = rules.filter(({ bounds }) => bounds.maybe(facts));
      if (open.length === 0) continue;
      const asked = hit === 'first' ? open.slice(0, 1) : open;
      const isTied = hit === 'unique' && open.filter(({ bounds }) => bounds.surely(facts)).length > 1;
      const found = isTied ? undefined : asked.find(({ bounds }) => isInDoubt(bounds, facts));
      return found && { rule: found.rule.id, facts: missing(found.rule.when, places, facts) };
    }
    return undefined;
  };
}

function isInDoubt({ surely, maybe }: Bounds, facts: FactRow): boolean {
  return maybe(facts) && !surely(facts);
}

function missing(when: Condition, places: FactPlaces, facts: FactRow): readonly string[] {
  return doubtful(when).filter((name) => facts[places.get(name) ?? -1] === undefined);
}

/** Why nothing is decided where a fact is missing that a rule asks for. */
export function sayInDoubt({ rule, facts }: InDoubt, why: (name: string) => string | undefined): string {
  const said = facts.map((name) => {
    const because = why(name);
    return because === undefined ? name : `${name} (${because})`;
  });
  const are = said.length > 1 ? 'which are not known' : 'which is not known';
  return `${rule} asks for ${said.join(' and ')}, ${are}: it might answer if ${said.length > 1 ? 'they were' : 'it was'}.`;
}
