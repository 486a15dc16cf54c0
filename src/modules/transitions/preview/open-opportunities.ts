import { isWithin, writeDay, type Day } from '../../../engine/kernel/day.js';
import type { Decision } from '../../../engine/rulebook/parts/decision.js';
import type { FactCatalogue, Rulebook } from '../../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { WhatIf } from '../../engagement/what-if.service.js';
import type { PlannedMove } from './planned-move.js';

/** An opportunity that is open on an account on the day on which it moves. */
export interface OpenOpportunity {
  readonly opportunity: string;
  readonly account: string;
  readonly seller: string | null;
  readonly on: Day;
  readonly reason: string;
}

/** Opportunities of a preview; a policy that is asked about more takes too long while somebody waits. */
export const MOST_OPPORTUNITIES = 200;

/** Opportunities of the accounts that were opened by the day and whose close date has not passed, in the order of their ids; at most one more than are told. */
export async function openOpportunities(
  tx: Transaction,
  position: bigint,
  moves: readonly PlannedMove[],
): Promise<readonly OpenOpportunity[]> {
  const rows = await tx.query<{ opportunity: string; account: string; seller: string | null }>(
    `select o.external_id as opportunity, o.account, o.seller
     from unnest($2::text[], $3::date[]) moved (account, day)
     join (${latestKnown('opportunity', 'external_id, account, seller, created_on, closes_on')}) o on o.account = moved.account
     where (o.created_on is null or o.created_on <= moved.day) and (o.closes_on is null or o.closes_on >= moved.day)
     order by o.external_id collate "C" limit $4`,
    [
      position,
      moves.map(({ account }) => account),
      moves.map(({ on }) => writeDay(on)),
      MOST_OPPORTUNITIES + 1,
    ],
  );
  const byAccount = new Map(moves.map((move) => [move.account, move]));
  return rows.flatMap((row) => {
    const move = byAccount.get(row.account);
    return move ? [{ ...row, on: move.on, reason: move.reason }] : [];
  });
}

/** The decision on holdovers of the policy in force on a day. */
export function holdoverOn({ policies }: Pick<Rulebook, 'policies'>, day: Day): Decision | undefined {
  return policies
    .filter(({ effective }) => isWithin(day, effective))
    .flatMap(({ decisions = [] }) => decisions)
    .find(({ decides }) => decides === 'holdover');
}

/** What is asked about an opportunity whose account moves: what is stored of it, and the move. */
export function askedOf(
  { opportunity, on, reason }: OpenOpportunity,
  decision: string,
  { fields }: Pick<FactCatalogue, 'fields'>,
): WhatIf {
  const facts = [
    { name: 'transfer.date', value: writeDay(on) },
    { name: 'transition.reason', value: reason },
  ];
  const declared = new Set(fields.map(({ name }) => name));
  return {
    decision,
    day: on,
    like: [{ kind: 'opportunity', subject: opportunity }],
    facts: facts.filter(({ name }) => declared.has(name)),
  };
}
