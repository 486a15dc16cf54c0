import {
  add,
  ratio,
  readDecimal,
  roundToUnits,
  subtract,
  writeDecimal,
  writeUnits,
  ZERO,
  type Ratio,
} from '../../../src/engine/kernel/ratio.js';
import type { Earning } from '../../../src/engine/model/result.js';
import type { StoredLine } from '../../../src/modules/calculation/earnings.service.js';
import type { Calculated } from '../company.js';

/** What a rep sold in a month and what came of it, as decimals. `balance` is what waits, negative. */
export interface Month {
  readonly sales: string;
  readonly returns: string;
  readonly net: string;
  readonly commission: string;
  readonly paid: string;
  readonly balance: string;
}

type Total = 'commission' | 'paid' | 'sales' | 'returns' | 'open_negative_balance' | 'house_net';

/** The months of all reps, as a calculation has them. A month without documents earns nothing, and what waited waits on. */
export class Months {
  private readonly earnings: readonly Earning[];

  constructor(
    private readonly calculated: Calculated,
    private readonly lines: ReadonlyMap<string, readonly StoredLine[]>,
  ) {
    this.earnings = calculated.earnings
      .map(({ earning }) => earning)
      .filter(({ incentive }) => incentive === 'commission');
  }

  of(rep: string, month: string): Month {
    const until = this.earnings.filter(
      ({ participant, period }) => participant === rep && period.name <= month,
    );
    const own = until.find(({ period }) => period.name === month);
    return {
      sales: writeDecimal(this.credited(rep, month, false)),
      returns: writeDecimal(this.credited(rep, month, true)),
      net: writeDecimal(own?.measure ?? ZERO),
      commission: writeUnits(own ? commissionOf(own) : 0n, 2),
      paid: writeUnits(own?.amount ?? 0n, 2),
      balance: writeUnits(waitingOf(until), 2),
    };
  }

  totals(): Readonly<Record<Total, string>> {
    const { periods } = this.calculated.summary.totals;
    const all = periods.map(({ net }) => readDecimal(net['GBP'] ?? '0') ?? ZERO).reduce(add, ZERO);
    const credited = this.earnings.map(({ measure }) => measure).reduce(add, ZERO);
    const reps = [...this.lines.keys()];
    const of = (isReturn: boolean): string =>
      writeDecimal(reps.map((rep) => this.credited(rep, undefined, isReturn)).reduce(add, ZERO));
    return {
      commission: writeUnits(
        this.earnings.reduce((sum, each) => sum + commissionOf(each), 0n),
        2,
      ),
      paid: writeUnits(
        this.earnings.reduce((sum, { amount }) => sum + amount, 0n),
        2,
      ),
      sales: of(false),
      returns: of(true),
      open_negative_balance: writeUnits(waitingOf(this.earnings), 2),
      house_net: writeDecimal(subtract(all, credited)),
    };
  }

  /** Credits of documents that were cancelled, whose numbers start with C, or of the others. */
  private credited(rep: string, month: string | undefined, isReturn: boolean): Ratio {
    const period = this.earnings.find(({ period: { name } }) => name === month)?.period;
    return (this.lines.get(rep) ?? [])
      .filter(({ booking }) => booking?.booking.startsWith('C') === isReturn)
      .filter(
        ({ booking }) =>
          month === undefined ||
          (booking && period && period.from <= booking.date && booking.date < period.until),
      )
      .map(({ line }) => line.credited)
      .reduce(add, ZERO);
  }
}

/** What the month alone came to: its tiers, before what waited from the month before. */
function commissionOf({ working }: Earning): bigint {
  return roundToUnits(working.tiers.map(({ amount }) => amount).reduce(add, ratio(0n)), 2);
}

/** What was earned so far less what was paid. */
function waitingOf(earnings: readonly Earning[]): bigint {
  return earnings.reduce((sum, each) => sum + commissionOf(each) - each.amount, 0n);
}
