import path from 'node:path';
import { writeDecimal, writeUnits } from '../../../src/engine/kernel/ratio.js';
import type { CalculationSummary } from '../../../src/modules/calculation/calculation.service.js';
import type { StoredEarning } from '../../../src/modules/calculation/earnings.service.js';
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

function compareFirst(
  tally: Tally,
  expected: Expected,
  { earnings, summary }: { earnings: readonly StoredEarning[]; summary: CalculationSummary },
): void {
  const paid = byKey(earnings);
  for (const row of expected.person_quarters) {
    const found = paid.get(`${row.person} commission ${row.quarter}`);
    const what = `${row.person} ${row.quarter}`;
    tally.same(`${what} credited`, decimal(row.credited), found && writeDecimal(found.earning.measure));
    tally.same(
      `${what} attainment`,
      row.attainment,
      found?.earning.attainment
        ? writeDecimal(found.earning.attainment, 6).padEnd(row.attainment.length, '0')
        : undefined,
    );
    tally.same(`${what} commission`, row.commission, cents(found?.earning.amount));
  }
  for (const row of expected.manager_rollup) {
    const found = paid.get(`${row.manager} manager ${row.quarter}`);
    tally.same(
      `${row.manager} ${row.quarter} rollup base`,
      decimal(row.base),
      found && writeDecimal(found.earning.measure),
    );
    tally.same(`${row.manager} ${row.quarter} rollup`, row.rollup, cents(found?.earning.amount));
  }
  for (const [person, amount] of Object.entries(expected.commission_by_person)) {
    tally.same(`${person} commission of all quarters`, amount, cents(sum(earnings, 'commission', person)));
  }
  tally.same('commission', String(expected.totals['commission']), cents(sum(earnings, 'commission')));
  tally.same('manager rollup', String(expected.totals['manager_rollup']), cents(sum(earnings, 'manager')));
  tally.same(
    'orders outside every period',
    String(expected.totals['outside_periods_orders']),
    String(summary.totals.outside.bookings),
  );
  tally.same(
    'amount outside every period',
    decimal(String(expected.totals['outside_periods_amount'])),
    decimal(summary.totals.outside.net['USD'] ?? ''),
  );
  tally.same(
    'web orders of the house',
    String(expected.totals['web_orders_house']),
    String(summary.totals.exceptionsByCode['HOUSE'] ?? 0),
  );
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
