import type { FactValue } from '../model/facts.js';
import { BookingTotal } from '../values/booking-total.js';
import type { Gives, LinesTree, ValueReading } from '../values/compile-value.js';
import { ofLines } from '../values/of-lines.js';
import type { NamedValues } from '../values/named-values.js';
import { dealFact, type Deal, type Facts } from './deal.js';

/** A deal, and the line of it that is gone over. */
interface At {
  readonly deal: Deal;
  readonly line: Facts | null;
}

/** What of a seller a matrix may read on the day: role, attributes. */
export type ReadSeller = (deal: Deal, name: string) => FactValue;

/** Reads names of a deal: its facts, those of its seller, and values over them; a value that goes over the lines of a booking goes over the deal's. */
export class DealReader {
  private readonly reader: (name: string) => Gives<At>;

  constructor(values: NamedValues, ofSeller: ReadSeller) {
    this.reader = values.reader<At>({
      leaf:
        (name) =>
        ({ deal, line }) =>
          /^(?:participant|attribute|assignment)\./.test(name)
            ? ofSeller(deal, name)
            : (line?.get(name) ?? dealFact(deal, name)),
      day: ({ deal }) => deal.date,
      overLines: totalOf,
    });
  }

  /** A way to read one name of any deal; values are compiled once. */
  of(name: string): (deal: Deal) => FactValue {
    const gives = this.reader(name);
    return (deal) => gives({ deal, line: null });
  }
}

function totalOf(tree: LinesTree, reading: ValueReading<At>): Gives<At> {
  const of = ofLines(tree, reading);
  return ({ deal }) => {
    const total = new BookingTotal<At>(tree.operator, of);
    total.start();
    for (const line of deal.lines) total.add({ deal, line });
    return total.result;
  };
}
