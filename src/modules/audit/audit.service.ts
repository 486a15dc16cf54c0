import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Transaction } from '../../platform/database/database.js';
import type { AuditEntry } from './audit-entry.js';
import { ChainCheck, type Break } from './chain.js';

const PAGE = 1_000;
const ENTRIES = `
  select position, entry, (extract(epoch from recorded_at) * 1000000)::bigint as "recordedAt", actor, action, subject, reason, request,
    before::text as before, after::text as after, encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash
  from audit_entry where position > $1 order by position limit $2`;

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

  /** Entries after a position, at most `limit` of them (1,000 at the most). */
  list(actor: Actor, after: bigint, limit = PAGE): Promise<AuditEntry[]> {
    return this.database.inTransaction(actor, (tx) => entriesAfter(tx, after, Math.min(limit, PAGE)));
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

  /** Follows the whole chain, from its first entry, page by page. */
  async verify(actor: Actor): Promise<Verification> {
    const check = new ChainCheck();
    for (;;) {
      const page = await this.list(actor, check.verified.position);
      for (const entry of page) {
        const broken = check.next(entry);
        if (broken) return { ...check.verified, broken };
      }
      if (page.length < PAGE) return { ...check.verified, broken: undefined };
    }
  }
}

async function entriesAfter(tx: Transaction, after: bigint, limit: number): Promise<AuditEntry[]> {
  const rows = await tx.query<Row>(ENTRIES, [after, limit]);
  return rows.map((row) => ({
    ...row,
    position: BigInt(row.position),
    entry: BigInt(row.entry),
    recordedAt: BigInt(row.recordedAt),
  }));
}
