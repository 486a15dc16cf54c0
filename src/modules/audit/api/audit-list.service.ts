import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { momentOf } from '../../../platform/database/sql/moment.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { AuditEntryType } from './audit-entry.type.js';

const LIST = 'audit';

/** Which entries. */
export interface AuditFilter {
  readonly action?: string | null;
  readonly subject?: string | null;
}

const WHERE = `where ($1::text is null or actor = $1) and ($2::text is null or action = $2 or action like $2 || '.%')
  and ($3::text is null or strpos(subject, $3) > 0)`;

/** The audit, newest first. */
@Injectable()
export class AuditListService {
  constructor(private readonly database: Database) {}

  /** A page of entries; of one's own acts for who sees no more. */
  async page(viewer: Viewer, filter: AuditFilter, { first, after }: PageArgs): Promise<Page<AuditEntryType>> {
    const values = [
      viewer.sees('audit') === 'all' ? null : viewer.id,
      filter.action ?? null,
      filter.subject ?? null,
    ];
    const list = filteredList(LIST, filter);
    const below = after == null ? null : readCursor(list, after, [KEY.whole])[0];
    const rows = await this.database.reading(viewer, (tx) =>
      tx.query<AuditEntryType>(
        `select position::text, ${momentOf('recorded_at')} as "recordedAt", actor, action,
           subject, reason, request, before::text, after::text, encode(hash, 'hex') as hash
         from audit_entry ${WHERE} and ($4::bigint is null or position < $4) order by audit_entry.position desc limit $5`,
        [...values, below, pageSize(first) + 1],
      ),
    );
    return pageOf(rows, first, {
      cursor: ({ position }) => writeCursor(list, [position]),
      total: async () => {
        const [row] = await this.database.reading(viewer, (tx) =>
          tx.query<{ count: number }>(`select count(*)::int as count from audit_entry ${WHERE}`, values),
        );
        return row?.count ?? 0;
      },
    });
  }
}
