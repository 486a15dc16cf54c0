import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../platform/graphql/schema/cursor.js';
import { UUID } from '../../platform/graphql/schema/node-id.js';
import { asManager } from './store/as-manager.js';
import {
  countDeliveries,
  readDeliveries,
  type Delivery,
  type DeliveryFilter,
} from './store/read-webhooks.js';

/** Messages to endpoints as people look at them. */
@Injectable()
export class WebhookListService {
  constructor(private readonly database: Database) {}

  /** A page of messages, the latest first. */
  async page(actor: Actor, filter: DeliveryFilter, { first, after }: PageArgs): Promise<Page<Delivery>> {
    const limit = pageSize(first) + 1;
    const list = filteredList('webhook deliveries', filter);
    const from = after == null ? null : readCursor(list, after, [KEY.whole]);
    const isNone = filter.webhook !== null && !UUID.test(filter.webhook);
    const rows = isNone
      ? []
      : await this.database.reading(asManager(actor), (tx) =>
          readDeliveries(tx, filter, { after: from, limit }),
        );
    return pageOf(rows, first, {
      cursor: ({ nth }) => writeCursor(list, [nth]),
      total: async () =>
        isNone ? 0 : await this.database.reading(asManager(actor), (tx) => countDeliveries(tx, filter)),
    });
  }
}
