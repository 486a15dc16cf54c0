import { Injectable } from '@nestjs/common';
import type { Decided } from '../../engine/approvals/request/commands.js';
import { decide, retract } from '../../engine/approvals/request/decide.js';
import { delegate, reassign } from '../../engine/approvals/request/deciding/hand-on.js';
import { ENDED, type Request } from '../../engine/approvals/request/state.js';
import { closedLost, dealChanged, recall, resubmitted, tick } from '../../engine/approvals/request/tend.js';
import { override, review } from '../../engine/approvals/request/deciding/override.js';
import { retry } from '../../engine/approvals/request/submit.js';
import type { Actor } from '../../platform/database/database.js';
import { withoutRequest } from '../../platform/database/request/asked-request.js';
import { TIME } from '../../platform/process/every-minute.js';
import type { ChangeTransaction } from '../../platform/database/transaction.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { Refusal } from '../../platform/refusal.js';
import { carryOut, evaluationBy, evaluationOf, followDeal, submitDeal } from './acting/act-on.js';
import { RequestInTheWay } from './acting/in-the-way.js';
import { audited } from './acting/outcome.js';
import { BY_LOSS, personOf, RequestKeeper, type Acting } from './acting/request-keeper.js';
import { ToldOfDeals } from './clearing/told/told-of-deals.js';
import { previewOf, type Preview } from './preview.js';
import { Surroundings, type DealSetting } from './setting/read-setting.js';
import { submittedMatrix } from './setting/submitted-matrix.js';
import { dueRequests } from './store/list-requests.js';
import { lockOpenRequest, requestsOfDeal, type StoredRequest } from './store/read-requests.js';

export { sharedOrganisation } from './setting/shared-organisation.js';
export { zoneClock } from './time/zone-clock.js';

type Command = (request: Request, setting: DealSetting, tx: ChangeTransaction) => Decided | Promise<Decided>;

/** Requests for the approval of deals: each act in one transaction that holds the request, under one audit entry. */
@Injectable()
export class ApprovalsService {
  constructor(private readonly keeper: RequestKeeper) {}

  /** What submitting the deal now would need, from whom and why; nothing is kept. */
  preview(viewer: Viewer, deal: string, matrix: string | null): Promise<Preview> {
    return this.keeper.database.reading(viewer, async (tx) => {
      await this.keeper.mustSee(tx, deal);
      const { surroundings, stored } = await this.keeper.surroundingsOf(tx, viewer, deal);
      const before = await requestsOfDeal(tx, deal);
      const by = surroundings.matrix(matrix);
      const own = before.filter((each) => each.matrix === by.id);
      // Who is no participant submits nothing: they are told what the seller would be.
      const wouldSubmit = viewer.participant ?? stored.seller ?? '';
      const setting = surroundings.of(stored, by, submitterOf(own, wouldSubmit));
      return previewOf(setting, surroundings, evaluationBy(setting, before));
    });
  }

  /** Submits a deal by a matrix. An approval by it that no longer fits the deal gives way; a request that is open stays, and this is refused. */
  submit(
    viewer: Viewer,
    asked: { readonly deal: string; readonly matrix: string | null; readonly seen: string | null },
  ): Promise<Request> {
    const { deal, matrix, seen } = asked;
    return this.keeper.change(viewer, { action: 'approval.submit', subject: 'approval' }, async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`deal ${deal}`]);
      await this.keeper.mustSee(tx, deal);
      const { surroundings, stored } = await this.keeper.surroundingsOf(tx, viewer, deal);
      if (stored.standing === 'lost')
        throw new Refusal('APPROVAL_NOT_OPEN', 'The deal is lost.', 'A deal that is lost is not submitted.');
      const setting = surroundings.of(stored, surroundings.matrix(matrix), personOf(viewer));
      const open = await this.giveWay(tx, { deal, setting, surroundings });
      if (open && open.standing !== 'SUPERSEDED') throw new RequestInTheWay(open);
      const request = await submitDeal(tx, { setting, parent: open?.id ?? null, seen });
      return { result: request, subject: `approval ${request.id}`, before: null, after: audited(request) };
    });
  }

  /** Decides a step. */
  decide(
    viewer: Viewer,
    asked: {
      readonly request: string;
      readonly step: number;
      readonly decision: 'approve' | 'reject';
      readonly hash: string;
      readonly reason: string | null;
    },
  ): Promise<Request> {
    const { request, ...decision } = asked;
    return this.act(viewer, { request, act: decision.decision, reason: decision.reason }, (now, setting) =>
      decide(now, decision, setting),
    );
  }

  /** Takes an approval of one's own back. */
  retract(viewer: Viewer, request: string, step: number): Promise<Request> {
    return this.act(viewer, { request, act: 'retract' }, (now, setting) => retract(now, step, setting));
  }

  /** Hands a step on to somebody else, once. */
  delegate(viewer: Viewer, asked: { request: string; step: number; to: string }): Promise<Request> {
    return this.act(viewer, { request: asked.request, act: 'delegate' }, (now, setting) =>
      delegate(now, asked, setting),
    );
  }

  /** Names other people for a step. */
  reassign(
    viewer: Viewer,
    asked: { request: string; step: number; to: readonly string[]; reason: string },
  ): Promise<Request> {
    const { request, reason } = asked;
    return this.act(viewer, { request, act: 'reassign', reason }, (now, setting) =>
      reassign(now, asked, setting),
    );
  }

  /** Passes a level over, with a reason that is looked at later; where two people must, asks for it or agrees. */
  override(
    viewer: Viewer,
    asked: { request: string; step: number; reason: string; second: string | null },
  ): Promise<Request> {
    const { request, reason } = asked;
    return this.act(viewer, { request, act: 'override', reason }, (now, setting) =>
      override(now, { ...asked, needsTwo: setting.ready.overrideNeedsTwo(setting.asking.deal) }, setting),
    );
  }

  /** Looks at a level that others passed over. */
  review(viewer: Viewer, asked: { request: string; step: number; comment: string }): Promise<Request> {
    const { request, comment: reason } = asked;
    return this.act(viewer, { request, act: 'review', reason }, (now, setting) =>
      review(now, asked, setting),
    );
  }

  /** Takes a request back. */
  recall(viewer: Viewer, request: string): Promise<Request> {
    return this.act(viewer, { request, act: 'recall' }, (now, setting) => recall(now, setting));
  }

  /** Tries an evaluation that failed again. */
  retry(viewer: Viewer, id: string): Promise<Request> {
    return this.act(viewer, { request: id, act: 'retry' }, async (now, setting, tx) =>
      retry(now, await evaluationOf(tx, setting), setting),
    );
  }

  /** Ends the request of a deal that was lost. */
  lost(viewer: Viewer, request: string): Promise<Request> {
    return this.act(viewer, { request, act: 'close' }, (now, setting) => closedLost(now, setting));
  }

  /** Requests that time has something to say of, the first submitted first, but for those that were looked at. */
  due(actor: Actor, which: { readonly but: readonly string[]; readonly most: number }): Promise<string[]> {
    return this.keeper.database.reading(actor, async (tx) =>
      dueRequests(tx, { ...which, at: await this.keeper.momentOf(tx) }),
    );
  }

  /** What time and the organisation brought about for one request: late steps go on, approvals run out, people who left are replaced. */
  async tend(actor: Actor, request: string): Promise<Request> {
    const now = await this.keeper.follow(actor, request);
    if (now.id !== request || ENDED.has(now.standing)) return now;
    return await this.act(actor, { request, act: 'tend' }, (now, setting) => tick(now, setting));
  }

  /** Does something to a request. Where it is refused and the organisation or time has moved the request meanwhile, that is written down by itself, so that it stays. */
  private async act(actor: Actor, asked: Acting, command: Command): Promise<Request> {
    let isMoved = false;
    try {
      return await this.keeper.changeRequest(actor, asked, async (tx, { stored, setting }) => {
        const decided = await command(stored.request, setting, tx);
        isMoved = 'refused' in decided && wouldMove(stored.request, setting);
        return (await carryOut(tx, stored, decided)).request;
      });
    } catch (error) {
      if (isMoved) await withoutRequest(() => this.tend(TIME, asked.request));
      throw error;
    }
  }

  /** The request that stands in the way of a new one, after it gave way where it may. */
  private async giveWay(
    tx: ChangeTransaction,
    { deal, setting, surroundings }: { deal: string; setting: DealSetting; surroundings: Surroundings },
  ): Promise<Request | null> {
    const open = await lockOpenRequest(tx, deal, setting.asking.matrix.id);
    if (!open) return null;
    const matrix = await submittedMatrix(tx, this.keeper.rules, { ...open, by: surroundings });
    const held = surroundings.of(setting.stored, matrix, setting.actor);
    // A deal that was lost and is open again needs a new approval, also where nobody closed the request meanwhile.
    if (
      (await ToldOfDeals.read(tx, surroundings.position, [deal])).wasLost(open, {
        deal,
        source: '',
        booking: '',
      })
    ) {
      await carryOut(tx, open, closedLost(open.request, { ...held, actor: BY_LOSS }));
      return null;
    }
    // What could not be judged gives way to whoever submits the deal as it is now.
    const hash = await this.keeper.hashOf(tx, open, held);
    if (open.request.standing === 'EVALUATION_FAILED')
      return (await carryOut(tx, open, dealChanged(open.request, hash, held))).request;
    const { request, next } = await followDeal(tx, {
      request: open.request,
      hash,
      setting: held,
      surroundings,
      matrix: setting.asking.matrix,
    });
    if (next) return next;
    if (request.standing !== 'STALE') return request;
    return (await carryOut(tx, { request }, resubmitted(request, held))).request;
  }
}

function wouldMove(request: Request, setting: DealSetting): boolean {
  const decided = tick(request, setting);
  return 'events' in decided && decided.events.length > 0;
}

/** As whose submission a preview is judged: of what was submitted and still holds, by who did; so whoever is asked to decide it finds what was found. */
function submitterOf(before: readonly StoredRequest[], otherwise: string): string {
  const held = before.find(({ request: { standing } }) => standing === 'PENDING' || standing === 'APPROVED');
  return held?.request.submitter ?? otherwise;
}
