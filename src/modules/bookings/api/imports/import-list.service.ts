import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import { KEY, readCursor, writeCursor } from '../../../../platform/graphql/schema/cursor.js';
import type { ImportType } from './import.type.js';
import { countImports, readImports, type ImportRow } from './read-imports.js';

const LIST = 'imports';

/** Imports as people look at them. */
@Injectable()
export class ImportListService {
  constructor(private readonly database: Database) {}

  /** A page of imports, newest first. */
  async page(actor: Actor, { first, after }: PageArgs): Promise<Page<ImportType>> {
    const limit = pageSize(first) + 1;
    const below = after == null ? null : BigInt(readCursor(LIST, after, [KEY.whole])[0] ?? 0);
    const rows = await this.database.reading(actor, (tx) => readImports(tx, { below, limit }));
    return pageOf(rows.map(importOf), first, {
      cursor: ({ id }) => writeCursor(LIST, [id]),
      total: () => this.database.reading(actor, countImports),
    });
  }
}

function importOf(row: ImportRow): ImportType {
  const { entry, told, undone_at: at, undone_by: by, undone_reason: reason } = row;
  const { kind = null, source = null, file, rows = null, counts = null, totals = [] } = told ?? {};
  return {
    id: entry,
    kind,
    source,
    file: file?.name ?? null,
    rows,
    counts,
    totals,
    recordedAt: row.recorded_at,
    recordedBy: row.actor,
    undone: at === null || by === null ? null : { at, by, reason: reason ?? '' },
  };
}
