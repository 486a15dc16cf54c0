import { Deciding } from '../../../engine/engagement/decide.js';
import type { Ruling } from '../../../engine/engagement/ruling.js';
import { periodContaining } from '../../../engine/kernel/calendar-period.js';
import {
  civilFromDays,
  daysFromCivil,
  isWithin,
  writeDay,
  type Day,
  type Period,
} from '../../../engine/kernel/day.js';
import { ratio } from '../../../engine/kernel/ratio.js';
import type { FactValue } from '../../../engine/model/facts.js';
import type { Decision } from '../../../engine/rulebook/parts/decision.js';
import type { FactCatalogue, Rulebook } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { readToday } from '../../calculation/moved-credits.service.js';
import type { PlannedMove } from './planned-move.js';

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

/** The year of a day, as the first calendar of the catalogue has it. */
export function yearOf(catalogue: FactCatalogue, day: Day): Period & { readonly until: Day } {
  const [calendar] = catalogue.calendars;
  const period = calendar && periodContaining(calendar, 'year', day);
  if (period) return period;
  const { year } = civilFromDays(day);
  return { from: daysFromCivil(year, 1, 1), until: daysFromCivil(year + 1, 1, 1) };
}

/** Where transitions stand that count when others are proposed: those that may still be applied count as if they were. */
const COUNTED = { proposing: ['proposed', 'approved', 'applied'], applying: ['applied'] } as const;

/** What moves are ruled on by; `act` says which moves of others count. */
export interface RulingAt {
  readonly position: bigint;
  readonly rulebook: Rulebook;
  readonly act: keyof typeof COUNTED;
}

/**
 * Says of each move whether the policy lets it be made, asks somebody, or refuses it. Where no policy limits moves, each may be made. The policy in force on the
 * day of the move is asked, and the one in force today: no day that somebody writes avoids what holds now.
 */
export async function ruleOnMoves(
  tx: Transaction,
  { position, rulebook, act }: RulingAt,
  moves: readonly PlannedMove[],
): Promise<readonly MoveRuling[]> {
  const years = await yearsOfLosers(tx, { position, catalogue: rulebook.facts, act }, moves);
  const today = await readToday(tx, rulebook.facts.timeZone);
  const deciding = new Deciding(rulebook);
  return moves.map((move) => {
    const { moved, held } = years.get(keyOf(move, rulebook.facts)) ?? { moved: 1, held: 1 };
    const facts = { accounts: moves.length, accountsThisYear: moved, heldThisYear: held };
    const told = factsOf(move, facts);
    const rulings = limitsOf(rulebook, move.on, today).map(({ limit, day }) =>
      answerOf(deciding.decide(limit.id, { id: move.account, date: day, currency: null, facts: told })),
    );
    return { ...stricter(rulings), facts };
  });
}

function factsOf(move: PlannedMove, counted: MoveRuling['facts']): ReadonlyMap<string, FactValue> {
  const { accounts, accountsThisYear: moved, heldThisYear: held } = counted;
  return new Map<string, FactValue>([
    ...move.facts,
    ['transition.accounts', ratio(BigInt(accounts))],
    ['transition.accounts-this-year', ratio(BigInt(moved))],
    ['transition.share', ratio(BigInt(moved), BigInt(Math.max(held, moved, 1)))],
    ['transition.reason', move.reason],
    ['transfer.date', move.on],
  ]);
}

/** What limits a move of a day: the decision in force on the later of that day and today, then the other where it is not the same. */
function limitsOf(
  rulebook: Rulebook,
  on: Day,
  today: Day,
): readonly { readonly limit: Decision; readonly day: Day }[] {
  const found = [Math.max(on, today), Math.min(on, today)].flatMap((day) => {
    const limit = limitOn(rulebook, day);
    return limit ? [{ limit, day }] : [];
  });
  const [later, earlier] = found;
  if (later?.limit !== earlier?.limit) return found;
  // One version decides on both days: it is asked on that of the move.
  return later ? [{ limit: later.limit, day: on }] : [];
}

type Said = Omit<MoveRuling, 'facts'>;

/** The strictest of what was said; of two that ask, the first, with the role of the other where it names none. */
function stricter(said: readonly Said[]): Said {
  const strictest = [...ANSWERS].reverse().flatMap((answer) => said.filter((each) => each.answer === answer));
  const [first, second] = strictest;
  if (!first) return { answer: 'move', approver: null, because: NO_LIMIT, rule: null };
  const asksToo = second?.answer === first.answer ? second.approver : null;
  return { ...first, approver: first.approver ?? asksToo };
}

const NO_LIMIT = 'No policy limits moves of accounts, neither on that day nor today.';

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

interface YearOfLoser {
  readonly moved: number;
  readonly held: number;
}

const keyOf = ({ from, on }: Pick<PlannedMove, 'from' | 'on'>, catalogue: FactCatalogue): string =>
  `${yearOf(catalogue, on).from} ${from ?? ''}`;

/**
 * Of everybody who loses an account in a year: how many accounts that were theirs moved in it, these moves among them, and how many were theirs on its first
 * day or on a later one. Moves that were taken back do not count.
 */
async function yearsOfLosers(
  tx: Transaction,
  { position, catalogue, act }: Pick<RulingAt, 'position' | 'act'> & { readonly catalogue: FactCatalogue },
  moves: readonly PlannedMove[],
): Promise<ReadonlyMap<string, YearOfLoser>> {
  const byYear = new Map<
    string,
    { readonly from: string | null; readonly on: Day; readonly lost: string[] }
  >();
  for (const { from, on, account } of moves) {
    const key = keyOf({ from, on }, catalogue);
    const known = byYear.get(key) ?? { from, on, lost: [] };
    known.lost.push(account);
    byYear.set(key, known);
  }
  const asked = [...byYear].map(([key, { from, on, lost }]) => ({
    key,
    from,
    lost,
    year: yearOf(catalogue, on),
  }));
  const rows = await tx.query<YearOfLoser & { readonly nth: number }>(LOSERS, [
    position,
    asked.map(({ from }) => from),
    asked.map(({ year }) => writeDay(year.from)),
    asked.map(({ year }) => writeDay(year.until)),
    asked.flatMap(({ lost }, nth) => lost.map(() => nth + 1)),
    asked.flatMap(({ lost }) => lost),
    COUNTED[act],
  ]);
  return new Map(
    rows.flatMap(({ nth, ...year }) => asked.slice(nth - 1, nth).map(({ key }) => [key, year] as const)),
  );
}

/** All who lose an account at once: who owned which on what days is worked out one time for all of them. */
const LOSERS = `
  with loser as materialized (
    select nth::int, participant, since, till from unnest($2::text[], $3::date[], $4::date[]) with ordinality asked (participant, since, till, nth)),
  own as materialized (
    select account, participant, since, till from account_owner_days($1) where participant = any($2::text[])),
  lost as (
    select l.nth, m.account from loser l
    join account_move m on m.from_owner = l.participant and m.effective_on >= l.since and m.effective_on < l.till
    join account_transition t on t.id = m.transition
    where t.standing = any($7::text[]) and t.undoes is null
      and not exists (select from account_transition u where u.undoes = t.id and u.standing = 'applied')
    union select * from unnest($5::int[], $6::text[])),
  held as (
    select l.nth, count(distinct own.account)::int as held from loser l
    join own on own.participant = l.participant and own.since < l.till and own.till > l.since group by l.nth)
  select l.nth, count(distinct lost.account)::int as moved, coalesce(max(held.held), 0) as held
  from loser l left join lost on lost.nth = l.nth left join held on held.nth = l.nth group by l.nth`;
