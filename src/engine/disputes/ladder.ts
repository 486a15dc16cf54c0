import { Deciding } from '../engagement/decide.js';
import type { Day } from '../kernel/day.js';
import { isWithin } from '../kernel/day.js';
import type { FactValue } from '../model/facts.js';
import type { Rulebook } from '../rulebook/rulebook.js';
import type { LadderLevel } from './dispute.js';

/** The levels at which a dispute is decided, in their order; or why there are none. */
export type Ladder =
  | { readonly levels: readonly LadderLevel[]; readonly policy: string }
  | { readonly none: 'NO_POLICY' | 'TOO_LATE' | 'UNDECIDED'; readonly because: string };

/** Words by which a policy says that nobody decides any more. */
const NOBODY: readonly unknown[] = ['nobody', 'agreement', undefined, null];
const [DECIDED_BY, WITHIN] = ['decided-by', 'within'];

/**
 * Asks the policy in force on the day of filing, level by level, who decides a dispute about something of a day, and within how many days. It is asked once,
 * so that a later version moves no dispute that was filed before. A level that had its turn does not come again.
 */
export function ladderOf(
  rules: Pick<Rulebook, 'facts' | 'policies' | 'tables'>,
  { about, filed }: { readonly about: Day; readonly filed: Day },
): Ladder {
  const decision = disputeDecisionOn(rules.policies, filed);
  if (!decision)
    return { none: 'NO_POLICY', because: 'No engagement policy in force says who decides disputes.' };
  const deciding = new Deciding(rules);
  const levels: LadderLevel[] = [];
  for (;;) {
    const before = levels.at(-1)?.level;
    const known: [string, FactValue][] = [
      ['dispute.about', about],
      ...(before === undefined ? [] : [['dispute.level', before] as [string, FactValue]]),
      ['dispute.agreement', 'open'],
    ];
    const subject = { id: 'dispute', date: filed, currency: null, facts: new Map(known) };
    const { gives, exception, because, policy, version, rule } = deciding.decide(decision.id, subject);
    if (exception) return { none: 'UNDECIDED', because: exception.reason };
    const given = new Map(gives.map(({ output, value }) => [output, value]));
    const level = given.get(DECIDED_BY);
    const isOver = NOBODY.includes(level) || levels.some((each) => each.level === level);
    if (isOver && levels.length === 0) return { none: 'TOO_LATE', because };
    if (isOver) return { levels, policy: policy ?? '' };
    levels.push({
      level: String(level),
      within: daysOf(given.get(WITHIN)),
      setBy: { policy, version, rule, because },
    });
  }
}

function disputeDecisionOn(policies: Rulebook['policies'], day: Day): { readonly id: string } | undefined {
  const inForce = policies.filter(({ effective }) => isWithin(day, effective));
  const found = inForce.flatMap(({ effective, decisions = [] }) =>
    decisions
      .filter(({ decides, outputs }) => decides === 'dispute' && outputs.some(({ id }) => id === DECIDED_BY))
      .map(({ id }) => ({ id, from: effective.from })),
  );
  return found.sort((a, b) => a.from - b.from).at(-1);
}

function daysOf(value: FactValue | null): number | null {
  return typeof value === 'object' && value !== null ? Number(value.n / value.d) : null;
}
