import { compileCondition } from '../conditions/compile-condition.js';
import { namesIn, placesOf } from '../conditions/fact-places.js';
import type { Condition } from '../rulebook/parts/condition.js';
import type { OfLines } from './booking-total.js';
import { compileTree, type Gives, type LinesTree, type ValueReading } from './compile-value.js';

/** What is taken of each line, and of which: values, tables and totals inside are worked out for the line. */
export function ofLines<C>({ number, when }: LinesTree, reading: ValueReading<C>): OfLines<C> {
  return {
    number: number && compileTree(number, reading),
    when: when && holdsFor(when, reading.nameOf),
  };
}

function holdsFor<C>(when: Condition, nameOf: (name: string) => Gives<C>): (line: C) => boolean {
  const names = namesIn(when);
  const reads = names.map(nameOf);
  const holds = compileCondition(when, placesOf(names));
  return (line) => holds(reads.map((read) => read(line)));
}
