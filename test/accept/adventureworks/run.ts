import path from 'node:path';
import { projectRoot } from '../../../src/platform/project-root.js';
import { AcceptanceCompany } from '../company.js';
import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { Readers } from './by-graphql.js';
import { Comparing, type Expected } from './compare.js';
import { figuresOf, totalsOf } from './figures.js';
import { adventureWorksFiles, ORDERS } from './inputs.js';

/** AdventureWorks, scenario AW-A: imported, published and calculated twice, once for each version of the plan; read by the engine's door and by GraphQL. */
export async function adventureworks(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('adventureworks');
  const expected = shared.json<Expected>('expected', 'adventureworks-a.json');
  const company = await AcceptanceCompany.open();
  const comparing = new Comparing(tally, expected);
  try {
    await company.publish(...['facts', 'engagement', 'plan-a'].map(document));
    for (const { kind, csv } of adventureWorksFiles(shared)) await company.import(kind, { csv });
    await company.import('bookings', { file: shared.path(...ORDERS), mapping: here('orders.map.yaml') });
    const readers = await Readers.of(company, expected);
    const first = await company.calculate();
    comparing.people(figuresOf(first.earnings));
    comparing.totals(figuresOf(first.earnings), totalsOf(first));
    await readers.first(tally);
    await company.publish(document('plan-a-marginal'));
    comparing.marginal(figuresOf((await company.calculate()).earnings));
    await readers.marginal(tally);
  } finally {
    await company.close();
  }
  return tally;
}

const here = (file: string): string => path.join(projectRoot(), 'test', 'accept', 'adventureworks', file);
const document = (name: string): string => here(`${name}.yaml`);
