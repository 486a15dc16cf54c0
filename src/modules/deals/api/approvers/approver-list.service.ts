import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../../platform/graphql/schema/cursor.js';
import type { ApproverGroupType } from './approver.type.js';
import {
  countDelegations,
  readDelegationPage,
  readGroups,
  type DelegationFilter,
  type DelegationRow,
} from './read-approver-lists.js';

const KEYS = [KEY.day, KEY.text, KEY.uuid];

/** Groups of approvers and delegations as people look at them, as far as the actor may see. */
@Injectable()
export class ApproverListService {
  constructor(private readonly database: Database) {}

  /** The groups that have members on a day. */
  async groups(actor: Actor, on: string): Promise<ApproverGroupType[]> {
    return await this.database.reading(actor, (tx) => readGroups(tx, on));
  }

  /** A page of delegations by first day and id. */
  async delegations(
    actor: Actor,
    filter: DelegationFilter,
    { first, after }: PageArgs,
  ): Promise<Page<DelegationRow>> {
    const list = filteredList('delegations', filter);
    const from = after == null ? null : readCursor(list, after, KEYS);
    const limit = pageSize(first) + 1;
    const rows = await this.database.reading(actor, (tx) =>
      readDelegationPage(tx, filter, { after: from, limit }),
    );
    return pageOf(rows, first, {
      cursor: (row) => writeCursor(list, [row.from, row.id, row.key]),
      total: () => this.database.reading(actor, (tx) => countDelegations(tx, filter)),
    });
  }
}
