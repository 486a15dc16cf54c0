import { compileCondition } from '../../../../src/engine/conditions/compile-condition.js';
import { placesOf } from '../../../../src/engine/conditions/fact-places.js';
import { judge } from '../../../../src/modules/rules/judging/judge.js';
import type { Said } from './say.js';

/** Which of the conditions hold, in the order given, as each evaluator says. */
export interface Answers {
  readonly library: readonly boolean[];
  readonly compiled: readonly boolean[];
}

/** Judges accepted conditions in both evaluators. */
export async function answer({
  conditions,
  named,
  facts,
}: Extract<Said, { conditions: unknown }>): Promise<Answers> {
  const [names, row] = [[...facts.keys()], [...facts.values()]];
  const library: boolean[] = [];
  for (const each of conditions) library.push((await judge(each, facts, named)).holds);
  const compiled = conditions.map((each) => compileCondition(each, placesOf(names), named)(row));
  return { library, compiled };
}
