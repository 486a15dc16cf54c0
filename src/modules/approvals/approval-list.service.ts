import { Injectable } from '@nestjs/common';
import type { RequestEvent } from '../../engine/approvals/request/events.js';
import { apply } from '../../engine/approvals/request/apply.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { Database, type Actor } from '../../platform/database/database.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../platform/graphql/schema/cursor.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { Refusal } from '../../platform/refusal.js';
import type { ApprovalEventType, ApprovalLoadType, ApprovalRequestType } from './api/approval.type.js';
import {
  countRequests,
  listRequests,
  readLoad,
  requestsToReview,
  seenAmong,
  type RequestFilter,
} from './store/list-requests.js';
import { readRequests, type StoredRequest } from './store/read-requests.js';
import { seesOf } from './store/sees.js';

/** Requests for approval as people look at them: those that they submit, sell, decide or manage. */
@Injectable()
export class ApprovalListService {
  constructor(private readonly database: Database) {}

  /** A page of requests, the latest first. */
  async page(
    viewer: Viewer,
    filter: RequestFilter,
    { first, after }: PageArgs,
  ): Promise<Page<ApprovalRequestType>> {
    const limit = pageSize(first) + 1;
    const sees = seesOf(viewer);
    const list = filteredList('approvals', filter);
    const from = after == null ? null : readCursor(list, after, [KEY.whole, KEY.uuid]);
    const rows = await this.database.reading(viewer, async (tx) => {
      const found = await listRequests(tx, { sees, filter }, { after: from, limit });
      const stored = new Map(
        (
          await readRequests(
            tx,
            found.map(({ id }) => id),
          )
        ).map((each) => [each.request.id, each]),
      );
      return found.flatMap(({ id, at }) => {
        const each = stored.get(id);
        return each ? [{ at, shown: shown(each) }] : [];
      });
    });
    const page = pageOf(rows, first, {
      cursor: ({ at, shown: { id } }) => writeCursor(list, [at, id]),
      total: () => this.database.reading(viewer, (tx) => countRequests(tx, sees, filter)),
    });
    return { ...page, nodes: page.nodes.map((row) => row.shown) };
  }

  /** One request; null where there is none that who asks may see. */
  async one(viewer: Viewer, id: string): Promise<ApprovalRequestType | null> {
    return await this.database.reading(viewer, async (tx) => {
      const seen = await seenAmong(tx, seesOf(viewer), [id]);
      const [found] = seen.has(id) ? await readRequests(tx, [id]) : [];
      return found ? shown(found) : null;
    });
  }

  /** Every level that was passed over and that nobody has looked at, for an actor who sees everything. */
  async toReview(actor: Actor): Promise<PassedOver[]> {
    return await this.database.reading(actor, async (tx) => {
      const ids = await requestsToReview(tx);
      const stored = new Map((await readRequests(tx, ids)).map((each) => [each.request.id, shown(each)]));
      return ids.flatMap((id) => passedOver(stored.get(id)));
    });
  }

  /** Cycle time and load by level and by row of each matrix, of steps that were asked between two moments; refused where there is no time between them. */
  async load(viewer: Viewer, span: { from: string; until: string }): Promise<ApprovalLoadType[]> {
    if (Date.parse(span.until) <= Date.parse(span.from)) throw noTime();
    return await this.database.reading(viewer, (tx) => readLoad(tx, seesOf(viewer), span));
  }
}

function noTime(): Refusal {
  return new Refusal(
    'BAD_INPUT',
    'No time lies between from and until.',
    'Give an until that comes after from.',
    'until',
  );
}

/** A level that was passed over. */
export interface PassedOver {
  readonly request: string;
  readonly deal: string;
  readonly level: string;
  readonly people: readonly string[];
  readonly reason: string;
  readonly at: string;
}

function passedOver(request: ApprovalRequestType | undefined): PassedOver[] {
  if (!request) return [];
  const { id, deal, steps, events } = request;
  return steps.flatMap(({ step, level, standing, override }) => {
    if (standing !== 'OVERRIDDEN' || !override || override.reviewedBy !== null) return [];
    const { by, second, reason } = override;
    const at = events.findLast((each) => each.event === 'OVERRIDE' && each.step === step)?.at ?? '';
    const people = second === null ? [by] : [second, by];
    return [{ request: id, deal, level, people, reason: reason ?? '', at }];
  });
}

/** A request as the API shows it. */
export function shown({ request, events, matrix, seller }: StoredRequest): ApprovalRequestType {
  const { steps, validUntil, ...own } = request;
  return {
    ...own,
    matrix,
    matrixVersion: request.matrix,
    seller,
    validUntil: moment(validUntil),
    submittedAt: moment(events[0]?.at ?? null) ?? '',
    steps: steps.map(({ requirement, dueAt, votes, people, level, ...step }, at) => ({
      ...step,
      step: at,
      level: requirement.level,
      askedLevel: level,
      people: [...people],
      votes: votes.map((vote) => ({ ...vote, at: moment(vote.at) ?? '' })),
      reasons: requirement.reasons.map(({ row, because }) => ({ row, because })),
      dueAt: moment(dueAt),
    })),
    events: history(events, request.id),
  };
}

function history(events: readonly RequestEvent[], id: string): ApprovalEventType[] {
  let now: Request | null = null;
  return events.map((event) => {
    const from = now?.standing ?? null;
    now = apply(now, event, id);
    const { actor, actingFor, reason, at } = event;
    return {
      sequence: now.revision,
      event: event.event,
      step: 'step' in event ? event.step : null,
      actor,
      actingFor,
      reason,
      at: moment(at) ?? '',
      from,
      to: now.standing,
      hash: now.hash,
    };
  });
}

function moment(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
