import path from 'node:path';
import { projectRoot } from '../../../src/platform/project-root.js';
import { chainsOf, compareChains } from '../chains.js';
import { AcceptanceCompany } from '../company.js';
import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { Months, type Month } from './months.js';
import { onlineRetailFiles } from './inputs.js';

/** A month of a rep as somebody else computed it. */
interface Row extends Month {
  readonly rep: string;
  readonly month: string;
}

interface Expected {
  readonly rows: readonly Row[];
  readonly totals: Readonly<Record<string, string>>;
  readonly approvals: Readonly<Record<string, number>>;
}

const OF_MONTH = ['sales', 'returns', 'net', 'commission', 'paid', 'balance'] as const;
const OF_ALL = ['commission', 'paid', 'sales', 'returns', 'open_negative_balance', 'house_net'] as const;

/** Online Retail, scenario OR-A: returns as negative credit, and a negative month that waits for the next. */
export async function onlineRetail(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('online-retail');
  const expected = shared.json<Expected>('expected', 'online-retail-a.json');
  const company = await AcceptanceCompany.open();
  try {
    await company.publish(...['facts', 'engagement', 'plan', 'approvals'].map(here));
    for (const { kind, csv } of onlineRetailFiles(shared)) await company.import(kind, { csv });
    const calculated = await company.calculate();
    const months = new Months(calculated, await company.linesOf(calculated, 'commission'));
    for (const row of expected.rows) {
      const found = months.of(row.rep, row.month);
      for (const what of OF_MONTH)
        tally.same(`${row.rep} ${row.month} ${what}`, plain(row[what]), plain(found[what]));
    }
    const totals = months.totals();
    for (const what of OF_ALL)
      tally.same(`${what} of all`, plain(expected.totals[what]), plain(totals[what]));
    const chains = chainsOf(await company.previewDeals());
    const asked = [...chains].filter(([chain]) => chain !== 'none');
    compareChains(tally, expected.approvals, new Map(asked));
  } finally {
    await company.close();
  }
  tally.waits(
    'totals non_commissionable',
    'the file has left these items out of the goods, so no rule judges them',
  );
  return tally;
}

/** A decimal without trailing zeros, so that only its value is compared. */
function plain(number: string | undefined): string {
  return number?.includes('.') ? number.replace(/\.?0+$/, '') : (number ?? 'nothing');
}

const here = (name: string): string =>
  path.join(projectRoot(), 'test', 'accept', 'online-retail', `${name}.yaml`);
