import path from 'node:path';
import { roundToUnits, writeDecimal, writeUnits } from '../../../src/engine/kernel/ratio.js';
import type { CalculationSummary } from '../../../src/modules/calculation/calculation.service.js';
import type { StoredEarning } from '../../../src/modules/calculation/earnings.service.js';
import type { Earning } from '../../../src/engine/model/result.js';
import { projectRoot } from '../../../src/platform/project-root.js';
import { AcceptanceCompany } from '../company.js';
import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { adventureWorksFiles, ORDERS } from './inputs.js';

interface PersonQuarter {
  readonly person: string;
  readonly quarter: string;
  readonly credited: string;
  readonly attainment: string;
  readonly commission: string;
  readonly commission_marginal_variant: string;
}

interface Expected {
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

/** AdventureWorks, scenario AW-A: imported, published and calculated twice, once for each version of the plan. */
export async function adventureworks(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('adventureworks');
  const expected = shared.json<Expected>('expected', 'adventureworks-a.json');
  const company = await AcceptanceCompany.open();
  try {
    await company.publish(...['facts', 'engagement', 'plan-a'].map(document));
    for (const { kind, csv } of adventureWorksFiles(shared)) await company.import(kind, { csv });
    await company.import('bookings', { file: shared.path(...ORDERS), mapping: here('orders.map.yaml') });
    const first = await company.calculate();
    compareFirst(tally, expected, first);
    await company.publish(document('plan-a-marginal'));
    compareMarginal(tally, expected, (await company.calculate()).earnings);
  } finally {
    await company.close();
  }
  return tally;
}

const here = (file: string): string => path.join(projectRoot(), 'test', 'accept', 'adventureworks', file);
const document = (name: string): string => here(`${name}.yaml`);

interface Calculated {
  readonly earnings: readonly StoredEarning[];
  readonly summary: CalculationSummary;
}

function compareFirst(tally: Tally, expected: Expected, calculated: Calculated): void {
  const paid = byKey(calculated.earnings);
  for (const row of expected.person_quarters)
    comparePerson(tally, row, paid.get(`${row.person} commission ${row.quarter}`)?.earning);
  for (const row of expected.manager_rollup) {
    const found = paid.get(`${row.manager} manager ${row.quarter}`)?.earning;
    const what = `${row.manager} ${row.quarter} rollup`;
    tally.same(`${what} base`, decimal(row.base), found && writeDecimal(found.measure));
    tally.same(what, row.rollup, cents(found?.amount));
  }
  compareTotals(tally, expected, calculated);
}

function comparePerson(tally: Tally, row: PersonQuarter, found: Earning | undefined): void {
  const what = `${row.person} ${row.quarter}`;
  const attained = found?.attainment ? writeUnits(roundToUnits(found.attainment, 6), 6) : undefined;
  tally.same(`${what} credited`, decimal(row.credited), found && writeDecimal(found.measure));
  tally.same(`${what} attainment`, row.attainment, attained);
  tally.same(`${what} commission`, row.commission, cents(found?.amount));
}

function compareTotals(tally: Tally, expected: Expected, { earnings, summary }: Calculated): void {
  const total = (name: string): string => String(expected.totals[name]);
  const { outside, exceptionsByCode } = summary.totals;
  for (const [person, amount] of Object.entries(expected.commission_by_person))
    tally.same(`${person} commission of all quarters`, amount, cents(sum(earnings, 'commission', person)));
  tally.same('commission', total('commission'), cents(sum(earnings, 'commission')));
  tally.same('manager rollup', total('manager_rollup'), cents(sum(earnings, 'manager')));
  tally.same('orders outside every period', total('outside_periods_orders'), String(outside.bookings));
  const outsideNet = decimal(outside.net['USD'] ?? '');
  tally.same('amount outside every period', decimal(total('outside_periods_amount')), outsideNet);
  const house = String(exceptionsByCode['HOUSE'] ?? 0);
  tally.same('web orders of the house', total('web_orders_house'), house);
}

function compareMarginal(tally: Tally, expected: Expected, earnings: readonly StoredEarning[]): void {
  const paid = byKey(earnings);
  for (const row of expected.person_quarters) {
    const found = paid.get(`${row.person} commission ${row.quarter}`);
    tally.same(
      `${row.person} ${row.quarter} commission, marginal`,
      row.commission_marginal_variant,
      cents(found?.earning.amount),
    );
  }
  tally.same(
    'commission, marginal',
    String(expected.totals['commission_marginal_variant']),
    cents(sum(earnings, 'commission')),
  );
}

function byKey(earnings: readonly StoredEarning[]): ReadonlyMap<string, StoredEarning> {
  return new Map(
    earnings.map((each) => [
      `${each.earning.participant} ${each.earning.incentive} ${each.earning.period.name}`,
      each,
    ]),
  );
}

function sum(earnings: readonly StoredEarning[], incentive: string, participant?: string): bigint {
  return earnings
    .filter(
      ({ earning }) =>
        earning.incentive === incentive && (participant === undefined || earning.participant === participant),
    )
    .reduce((total, { earning }) => total + earning.amount, 0n);
}

function cents(amount: bigint | undefined): string | undefined {
  return amount === undefined ? undefined : writeUnits(amount, 2);
}

/** A decimal without trailing zeros, so that only its value is compared. */
function decimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
