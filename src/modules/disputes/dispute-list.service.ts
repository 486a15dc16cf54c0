import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../platform/graphql/schema/cursor.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { bookingKey, namesOf, type BookingNamed } from '../bookings/api/booking-list.service.js';
import { CreditRulingsService } from '../bookings/credit-rulings.service.js';
import { disputeShown } from './api/dispute-shown.js';
import type { DisputeMarkType, DisputeType } from './api/dispute.type.js';
import { compOperationsOf } from './store/comp-operations.js';
import { readDisputes } from './store/disputes-stored.js';
import {
  countDisputes,
  listDisputes,
  openDisputesOf,
  precedentsOf,
  type DisputeFilter,
} from './store/list-disputes.js';
import { readGivers, seesDispute } from './store/sees-dispute.js';

/** Disputes as people look at them: those that they file, gain or lose by, or decide. */
@Injectable()
export class DisputeListService {
  constructor(
    private readonly database: Database,
    private readonly rulings: CreditRulingsService,
  ) {}

  /** A page of disputes, the latest first. */
  async page(viewer: Viewer, filter: DisputeFilter, { first, after }: PageArgs): Promise<Page<DisputeType>> {
    const limit = pageSize(first) + 1;
    const list = filteredList('disputes', filter);
    const from = after == null ? null : readCursor(list, after, [KEY.whole, KEY.uuid]);
    const rows = await this.database.reading(viewer, async (tx) => {
      const found = await listDisputes(tx, { viewer, filter }, { after: from, limit });
      const ids = found.map(({ id }) => id);
      const shown = new Map((await this.shownOf(tx, viewer, [ids, false])).map((each) => [each.id, each]));
      return found.flatMap(({ id, at }) => {
        const each = shown.get(id);
        return each ? [{ at, shown: each }] : [];
      });
    });
    const page = pageOf(rows, first, {
      cursor: ({ at, shown: { id } }) => writeCursor(list, [at, id]),
      total: () => this.database.reading(viewer, (tx) => countDisputes(tx, viewer, filter)),
    });
    return { ...page, nodes: page.nodes.map((row) => row.shown) };
  }

  /** One dispute; null where there is none that who asks may see. */
  async one(viewer: Viewer, id: string): Promise<DisputeType | null> {
    if (!/^[0-9a-f-]{36}$/i.test(id)) return null;
    return await this.database.reading(viewer, async (tx) => {
      if (!(await seesDispute(tx, viewer, id))) return null;
      return (await this.shownOf(tx, viewer, [[id], true]))[0] ?? null;
    });
  }

  /** The open disputes about bookings, by `bookingKey`, for whoever sees them. */
  async openOn(
    viewer: Viewer,
    wanted: readonly BookingNamed[],
  ): Promise<ReadonlyMap<string, readonly DisputeMarkType[]>> {
    const found = await this.database.reading(viewer, (tx) => openDisputesOf(tx, viewer, namesOf(wanted)));
    const marks = new Map<string, DisputeMarkType[]>();
    for (const { source, booking, filedAt, ...mark } of found) {
      const key = bookingKey({ source, id: booking });
      marks.set(key, [...(marks.get(key) ?? []), { ...mark, filedAt: filedAt.toISOString() }]);
    }
    return marks;
  }

  /** Disputes by their ids; of those that are named alone also who of comp operations may decide. */
  private async shownOf(
    tx: Transaction,
    viewer: Viewer,
    [ids, alone]: readonly [ids: readonly string[], alone: boolean],
  ): Promise<DisputeType[]> {
    const stored = await readDisputes(tx, ids);
    const precedents = await precedentsOf(
      tx,
      stored.flatMap(({ dispute: { tag } }) => tag ?? []),
    );
    const givers = await readGivers(tx);
    const isNamed = alone && viewer.sees('disputes') === 'all';
    const disputes = isNamed ? stored.map(({ dispute }) => dispute) : [];
    const compOperations = await compOperationsOf(tx, this.rulings, disputes);
    return stored.map((each) => disputeShown(viewer, each, { givers, precedents, compOperations }));
  }
}
