import type { NamedValues } from '../../../values/named-values.js';

/** What a name hangs on: a booking and the people on its date, people alone, a whole window, or a booking and a window at once, which nothing has. */
export type Reach = 'booking' | 'person' | 'window' | 'both';

const OF_WINDOW = /^(?:measure|quota|attainment|incentive)\./;
const OF_PERSON = /^(?:participant|attribute|assignment)\./;

/** What a name hangs on, through values and tables. */
export function reachOf(name: string, values: NamedValues): Reach {
  const { leaves, rounds } = values.dependence(name);
  const window = leaves.some((leaf) => OF_WINDOW.test(leaf));
  const booking = rounds > 0 || leaves.some((leaf) => !OF_WINDOW.test(leaf) && !OF_PERSON.test(leaf));
  if (booking) return window ? 'both' : 'booking';
  return window ? 'window' : 'person';
}

/** Whether a name hangs on who is credited. */
export function readsPerson(name: string, values: NamedValues): boolean {
  return values.dependence(name).leaves.some((leaf) => OF_PERSON.test(leaf));
}
