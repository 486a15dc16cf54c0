import { periodContaining } from '../../../engine/kernel/calendar-period.js';
import { civilFromDays, daysFromCivil, writeDay, type Day, type Period } from '../../../engine/kernel/day.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { PlannedMove } from './planned-move.js';

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

/** By what is known at a position, and for which act, years are counted. */
export interface CountingAt {
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
  readonly today: Day;
  readonly act: keyof typeof COUNTED;
}

/** What somebody lost in a year: how many accounts of theirs moved in it, and how many were theirs, these among them. */
export interface YearOfLoser {
  readonly moved: number;
  readonly held: number;
}

/** Of a move, the year of its day, and that of today where it is another. */
export type YearsOfMove = readonly [ofDay: YearOfLoser, ofToday?: YearOfLoser];

interface Asked {
  readonly from: string | null;
  readonly year: Period & { readonly until: Day };
  readonly lost: Set<string>;
}

/**
 * Of everybody who loses an account: how many accounts that were theirs moved in a year, these moves among them, and how many were theirs on its first day or on a later one.
 * A move counts in the year of its day and in that in which it was proposed, so that the day that somebody writes takes none out of the count; one that was taken back does not.
 */
export async function yearsOfLosers(
  tx: Transaction,
  { position, catalogue, today, act }: CountingAt,
  moves: readonly PlannedMove[],
): Promise<readonly YearsOfMove[]> {
  const asked = new Map<string, Asked>();
  const keyOf = ({ from, account }: PlannedMove, day: Day): string => {
    const year = yearOf(catalogue, day);
    const key = `${year.from} ${from ?? ''}`;
    const known = asked.get(key) ?? { from, year, lost: new Set() };
    asked.set(key, known);
    known.lost.add(account);
    return key;
  };
  const keys = moves.map((move) => [keyOf(move, move.on), keyOf(move, today)] as const);
  const found = await readYears(tx, [...asked], [position, COUNTED[act], catalogue.timeZone]);
  const of = (key: string): YearOfLoser => found.get(key) ?? { moved: 1, held: 1 };
  return keys.map(([day, now]) => (day === now ? [of(day)] : [of(day), of(now)]));
}

async function readYears(
  tx: Transaction,
  asked: readonly (readonly [key: string, Asked])[],
  [position, counted, zone]: readonly [position: bigint, counted: readonly string[], zone: string],
): Promise<ReadonlyMap<string, YearOfLoser>> {
  const rows = await tx.query<YearOfLoser & { readonly nth: number }>(LOSERS, [
    position,
    asked.map(([, { from }]) => from),
    asked.map(([, { year }]) => writeDay(year.from)),
    asked.map(([, { year }]) => writeDay(year.until)),
    asked.flatMap(([, { lost }], nth) => [...lost].map(() => nth + 1)),
    asked.flatMap(([, { lost }]) => [...lost]),
    counted,
    zone,
  ]);
  return new Map(
    rows.flatMap(({ nth, ...year }) => asked.slice(nth - 1, nth).map(([key]) => [key, year] as const)),
  );
}

/** All who lose an account at once: who owned which on what days is worked out one time for all of them. */
const LOSERS = `
  with loser as materialized (
    select nth::int, participant, since, till from unnest($2::text[], $3::date[], $4::date[]) with ordinality asked (participant, since, till, nth)),
  own as materialized (
    select account, participant, since, till from account_owner_days($1) where participant = any($2::text[])),
  known as (
    select l.nth, m.account, true as moved from loser l
    join account_move m on m.from_owner = l.participant
    join account_transition t on t.id = m.transition
    where ((m.effective_on >= l.since and m.effective_on < l.till)
        or ((t.proposed_at at time zone $8)::date >= l.since and (t.proposed_at at time zone $8)::date < l.till))
      and t.standing = any($7::text[]) and t.undoes is null
      and not exists (select from account_transition u where u.undoes = t.id and u.standing = 'applied')
    union all select *, true from unnest($5::int[], $6::text[])
    union all select l.nth, own.account, false from loser l
    join own on own.participant = l.participant and own.since < l.till and own.till > l.since)
  select nth, count(distinct account) filter (where moved)::int as moved, count(distinct account)::int as held from known group by nth`;
