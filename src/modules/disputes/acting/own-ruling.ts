import type { Dispute } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusal } from '../../../platform/refusal.js';
import type { CreditRulingsService } from '../../bookings/credit-rulings.service.js';

/** Who told a ruling: the user, and the participants as whom they signed in then and do now. */
interface Teller {
  readonly ruling: string;
  readonly user: string;
  readonly people: readonly string[];
}

/** A user, and the participant as whom they sign in. */
interface Somebody {
  readonly user: string;
  readonly person: string | null;
}

/**
 * Whoever told the ruling that is disputed, in any revision, or one that decides the booking that is disputed, decides no dispute of it, by whatever user: they pass it up,
 * or send it back for evidence. Nor does anybody in their place.
 */
export async function refuseOwnRuling(
  tx: Transaction,
  rulings: CreditRulingsService,
  of: {
    readonly doer: Somebody;
    /** In whose place they decide. */
    readonly actingFor: string | null;
    readonly dispute: Pick<Dispute, 'thing'>;
  },
): Promise<void> {
  const { doer, actingFor, dispute } = of;
  const tellers = await tellersOf(tx, rulings, dispute);
  const own = tellers.find((teller) => isBy(teller, doer));
  const told = own ?? tellers.find(({ people }) => actingFor !== null && people.includes(actingFor));
  if (!told) return;
  const { ruling } = told;
  const what =
    ruling === dispute.thing.ruling ? 'which is disputed' : 'which decides the booking that is disputed';
  const hint = 'Pass it up, or ask somebody else who may decide it.';
  throw new Refusal(
    'DISPUTE_TAKES_PART',
    `${own ? 'You' : actingFor} told the ruling ${ruling}, ${what}.`,
    hint,
  );
}

/** Whether somebody told a ruling, as whatever user. */
export function isBy(teller: Teller, { user, person }: Somebody): boolean {
  return teller.user === user || (person !== null && teller.people.includes(person));
}

/** The participant as whom a user signed in when an entry was written. */
const THEN = `(select changed.after ->> 'participant' from audit_entry changed
  where changed.action in ('user.add', 'user.change') and lower(changed.subject) = lower('user ' || u.login) and changed.position <= a.position
  order by changed.position desc limit 1)`;

/** Who told the ruling that is disputed, in any revision, or one that decides the booking that is disputed. The transaction must see everything. */
export async function tellersOf(
  tx: Transaction,
  rulings: CreditRulingsService,
  dispute: Pick<Dispute, 'thing'>,
): Promise<readonly Teller[]> {
  return await tx.query<Teller>(
    `select distinct r.external_id as ruling, a.actor as "user", array_remove(array[u.participant, ${THEN}], null) as people
     from credit_ruling r join audit_entry a on a.entry = r.entry left join kicker_user u on u.user_id::text = a.actor
     where r.external_id = any($1::text[]) order by 1, 2, 3`,
    [await rulingsAt(tx, rulings, dispute)],
  );
}

/** The ruling that is disputed, and those that decide the booking by now. */
async function rulingsAt(
  tx: Transaction,
  rulings: CreditRulingsService,
  { thing }: Pick<Dispute, 'thing'>,
): Promise<readonly string[]> {
  const { source, booking } = thing.scope;
  const line = { source, booking, account: thing.account, day: writeDay(thing.date) };
  const decide = await rulings.deciding(tx, line);
  return thing.ruling === null ? decide : [thing.ruling, ...decide];
}
