import { sayVacant, type LateHolders } from '../../../engine/model/derived/late-holders.js';
import { TOLD_ON } from '../../../engine/model/recorded.js';
import type { JudgedLine } from './judged-lines.js';
import type { LineRuling } from './rule-on-line.js';

const HOLDERS = 'territory.holders';

/**
 * The ruling of a line whose territory has a holder who was told late: as if nobody held it, where it was at the house then, and as it is otherwise. The
 * same as crediting does, one line at a time.
 */
export async function withHouseKept(
  real: LineRuling,
  late: LateHolders,
  asIfVacant: () => Promise<LineRuling>,
): Promise<LineRuling> {
  const { line, policy, ruled } = real;
  const asked = askedOf(line, policy?.backfill ?? 0);
  if (!asked || ruled.length > 0 || isAtHouse(real) || !late.staysVacant(asked)) return real;
  const vacant = await asIfVacant();
  return isAtHouse(vacant, true) ? { ...vacant, line, because: sayVacant(asked) } : real;
}

function askedOf(
  { territory, date, facts }: JudgedLine,
  backfill: number,
): Parameters<LateHolders['staysVacant']>[0] | undefined {
  const told = facts.get(TOLD_ON);
  return territory === null || typeof told !== 'number' ? undefined : { territory, date, told, backfill };
}

/** Whether nobody gets it; where the territory is vacant, also where whoever holds it would. */
function isAtHouse({ rules }: LineRuling, isVacant = false): boolean {
  if (rules.some(({ outcome }) => outcome === 'tied')) return false;
  const winner = rules.find(({ outcome }) => outcome === 'won');
  return !winner || winner.gives.length === 0 || (isVacant && winner.gives.includes(HOLDERS));
}
