import { Deciding } from '../../../engine/engagement/decide.js';
import type { Ruling } from '../../../engine/engagement/ruling.js';
import { isWithin, type Day } from '../../../engine/kernel/day.js';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Decision } from '../../../engine/rulebook/parts/decision.js';
import type { Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readToday } from '../../calculation/moved-credits.service.js';
import type { PlannedMove } from './planned-move.js';
import { yearsOfLosers, type CountingAt, type YearOfLoser, type YearsOfMove } from './years-of-losers.js';

/** What the policy says of moving one account. */
export interface MoveRuling {
  readonly answer: 'move' | 'needs-approval' | 'refused';
  /** The role of whoever is asked; null for anybody who may approve. */
  readonly approver: string | null;
  readonly because: string;
  /** `policy/rule`, where a rule said so. */
  readonly rule: string | null;
  readonly facts: {
    readonly accounts: number;
    readonly accountsThisYear: number;
    readonly heldThisYear: number;
  };
}

/** From the least strict to the strictest. */
const ANSWERS: readonly string[] = ['move', 'needs-approval', 'refused'];

/** What moves are ruled on by; `act` says which moves of others count. */
export interface RulingAt {
  readonly position: bigint;
  readonly rulebook: Rulebook;
  readonly act: CountingAt['act'];
}

/**
 * Says of each move whether the policy lets it be made, asks somebody, or refuses it. Where no policy limits moves, each may be made. The policy in force on the
 * day of the move is asked, and the one in force today, and that of what moved in the year of the day and in that of today: no day that somebody writes avoids what holds now.
 */
export async function ruleOnMoves(
  tx: Transaction,
  { position, rulebook, act }: RulingAt,
  moves: readonly PlannedMove[],
): Promise<readonly MoveRuling[]> {
  const today = await readToday(tx, rulebook.facts.timeZone);
  const years = await yearsOfLosers(tx, { position, catalogue: rulebook.facts, today, act }, moves);
  const deciding = new Deciding(rulebook);
  return moves.map((move, index) => {
    const of = years[index] ?? [{ moved: 1, held: 1 }];
    const factsIn = ({ moved, held }: YearOfLoser): MoveRuling['facts'] => {
      return { accounts: moves.length, accountsThisYear: moved, heldThisYear: held };
    };
    const rulings = questionsOf(limitsOf(rulebook, move.on, today), of).map(({ limit, day, year }) => {
      const facts = factsIn(year);
      const told = { id: move.account, date: day, currency: null, facts: factsOf(move, facts) };
      return { ...answerOf(deciding.decide(limit.id, told)), facts };
    });
    return stricter(rulings) ?? { ...UNLIMITED, facts: factsIn(of[0]) };
  });
}

function factsOf(move: PlannedMove, counted: MoveRuling['facts']): ReadonlyMap<string, FactValue> {
  const { accounts, accountsThisYear: moved, heldThisYear: held } = counted;
  return new Map<string, FactValue>([
    ...move.facts,
    ['transition.accounts', ratio(BigInt(accounts))],
    ['transition.accounts-this-year', ratio(BigInt(moved))],
    ['transition.share', ratio(BigInt(moved), BigInt(held))],
    ['transition.reason', move.reason],
    ['transfer.date', move.on],
  ]);
}

/** What limits a move: a decision, as of which day it is asked, and whether it is the one in force today. */
interface Limit {
  readonly limit: Decision;
  readonly day: Day;
  readonly isOfToday: boolean;
}

/** What limits a move of a day: the decision in force on the later of that day and today, then the other where it is not the same. */
function limitsOf(rulebook: Rulebook, on: Day, today: Day): readonly Limit[] {
  const found = [Math.max(on, today), Math.min(on, today)].flatMap((day): Limit[] => {
    const limit = limitOn(rulebook, day);
    return limit ? [{ limit, day, isOfToday: day === today }] : [];
  });
  const [later, earlier] = found;
  if (later?.limit !== earlier?.limit) return found;
  // One version decides on both days: it is asked on that of the move.
  return later ? [{ limit: later.limit, day: on, isOfToday: true }] : [];
}

/** What each limit is asked of: of what moved in the year of the day, the one in force today of that of today as well; of the year in which more moved first. */
function questionsOf(
  limits: readonly Limit[],
  [ofDay, ofToday]: YearsOfMove,
): readonly (Omit<Limit, 'isOfToday'> & { readonly year: YearOfLoser })[] {
  return limits.flatMap(({ isOfToday, ...limit }) => {
    const years = isOfToday && ofToday ? [ofDay, ofToday] : [ofDay];
    return years.sort((one, other) => other.moved - one.moved).map((year) => ({ ...limit, year }));
  });
}

type Said = Omit<MoveRuling, 'facts'>;

/** The strictest of what was said; of several that ask, the first, with the role of the next that names one where it names none. */
function stricter(said: readonly MoveRuling[]): MoveRuling | undefined {
  const [first, ...others] = [...ANSWERS]
    .reverse()
    .flatMap((answer) => said.filter((each) => each.answer === answer));
  if (!first) return undefined;
  const asking = [first, ...others.filter(({ answer }) => answer === first.answer)];
  return { ...first, approver: asking.find(({ approver }) => approver !== null)?.approver ?? null };
}

const UNLIMITED: Said = {
  answer: 'move',
  approver: null,
  because: 'No policy limits moves of accounts, neither on that day nor today.',
  rule: null,
};

/** The decision of the policy in force on a day that answers whether accounts may be moved. */
export function limitOn({ policies }: Pick<Rulebook, 'policies'>, day: Day): Decision | undefined {
  const decisions = policies
    .filter(({ effective }) => isWithin(day, effective))
    .flatMap((policy) => policy.decisions ?? []);
  return decisions.find(({ decides, outputs }) => decides === 'transfer' && outputs.some(isAnswer));
}

function isAnswer({ id, values }: Decision['outputs'][number]): boolean {
  return id === 'answer' && values !== undefined && values.every((value) => ANSWERS.includes(value));
}

/** A policy that gives no answer asks somebody: it is never silence, and nobody is told that it may be done. */
function answerOf(ruling: Ruling): Said {
  const { exception, because, gives, policy, rule } = ruling;
  const given = (output: string): string | null => {
    const value = gives.find((each) => each.output === output)?.value;
    return typeof value === 'string' ? value : null;
  };
  const by = policy && rule !== null ? `${policy}/${rule}` : null;
  if (exception) return { answer: 'needs-approval', approver: null, because: exception.reason, rule: by };
  const answer = given('answer');
  const said = answer === 'move' || answer === 'refused' ? answer : 'needs-approval';
  return { answer: said, approver: said === 'needs-approval' ? given('approver') : null, because, rule: by };
}
