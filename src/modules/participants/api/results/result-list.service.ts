import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../../platform/graphql/schema/cursor.js';
import { countResults, readResultPage, type ResultFilter, type ResultRow } from './read-results.js';

const KEYS = [KEY.day, KEY.text, KEY.uuid];

/** Results as people look at them, as far as the actor may see. */
@Injectable()
export class ResultListService {
  constructor(private readonly database: Database) {}

  /** A page of results by first day and id. */
  async page(actor: Actor, filter: ResultFilter, { first, after }: PageArgs): Promise<Page<ResultRow>> {
    const list = filteredList('results', filter);
    const from = after == null ? null : readCursor(list, after, KEYS);
    const limit = pageSize(first) + 1;
    const rows = await this.database.reading(actor, (tx) =>
      readResultPage(tx, filter, { after: from, limit }),
    );
    return pageOf(rows, first, {
      cursor: (row) => writeCursor(list, [row.from, row.id, row.key]),
      total: () => this.database.reading(actor, (tx) => countResults(tx, filter)),
    });
  }
}
