import type { SharedFolder } from '../shared.js';
import { Tally } from '../tally.js';
import { decisionTables } from './dmn/run.js';
import { jsonRulesEngine } from './json-rules-engine/run.js';
import { stateMachine } from './state-machine.js';

/** Each judges one folder of `conformance` and counts into the one tally. */
const PARTS: readonly ((shared: SharedFolder, tally: Tally) => Promise<void> | void)[] = [
  decisionTables,
  jsonRulesEngine,
  stateMachine,
];

/** Conditions and decision tables as others define them: what the language accepts must give their answers. And the state machine of approvals, which our tests go through. */
export async function conformance(shared: SharedFolder): Promise<Tally> {
  const tally = new Tally('conformance');
  for (const part of PARTS) await part(shared, tally);
  return tally;
}
