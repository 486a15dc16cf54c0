import { readDay, type Day } from '../../../engine/kernel/day.js';
import type { HoldingTold } from '../../../engine/model/derived/late-holders.js';
import type { Company } from '../../../engine/model/facts.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { AccountMove, FormerDays, OwnersOfMoves } from './owner-days.js';

/** The day that it is in a time zone. */
export async function readToday(tx: Transaction, zone: string): Promise<Day> {
  const [row] = await tx.query<{ day: string }>('select (now() at time zone $1)::date::text as day', [zone]);
  return readDay(row?.day ?? '') ?? 0;
}

/** Moves, and who had the accounts before. */
interface Moving {
  readonly moves: readonly AccountMove[];
  readonly owners: OwnersOfMoves;
}

/**
 * A company in which moves of accounts are told on a day: what was booked before for an account that nobody owned or had before, and below one that nobody owned, stays at the
 * house. Where they are gone on that day as well nothing moves, and lines come with the same facts.
 */
export function withMovesTold(
  company: Company,
  { moves, owners }: Moving,
  at: Pick<HoldingTold, 'told' | 'gone'>,
): Company {
  const told = moves.map(({ account, on, until, from }): HoldingTold => {
    return { of: account, from: on, until, otherwise: from, ...at };
  });
  const led = moves.flatMap((move) => [...formersTold(move, owners), ...topsTold(move, owners)]);
  const also = led.map((days) => ({ ...days, ...at }));
  return { ...company, ownersTold: [...(company.ownersTold ?? []), ...told, ...also] };
}

/** Days on which somebody would have had an account before, where nobody had. */
function formersTold({ account }: AccountMove, { before, after, said }: OwnersOfMoves): LeadsOn[] {
  if (said.get(account)?.previous) return [];
  const nobody = (before.get(account) ?? []).filter(({ former }) => former === null);
  const somebody = (after.get(account) ?? []).filter(({ former }) => former !== null);
  return somebody.flatMap((is) =>
    nobody.flatMap((was) => leadsOn({ of: account, relation: 'account.previous-owner' }, was, is)),
  );
}

/** Days on which accounts below one that nobody owned would lead to somebody. */
function topsTold({ account, from, on, until }: AccountMove, { tops, said }: OwnersOfMoves): LeadsOn[] {
  if (from !== null) return [];
  const days = { since: on, till: until ?? Infinity };
  return tops
    .filter(({ top, account: below }) => top === account && !said.get(below)?.above)
    .flatMap((span) => leadsOn({ of: span.account, relation: 'account.parent-owner' }, span, days));
}

type LeadsOn = Omit<HoldingTold, 'told' | 'gone'>;
type Days = Pick<FormerDays, 'since' | 'till'>;

/** On the days that both have, if any. */
function leadsOn(leads: Pick<HoldingTold, 'of' | 'relation'>, a: Days, b: Days): LeadsOn[] {
  const [from, until] = [Math.max(a.since, b.since), Math.min(a.till, b.till)];
  return from < until ? [{ ...leads, from, until: Number.isFinite(until) ? until : null }] : [];
}
