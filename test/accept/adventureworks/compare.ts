import type { Tally } from '../tally.js';
import type { CompanyTotals, Figure, Figures } from './figures.js';

export interface PersonQuarter {
  readonly person: string;
  readonly quarter: string;
  readonly credited: string;
  readonly attainment: string;
  readonly commission: string;
  readonly commission_marginal_variant: string;
}

/** What somebody else computed for the scenario. */
export interface Expected {
  readonly person_quarters: readonly PersonQuarter[];
  readonly manager_rollup: readonly {
    readonly manager: string;
    readonly quarter: string;
    readonly base: string;
    readonly rollup: string;
  }[];
  readonly totals: Readonly<Record<string, string | number>>;
  readonly commission_by_person: Readonly<Record<string, string>>;
}

interface Reading {
  /** How the figures were read; stands behind the name of each. */
  readonly how: string;
  /** The one person whose figures were read; without, everybody's were. */
  readonly only?: string;
}

/** Compares figures with what is expected of everybody, or of one person. */
export class Comparing {
  constructor(
    private readonly tally: Tally,
    private readonly expected: Expected,
    private readonly reading: Reading = { how: '' },
  ) {}

  /** The figures of people by the first version of the plan. */
  people(figures: Figures): void {
    for (const row of this.expected.person_quarters.filter(({ person }) => this.isMeant(person)))
      this.person(row, figures.find(row.person, 'commission', row.quarter));
    for (const row of this.expected.manager_rollup.filter(({ manager }) => this.isMeant(manager))) {
      const found = figures.find(row.manager, 'manager', row.quarter);
      const what = `${row.manager} ${row.quarter} rollup`;
      this.same(`${what} base`, decimal(row.base), found?.measure);
      this.same(what, row.rollup, found?.amount);
    }
    for (const [person, amount] of Object.entries(this.expected.commission_by_person))
      if (this.isMeant(person))
        this.same(`${person} commission of all quarters`, amount, figures.sum('commission', person));
  }

  /** The sums over everybody. */
  totals(figures: Figures, { outsideBookings, outsideNet, house }: CompanyTotals): void {
    this.same('commission', this.total('commission'), figures.sum('commission'));
    this.same('manager rollup', this.total('manager_rollup'), figures.sum('manager'));
    this.same(
      'orders outside every period',
      this.total('outside_periods_orders'),
      String(outsideBookings ?? ''),
    );
    const expectedNet = decimal(this.total('outside_periods_amount'));
    this.same('amount outside every period', expectedNet, decimal(outsideNet ?? ''));
    this.same('web orders of the house', this.total('web_orders_house'), String(house ?? 0));
  }

  /** The figures of people by the second version of the plan. */
  marginal(figures: Figures): void {
    for (const { person, quarter, commission_marginal_variant: amount } of this.expected.person_quarters)
      if (this.isMeant(person))
        this.same(
          `${person} ${quarter} commission, marginal`,
          amount,
          figures.find(person, 'commission', quarter)?.amount,
        );
    if (this.reading.only !== undefined) return;
    this.same('commission, marginal', this.total('commission_marginal_variant'), figures.sum('commission'));
  }

  private person(row: PersonQuarter, found: Figure | undefined): void {
    const what = `${row.person} ${row.quarter}`;
    this.same(`${what} credited`, decimal(row.credited), found?.measure);
    this.same(`${what} attainment`, row.attainment, found?.attainment);
    this.same(`${what} commission`, row.commission, found?.amount);
  }

  private total(name: string): string {
    return String(this.expected.totals[name]);
  }

  private isMeant(person: string): boolean {
    return [undefined, person].includes(this.reading.only);
  }

  private same(what: string, expected: string, got: string | undefined): void {
    this.tally.same(`${what}${this.reading.how}`, expected, got);
  }
}

/** A decimal without trailing zeros, so that only its value is compared. */
function decimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
