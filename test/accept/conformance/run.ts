import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { decisionTables } from './dmn/run.js';
import { jsonRulesEngine } from './json-rules-engine/run.js';

/** Each judges one folder of `conformance` and counts into the one tally. */
const PARTS: readonly ((shared: SharedFolder, tally: Tally) => Promise<void>)[] = [
  decisionTables,
  jsonRulesEngine,
];

/** Conditions and decision tables as others define them: what the language accepts must give their answers. */
export async function conformance(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('conformance');
  for (const part of PARTS) await part(shared, tally);
  return tally;
}
