import type { FactCatalogue, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealsService } from '../../deals/deals.service.js';
import type { RulesService } from '../../rules/rules.service.js';
import { Surroundings } from './read-setting.js';

/** Surroundings as of now, and at what they were read, so that deals are read at the same. */
export interface SurroundingsNow {
  readonly surroundings: Surroundings;
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
  readonly rulebook: Rulebook;
}

/** Reads what deciding on any deal hangs on, `at` a moment in milliseconds. The transaction must see everything. */
export async function surroundingsNow(
  tx: Transaction,
  { rules, deals, at }: { readonly rules: RulesService; readonly deals: DealsService; readonly at: number },
): Promise<SurroundingsNow> {
  const { rulebook, position } = await rules.rulebookNow(tx);
  const surroundings = await Surroundings.read(tx, { rulebook, position, at, deals });
  return { surroundings, position, catalogue: rulebook.facts, rulebook };
}
