import type { Day } from '../../kernel/day.js';
import type { FactValue } from '../../model/facts.js';
import { BookingTotal } from '../booking-total.js';
import type { Gives, LinesTree, ValueReading } from '../compile-value.js';
import type { Context } from '../named-values.js';
import { ofLines } from '../of-lines.js';

/** Something that gives the value of a fact, a measure, a quota or an attainment by its name: for one thing at a time. */
export interface NamesRead {
  /** The day on which tables are read. */
  readonly day: Day;
  leaf(name: string): FactValue;
  /** The lines of the same booking, itself among them, where that is what it is. */
  readonly lines?: readonly NamesRead[];
}

/** Values of one thing, read by name. */
export const NAMES_READ: Context<NamesRead> = {
  leaf: (name) => (of) => of.leaf(name),
  day: ({ day }) => day,
  overLines,
};

function overLines(tree: LinesTree, reading: ValueReading<NamesRead>): Gives<NamesRead> {
  const of = ofLines(tree, reading);
  return ({ lines }) => {
    if (!lines) return undefined;
    const total = new BookingTotal<NamesRead>(tree.operator, of);
    total.start();
    for (const line of lines) total.add(line);
    return total.result;
  };
}
