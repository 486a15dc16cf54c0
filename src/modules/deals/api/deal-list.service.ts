import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import type { DealType } from './deal.type.js';
import { countDeals, readDealPage, readDealsNamed, type DealFilter } from './read-deal-list.js';

/** Deals as people look at them, as far as the actor may see. */
@Injectable()
export class DealListService {
  constructor(private readonly database: Database) {}

  /** A page of deals, the newest offer first. */
  async page(actor: Actor, filter: DealFilter, { first, after }: PageArgs): Promise<Page<DealType>> {
    const limit = pageSize(first) + 1;
    const list = filteredList('deals', filter);
    const from = after == null ? null : readCursor(list, after, [KEY.day, KEY.text]);
    const rows = await this.database.reading(actor, (tx) => readDealPage(tx, filter, { after: from, limit }));
    return pageOf(rows, first, {
      cursor: ({ offered, id }) => writeCursor(list, [offered, id]),
      total: () => this.database.reading(actor, (tx) => countDeals(tx, filter)),
    });
  }

  /** Deals by id, those that are known. */
  async named(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, DealType>> {
    const rows = await this.database.reading(actor, (tx) => readDealsNamed(tx, ids));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Parts of several deals, read by one statement, by id. */
  async parts<T>(
    actor: Actor,
    read: (tx: Transaction, deals: readonly string[]) => Promise<ReadonlyMap<string, T>>,
    deals: readonly string[],
  ): Promise<ReadonlyMap<string, T>> {
    return await this.database.reading(actor, (tx) => read(tx, deals));
  }
}
