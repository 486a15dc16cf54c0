import type { Transaction } from '../../../platform/database/transaction.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { ASKED, SEEN, seenBy } from './sees-dispute.js';

/** Which disputes an inbox holds. */
export type DisputesOf = 'mine' | 'to-decide' | 'overdue';

/** Which disputes are asked for. */
export interface DisputeFilter {
  readonly of: DisputesOf | null;
  readonly standing: string | null;
  /** About whose credit. */
  readonly participant: string | null;
}

const PARTY = 'exists (select from dispute_party p where p.dispute = d.id and p.participant = $2)';

/** $4 which, $5 how they stand, $6 whether comp operations asks, $7 about whose credit. */
const WHERE = `${SEEN} and ($5::text is null or d.standing = $5) and ($7::text is null or d.beneficiary = $7) and case $4::text
  when 'mine' then d.filer_user = $3 or d.beneficiary = $2
  when 'to-decide' then d.standing = 'OPEN' and d.filer_user <> $3 and not ${PARTY}
    and (${ASKED} or (d.people = '{}' and $6))
  when 'overdue' then d.standing = 'OPEN' and d.due_at <= clock_timestamp()
  else true end`;

type Values = readonly unknown[];

function valuesOf(viewer: Viewer, { of, standing, participant }: DisputeFilter): Values {
  return [...seenBy(viewer), of, standing, viewer.roles.includes('comp_admin'), participant];
}

/** A page of disputes, the latest first; the cursor is the microsecond in which one was filed, and its id. */
export async function listDisputes(
  tx: Transaction,
  asked: { readonly viewer: Viewer; readonly filter: DisputeFilter },
  { after, limit }: { readonly after: readonly (string | null)[] | null; readonly limit: number },
): Promise<{ readonly id: string; readonly at: string }[]> {
  const micros = `(extract(epoch from d.filed_at) * 1000000)::bigint`;
  return await tx.query(
    `select d.id, ${micros}::text as at from dispute d where ${WHERE}
       and ($8::bigint is null or (${micros}, d.id) < ($8::bigint, $9::uuid))
     order by d.filed_at desc, d.id desc limit $10`,
    [...valuesOf(asked.viewer, asked.filter), after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** How many disputes there are. */
export async function countDisputes(tx: Transaction, viewer: Viewer, filter: DisputeFilter): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from dispute d where ${WHERE}`,
    [...valuesOf(viewer, filter)],
  );
  return row?.count ?? 0;
}

/** A decided dispute that somebody who decides one of the same sort looks at. */
export interface Precedent {
  readonly id: string;
  readonly tag: string;
  readonly standing: string;
  readonly reason: string;
  readonly endedAt: Date;
}

/** Disputes with these tags that were upheld or split, the latest first: shown to who decides, applied by nobody. */
export async function precedentsOf(
  tx: Transaction,
  tags: readonly string[],
): Promise<ReadonlyMap<string, readonly Precedent[]>> {
  const rows = await tx.query<Precedent>(
    `select id, tag, standing, ended_at as "endedAt", reason from disputes_alike($1::text[]) order by ended_at desc, id`,
    [tags],
  );
  const found = new Map<string, Precedent[]>();
  for (const row of rows) found.set(row.tag, [...(found.get(row.tag) ?? []), row]);
  return found;
}

/** An open dispute about a booking, as it is marked there. */
export interface DisputeMark {
  readonly source: string;
  readonly booking: string;
  readonly id: string;
  readonly participantId: string;
  readonly standing: string;
  readonly level: string;
  readonly filedAt: Date;
}

/** The open disputes about bookings that somebody sees. */
export async function openDisputesOf(
  tx: Transaction,
  viewer: Viewer,
  [sources, ids]: readonly [sources: readonly string[], ids: readonly string[]],
): Promise<DisputeMark[]> {
  return await tx.query(
    `select d.booking_source as source, d.booking, d.id, d.beneficiary as "participantId", d.standing, d.level, d.filed_at as "filedAt"
     from dispute d
     join unnest($4::text[], $5::text[]) wanted (source, id) on wanted.source = d.booking_source and wanted.id = d.booking
     where d.ended_at is null and ${SEEN} order by d.filed_at, d.id`,
    [...seenBy(viewer), sources, ids],
  );
}
