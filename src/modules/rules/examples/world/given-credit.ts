import type { CountedCredits } from '../../../../engine/rulebook/rulebook.js';
import { GIVEN } from './given-rulebook.js';

/** What is given to a line beside its facts: who gets it, for which measure. */
export interface Extra {
  readonly facts?: ReadonlyMap<string, string>;
  readonly person?: string;
}

/** What makes a line a person's own credit, one of the people below, or one of an overlay. */
export function givenCredit(kind: CountedCredits, person: string): Extra {
  if (kind === 'rollup') return { person };
  const fact = kind === 'overlay' ? GIVEN.overlay : GIVEN.person;
  return { facts: new Map([[fact, person]]) };
}
