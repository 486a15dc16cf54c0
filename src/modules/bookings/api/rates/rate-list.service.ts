import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../../platform/graphql/schema/cursor.js';
import { countFxRates, readFxRatePage, type FxRateFilter, type FxRateRow } from './read-fx-rates.js';

const KEYS = [KEY.day, KEY.text, KEY.uuid];

/** Exchange rates as people look at them. */
@Injectable()
export class RateListService {
  constructor(private readonly database: Database) {}

  /** A page of rates by day. */
  async page(actor: Actor, filter: FxRateFilter, { first, after }: PageArgs): Promise<Page<FxRateRow>> {
    const list = filteredList('fxRates', filter);
    const from = after == null ? null : readCursor(list, after, KEYS);
    const limit = pageSize(first) + 1;
    const rows = await this.database.reading(actor, (tx) =>
      readFxRatePage(tx, filter, { after: from, limit }),
    );
    return pageOf(rows, first, {
      cursor: (row) => writeCursor(list, [row.date, row.id, row.key]),
      total: () => this.database.reading(actor, (tx) => countFxRates(tx, filter)),
    });
  }
}
