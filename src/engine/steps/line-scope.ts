import type { NamedValues } from '../values/named-values.js';

const NOT_OF_LINE = /^(?:attribute|participant|assignment|measure|quota|attainment|incentive)\./;

/** Whether a name gives another answer for each line: a fact of it, what a table gives, or a value that depends on one of these. */
export function isOfLine(name: string, values: NamedValues): boolean {
  if (!values.get(name)) return !NOT_OF_LINE.test(name);
  const { leaves, rounds } = values.dependence(name);
  return rounds > 0 || leaves.some((leaf) => !NOT_OF_LINE.test(leaf));
}
