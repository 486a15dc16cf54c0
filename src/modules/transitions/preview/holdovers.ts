import { Deciding } from '../../../engine/engagement/decide.js';
import { writeDay } from '../../../engine/kernel/day.js';
import { writeDecimal } from '../../../engine/kernel/ratio.js';
import type { RuledOutput } from '../../../engine/engagement/ruling.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Decision } from '../../../engine/rulebook/parts/decision.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import { holdoverOn } from './open-opportunities.js';
import type { HoldoverRuling } from './preview.js';
import type { PlannedMove } from './planned-move.js';

/** What the policy in force says of holdovers of each move; null where it has no such decision. */
export function ruleOnHoldovers(
  rulebook: Rulebook,
  moves: readonly PlannedMove[],
): readonly (HoldoverRuling | null)[] {
  const deciding = new Deciding(rulebook);
  return moves.map((move) => {
    const decision = holdoverOn(rulebook, move.on);
    if (!decision) return null;
    const facts = new Map<string, FactValue>([
      ...move.facts,
      ['transfer.date', move.on],
      ['transition.reason', move.reason],
    ]);
    const of = { id: move.account, date: move.on, currency: null, facts };
    const { gives, because, exception } = deciding.decide(decision.id, of);
    const says = gives.map((given) => `${given.output}: ${textOf(given, decision)}`);
    return { decision: decision.id, says, because: exception?.reason ?? because };
  });
}

function textOf({ output, value }: RuledOutput, { outputs }: Decision): string {
  if (value === null) return 'nothing';
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return writeDecimal(value);
  return outputs.find(({ id }) => id === output)?.is === 'date' ? writeDay(value) : String(value);
}
