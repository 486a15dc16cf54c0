import type { Fault } from '../finding.js';
import { suggest } from '../nearest.js';

/** The fault of a fact that the catalogue does not have. */
export function unknownFact(name: string, known: readonly string[]): Fault {
  return {
    code: 'UNKNOWN_FACT',
    message: `The fact catalogue has no ${name}.`,
    remedy: suggest(name, known),
  };
}
