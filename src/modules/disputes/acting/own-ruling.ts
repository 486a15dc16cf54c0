import type { Dispute } from '../../../engine/disputes/dispute.js';
import { writeDay } from '../../../engine/kernel/day.js';
import { readSignIns, type SignIns } from '../../../platform/database/sql/sign-ins.js';
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
  const tellers = await tellersOf(tx, rulings, { dispute, signIns: await readSignIns(tx) });
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

/** Who told the ruling that is disputed, in any revision, or one that decides the booking that is disputed. The transaction must see everything. */
export async function tellersOf(
  tx: Transaction,
  rulings: CreditRulingsService,
  { dispute, signIns }: { readonly dispute: Pick<Dispute, 'thing'>; readonly signIns: SignIns },
): Promise<readonly Teller[]> {
  const rows = await tx.query<{ ruling: string; user: string; position: string }>(
    `select r.external_id as ruling, a.actor as "user", a.position::text as position from credit_ruling r join audit_entry a on a.entry = r.entry
     where r.external_id = any($1::text[]) order by r.external_id collate "C", a.position`,
    [await rulingsAt(tx, rulings, dispute)],
  );
  return rows.map(({ ruling, user, position }) => ({
    ruling,
    user,
    people: signIns.peopleOf(user, BigInt(position)),
  }));
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
