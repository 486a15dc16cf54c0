import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { follow, type Changes } from '../../platform/follow/follow.js';
import { PositionWatch, positionReached } from '../../platform/follow/position-watch.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import type { ApprovalChangeType } from './api/approval-change.type.js';
import { shown } from './approval-list.service.js';
import { changedRequests, type ChangeFilter } from './store/changed-requests.js';
import { readRequests } from './store/read-requests.js';
import { seesOf } from './store/sees.js';

/** Changes of requests for approval as they happen, to whoever may see them at that moment. */
@Injectable()
export class ApprovalChangesService {
  constructor(
    private readonly database: Database,
    private readonly watch: PositionWatch,
  ) {}

  /** Changes after a position, or from now on. `viewerNow` is asked each time anew: roles and teams change while somebody follows. */
  follow(
    viewerNow: () => Viewer,
    filter: ChangeFilter,
    since: bigint | null,
  ): AsyncIterableIterator<ApprovalChangeType, void> {
    return follow(this.watch, since, (after) => this.changes(viewerNow(), filter, after));
  }

  private async changes(
    viewer: Viewer,
    filter: ChangeFilter,
    after: bigint | null,
  ): Promise<Changes<ApprovalChangeType>> {
    return await this.database.reading(viewer, async (tx) => {
      const reached = await positionReached(tx);
      if (after === null) return { changes: [], upTo: reached, isMore: false };
      const { rows, upTo } = await changedRequests(tx, after, { sees: seesOf(viewer), filter });
      const found = await readRequests(tx, [...new Set(rows.map(({ id }) => id))]);
      const requests = new Map(found.map((each) => [each.request.id, shown(each)]));
      const changes = rows.flatMap(({ position, id, sequences }) => {
        const request = requests.get(id);
        const events = request?.events.filter(({ sequence }) => sequences.includes(sequence)) ?? [];
        return request ? [{ position, request, events }] : [];
      });
      return { changes, upTo: upTo ?? reached, isMore: upTo !== null };
    });
  }
}
