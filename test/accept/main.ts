import { adventureworks } from './adventureworks/run.js';
import { cases } from './cases/run.js';
import { conformance } from './conformance/run.js';
import { engagement } from './engagement/run.js';
import { handbooks } from './handbooks/run.js';
import { northwind } from './northwind/run.js';
import { onlineRetail } from './online-retail/run.js';
import { SharedFolder } from './shared.js';
import { Tally } from './tally.js';

type RunSet = (shared: SharedFolder) => Promise<Tally>;

const SETS: Readonly<Record<string, RunSet>> = {
  adventureworks,
  northwind,
  'online-retail': onlineRetail,
  cases,
  handbooks,
  conformance,
  engagement,
};

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.find((set) => !(set in SETS));
  if (unknown !== undefined)
    throw new Error(`There is no set ${unknown}; there are ${Object.keys(SETS).join(', ')}.`);
  const root = process.env['KICKER_SHARED'];
  if (!root) throw new Error('KICKER_SHARED is not set: name the folder with inputs and expected answers.');
  const shared = new SharedFolder(root);
  let [passed, failed] = [0, 0];
  for (const set of asked.length > 0 ? asked : Object.keys(SETS)) {
    const tally = (await SETS[set]?.(shared)) ?? new Tally(set);
    tally.print();
    passed += tally.passed;
    failed += tally.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
