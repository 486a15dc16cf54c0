import { BUILT_IN_FACTS, BUILT_IN_RELATIONS } from '../built-in-facts.js';
import type { Fault } from '../finding.js';
import { suggest } from '../nearest.js';

/** The fault of a fact that the catalogue does not have. */
export function unknownFact(name: string, known: readonly string[]): Fault {
  return {
    code: 'UNKNOWN_FACT',
    message: `The fact catalogue has no ${name}.`,
    remedy: suggestFact(name, known),
  };
}

/** What to write in place of a fact that is not there: where one is declared that Kicker fills by itself, or the name that was meant. */
export function suggestFact(name: string, known: readonly string[]): string {
  const [is] = BUILT_IN_FACTS.get(name) ?? [];
  const gives = BUILT_IN_RELATIONS.get(name);
  if (is === undefined && gives === undefined) return suggest(name, known);
  const list = name.startsWith('attribute.') ? 'attributes' : 'fields';
  const [type, under] = is === undefined ? [`gives: ${gives ?? ''}`, 'relations'] : [`is: ${is}`, list];
  return `Kicker fills it, and rules read it where it is declared: write \`- { name: ${name}, ${type}, means: … }\` under \`${under}\` of the fact catalogue (facts.yaml).`;
}
