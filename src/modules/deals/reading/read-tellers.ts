import { knownRow, type KnownAs } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { byDeal } from './by-deal.js';

/** Who told a revision of a deal or of one of its lines. */
export interface Teller {
  /** As the audit names them. */
  readonly actor: string;
  /** Null for who is no user, such as the command line. */
  readonly login: string | null;
  /** The participant who signs in as them. */
  readonly participant: string | null;
  readonly position: bigint;
  /** When, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  readonly revision: number;
  /** Null for the head of the deal. */
  readonly line: number | null;
}

type Row = Omit<Teller, 'position' | 'at'> & {
  readonly deal: string;
  readonly position: string;
  readonly at: string;
};

/** Who told deals, by deal, in the order in which it became known; of what was undone nothing is known. */
export async function readTellers(
  tx: Transaction,
  at: KnownAs,
  deals: readonly string[],
): Promise<ReadonlyMap<string, readonly Teller[]>> {
  const rows = await tx.query<Row>(
    `select told.deal, told.line, told.revision, a.actor, a.position, (extract(epoch from a.recorded_at) * 1000)::bigint as at, u.login, u.participant
     from (
       select external_id as deal, null::integer as line, revision, entry from deal fact
       where external_id = any($2::text[]) and ${knownRow('deal', at)}
       union all
       select deal, line_no, revision, entry from deal_line fact where deal = any($2::text[]) and ${knownRow('deal_line', at)}
     ) told
     join audit_entry a on a.entry = told.entry
     left join kicker_user u on u.user_id::text = a.actor
     order by a.position, told.line nulls first, told.revision`,
    [at.position, deals],
  );
  return new Map([...byDeal(rows)].map(([deal, told]) => [deal, told.map(tellerOf)]));
}

function tellerOf({ actor, login, participant, position, at, revision, line }: Row): Teller {
  return { actor, login, participant, position: BigInt(position), at: Number(at), revision, line };
}
