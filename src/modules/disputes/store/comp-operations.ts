import { partiesOf, type Dispute } from '../../../engine/disputes/dispute.js';
import { readSignIns } from '../../../platform/database/sql/sign-ins.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { CreditRulingsService } from '../../bookings/credit-rulings.service.js';
import { isBy, tellersOf } from '../acting/own-ruling.js';

/** Users who are comp operations today: roles are judged by the day in UTC. */
const COMP_ADMINS = `select u.user_id::text as id, u.name, u.participant from kicker_user u where not u.disabled and exists (
    select from role_grant g where g.user_id = u.user_id and g.role = 'comp_admin' and g.confirmed_entry is not null and g.revoked_entry is null
      and g.effective @> (clock_timestamp() at time zone 'utc')::date)
  order by lower(u.login)`;

interface CompAdmin {
  readonly id: string;
  readonly name: string;
  readonly participant: string | null;
}

/**
 * Of open disputes that wait for comp operations, by id: the names of those who may decide them, who neither filed it, take part in it, nor told the ruling that it is
 * about. The transaction must see all bookings and rulings.
 */
export async function compOperationsOf(
  tx: Transaction,
  rulings: CreditRulingsService,
  disputes: readonly Dispute[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const waiting = disputes.filter(
    ({ asked, standing }) => asked === 'comp-operations' && standing === 'OPEN',
  );
  if (waiting.length === 0) return new Map();
  const admins = await tx.query<CompAdmin>(COMP_ADMINS);
  const signIns = await readSignIns(tx);
  const found = new Map<string, readonly string[]>();
  for (const dispute of waiting) {
    const tellers = await tellersOf(tx, rulings, { dispute, signIns });
    const parties = partiesOf(dispute);
    const may = ({ id, participant }: CompAdmin): boolean =>
      id !== dispute.filer.user &&
      !tellers.some((teller) => isBy(teller, { user: id, person: participant })) &&
      (participant === null || !parties.has(participant));
    found.set(
      dispute.id,
      admins.filter(may).map(({ name }) => name),
    );
  }
  return found;
}
