import { Injectable } from '@nestjs/common';
import { sightOf, type Sight } from '../../platform/database/actor.js';
import { Database, type Actor, type Transaction } from '../../platform/database/database.js';
import { Refusal } from '../../platform/refusal.js';
import type { AuditEntry } from './audit-entry.js';
import { ChainCheck, type Break } from './chain.js';

const PAGE = 1_000;
const ENTRIES = `
  select position, entry, (extract(epoch from recorded_at) * 1000000)::bigint as "recordedAt", actor, action, subject, reason, request,
    before::text as before, after::text as after, encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash
  from audit_entry where position > $1 and ($3::text is null or actor = $3) order by position limit $2`;

interface Wanted {
  readonly after: bigint;
  readonly limit: number;
  /** Only entries of this actor; null: everybody's. */
  readonly by: string | null;
}

type Row = { [K in keyof AuditEntry]: AuditEntry[K] extends bigint ? string : AuditEntry[K] };

/** How a verification ended: how far the chain holds, and the first break. */
export interface Verification {
  readonly position: bigint;
  readonly hash: string;
  readonly broken: Break | undefined;
}

/** What was changed, by whom and why, in the one order in which it happened. */
@Injectable()
export class AuditService {
  constructor(private readonly database: Database) {}

  /**
   * Entries after a position that the actor may see, at most `limit` of them (1,000 at the most): all, all without what changed, those
   * of their own acts, or none.
   */
  async list(actor: Actor, after: bigint, limit = PAGE): Promise<AuditEntry[]> {
    const { audit } = sightOf(actor);
    if (audit === 'none') return [];
    const by = audit === 'own' ? actor.id : null;
    const entries = await this.entries(actor, { after, limit, by });
    return audit === 'without amounts' ? entries.map(withoutAmounts) : entries;
  }

  /** The position last reached: what a calculation started now would pin. */
  async lastPosition(actor: Actor): Promise<bigint> {
    const [row] = await this.database.inTransaction(actor, (tx) =>
      tx.query<{ position: string }>('select last_position() as position'),
    );
    return BigInt(row?.position ?? 0);
  }

  /** Every kind of change that was ever made here, such as `import`. */
  async actions(actor: Actor): Promise<ReadonlySet<string>> {
    return await this.database.inTransaction(actor, async (tx) => {
      const rows = await tx.query<{ action: string }>('select distinct action from audit_entry');
      return new Set(rows.map(({ action }) => action));
    });
  }

  /** Follows the whole chain, from its first entry, page by page. Refused for who sees only their own entries. */
  async verify(actor: Actor): Promise<Verification> {
    if (!VERIFIES.has(sightOf(actor).audit)) throw notSeen();
    const check = new ChainCheck();
    for (;;) {
      const page = await this.entries(actor, { after: check.verified.position, limit: PAGE, by: null });
      for (const entry of page) {
        const broken = check.next(entry);
        if (broken) return { ...check.verified, broken };
      }
      if (page.length < PAGE) return { ...check.verified, broken: undefined };
    }
  }

  private entries(actor: Actor, wanted: Wanted): Promise<AuditEntry[]> {
    return this.database.inTransaction(actor, (tx) =>
      entriesAfter(tx, { ...wanted, limit: Math.min(wanted.limit, PAGE) }),
    );
  }
}

const VERIFIES: ReadonlySet<Sight['audit']> = new Set(['all', 'without amounts']);

function notSeen(): Refusal {
  return new Refusal(
    'NOT_ALLOWED',
    'You may not verify the audit.',
    'Ask an auditor, finance or a system admin.',
  );
}

/** Amounts stand in what changed and in what people wrote as their reason. */
function withoutAmounts(entry: AuditEntry): AuditEntry {
  return { ...entry, reason: '', before: null, after: null };
}

async function entriesAfter(tx: Transaction, { after, limit, by }: Wanted): Promise<AuditEntry[]> {
  const rows = await tx.query<Row>(ENTRIES, [after, limit, by]);
  return rows.map((row) => ({
    ...row,
    position: BigInt(row.position),
    entry: BigInt(row.entry),
    recordedAt: BigInt(row.recordedAt),
  }));
}
