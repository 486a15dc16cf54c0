import { applyDispute, replayDispute } from '../../../engine/disputes/apply.js';
import {
  hasAbove,
  levelOf,
  partiesOf,
  type Dispute,
  type DisputeEvent,
} from '../../../engine/disputes/dispute.js';
import { invariant } from '../../../engine/kernel/invariant.js';
import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';

/** A dispute with everything that happened to it. */
export interface StoredDispute {
  readonly dispute: Dispute;
  readonly events: readonly DisputeEvent[];
}

/** Whether a text may be the id of a dispute at all. */
export function isDisputeId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** Disputes by id, in no order: their state by their log. */
export async function readDisputes(tx: Transaction, ids: readonly string[]): Promise<StoredDispute[]> {
  const rows = await tx.query<{ id: string; events: readonly DisputeEvent[] }>(
    `select e.dispute as id, jsonb_agg(e.detail order by e.sequence) as events from dispute_event e
     where e.dispute = any($1::uuid[]) group by e.dispute`,
    [ids],
  );
  return rows.map(({ id, events }) => ({ dispute: replayDispute(events, id), events }));
}

/** A dispute, others waiting until this transaction ends; the log is read after the wait. */
export async function lockDispute(tx: Transaction, id: string): Promise<Dispute | undefined> {
  await tx.query('select from dispute where id = $1 for update', [id]);
  return (await readDisputes(tx, [id]))[0]?.dispute;
}

/** Writes a new dispute with its first event. */
export async function insertDispute(
  tx: ChangeTransaction,
  id: string,
  event: DisputeEvent,
): Promise<Dispute> {
  const dispute = applyDispute(null, event, id);
  const { thing, filer, beneficiary, tag, filedAt } = dispute;
  await tx.query(
    `insert into dispute (id, about, booking_source, booking, ruling, filer_user, filer, beneficiary, tag, standing, level, people, has_above, revision,
       filed_at, entry) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'OPEN', '', '{}', false, 1, $10, $11)`,
    [
      id,
      thing.about,
      thing.scope.source,
      thing.scope.booking,
      thing.ruling,
      filer.user,
      filer.person,
      beneficiary,
      tag,
      new Date(filedAt).toISOString(),
      tx.entry.toString(),
    ],
  );
  return await writeDisputeEvents(tx, { id, before: null, events: [event] });
}

/** Writes what happened to a dispute, who has a part in it by then, and the state that it leads to. */
export async function writeDisputeEvents(
  tx: ChangeTransaction,
  {
    id,
    before,
    events,
  }: { readonly id: string; readonly before: Dispute | null; readonly events: readonly DisputeEvent[] },
): Promise<Dispute> {
  let now = before;
  for (const event of events) {
    const last = now;
    now = applyDispute(now, event, id);
    await writeParties(tx, now);
    await tx.query(
      `insert into dispute_event (dispute, sequence, entry, event, actor, person, reason, happened_at, standing_before, standing, detail, acting_for)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        now.revision,
        tx.entry.toString(),
        event.event,
        event.user,
        event.person,
        event.reason,
        new Date(event.at).toISOString(),
        last?.standing ?? null,
        now.standing,
        JSON.stringify(event),
        event.actingFor ?? null,
      ],
    );
  }
  invariant(now !== null, `nothing happened to the dispute ${id}`);
  await writeState(tx, now, before?.revision ?? 1);
  return now;
}

async function writeParties(tx: ChangeTransaction, dispute: Dispute): Promise<void> {
  const parties = [...partiesOf(dispute, dispute.ruled?.to ?? 'house')];
  await tx.query(
    'insert into dispute_party (dispute, participant) select $1, * from unnest($2::text[]) on conflict do nothing',
    [dispute.id, parties],
  );
}

async function writeState(tx: ChangeTransaction, dispute: Dispute, seen: number): Promise<void> {
  const moment = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  const { id, standing, asked, due, revision, endedAt } = dispute;
  const changed = await tx.query(
    `update dispute set standing = $2, level = $3, people = $4, has_above = $5, due_at = $6, revision = $7, ended_at = $8, entry = $9
     where id = $1 and revision = $10 returning id`,
    [
      id,
      standing,
      levelOf(dispute),
      asked === 'comp-operations' ? [] : [...asked.people],
      hasAbove(dispute),
      moment(due),
      revision,
      moment(endedAt),
      tx.entry.toString(),
      seen,
    ],
  );
  invariant(changed.length === 1, `the dispute ${id} changed while it was locked`);
}

/** Open disputes whose time to answer is up while somebody above can be asked, and those that were not looked at for an hour: whoever is asked may have left. */
export async function dueDisputes(
  tx: Transaction,
  { but, most }: { readonly but: readonly string[]; readonly most: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from dispute where standing = 'OPEN' and id <> all($2::uuid[])
       and (has_above and due_at <= clock_timestamp() or looked_at <= clock_timestamp() - interval '1 hour')
     order by looked_at limit $1`,
    [most, but],
  );
  return rows.map(({ id }) => id);
}

/** Writes down that a dispute is looked at, before it is: one that fails waits for its next turn, and holds up no other. */
export async function markLookedAt(tx: Transaction, id: string): Promise<void> {
  await tx.query('update dispute set looked_at = clock_timestamp() where id = $1', [id]);
}
