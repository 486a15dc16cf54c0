import {
  asIfNotCome,
  sayLate,
  type BookedBefore,
  type CameLate,
  type LateHolders,
} from '../../../engine/model/derived/late-holders.js';
import { TOLD_ON } from '../../../engine/model/recorded.js';
import type { JudgedLine } from './judged-lines.js';
import type { LineRuling } from './rule-on-line.js';

/**
 * The ruling of a line whose territory has a holder, or its account an owner, who was told late: as if they had not come, where it was at the house then,
 * and as it is otherwise. The same as crediting does, one line at a time.
 */
export async function withHouseKept(
  real: LineRuling,
  holders: LateHolders,
  without: (late: readonly CameLate[]) => Promise<LineRuling>,
): Promise<LineRuling> {
  const { line, policy, ruled } = real;
  const asked = askedOf(line, policy?.backfill ?? 0);
  const late = asked ? holders.cameLate(asked) : [];
  if (!asked || late.length === 0 || ruled.length > 0 || isAtHouse(real)) return real;
  const kept = await without(late);
  return isAtHouse(kept, late) ? { ...kept, line, because: sayLate(asked, late) } : real;
}

/** A line as it would be if some had not come late. */
export function lineWithout(line: JudgedLine, late: readonly CameLate[]): JudgedLine {
  return { ...line, facts: new Map([...line.facts, ...asIfNotCome(late)]) };
}

function askedOf(
  { territory, account, date, facts }: JudgedLine,
  backfill: number,
): BookedBefore | undefined {
  const told = facts.get(TOLD_ON);
  return typeof told === 'number' ? { territory, account, date, told, backfill } : undefined;
}

/** Whether nobody gets it; without who came late, also where a relation that then leads to nobody would. */
function isAtHouse({ rules }: LineRuling, late: readonly CameLate[] = []): boolean {
  if (rules.some(({ outcome }) => outcome === 'tied')) return false;
  const winner = rules.find(({ outcome }) => outcome === 'won');
  if (!winner || winner.gives.length === 0) return true;
  return late.some((each) => each.otherwise === undefined && winner.gives.includes(each.relation));
}
