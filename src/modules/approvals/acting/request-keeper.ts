import { Injectable } from '@nestjs/common';
import { ENDED, type Request } from '../../../engine/approvals/request/state.js';
import { Database, type Actor, type Outcome } from '../../../platform/database/database.js';
import { withoutRequest } from '../../../platform/database/request/asked-request.js';
import { Turnstile } from '../../../platform/process/turnstile.js';
import { momentNow } from '../../../platform/database/sql/moment-now.js';
import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { Refusal } from '../../../platform/refusal.js';
import { DealsService } from '../../deals/deals.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { closedLost } from '../../../engine/approvals/request/tend.js';
import { carryOut, followDeal } from './act-on.js';
import { audited } from './outcome.js';
import { readPaid } from '../setting/read-paid.js';
import { endsOfDeals, type EndsOfDeal } from '../clearing/told/ends-of-deals.js';
import { storedDeal, withdrawnDeal } from '../setting/read-stored-deal.js';
import { AsSubmitted } from '../setting/as-submitted.js';
import { Surroundings, type DealSetting } from '../setting/read-setting.js';
import type { StoredDeal } from '../setting/stored-deal.js';
import { submittedMatrix } from '../setting/submitted-matrix.js';
import { seeAll } from '../setting/with-all-sight.js';
import { seenAmong } from '../store/list-requests.js';
import { isRequestId, lockRequest, type StoredRequest } from '../store/read-requests.js';
import { seesOf } from '../store/sees.js';

/** The rule by whose name requests for deals that are lost or withdrawn end. */
export const BY_LOSS = 'AUTO_LOST';

/** What is done whatever became of the deal since. */
const AS_IT_STANDS: ReadonlySet<string> = new Set(['tend', 'review']);

/** What is done to which request, and why. */
export interface Acting {
  readonly request: string;
  readonly act: string;
  readonly reason?: string | null;
}

/** A request that is held, with everything that deciding on it hangs on. */
export interface Held {
  readonly stored: StoredRequest;
  readonly setting: DealSetting;
  readonly surroundings: Surroundings;
  /** Of the terms of the deal as they are now, judged as they were when it was submitted. */
  readonly hash: string;
}

/** Holds requests while something is done to them: one transaction and one audit entry for each act. */
@Injectable()
export class RequestKeeper {
  /** Requests that come at once wait for each other rather than for a connection, for which nobody waits long, and leave half of these to everybody else. */
  private readonly turnstile: Turnstile;

  constructor(
    readonly database: Database,
    readonly rules: RulesService,
    readonly deals: DealsService,
  ) {
    this.turnstile = new Turnstile(Math.ceil(database.poolSize / 2));
  }

  /**
   * Holds the request while something is done to it. Where the deal changed meanwhile, or was lost or withdrawn, what was asked is refused, and what the change did to the request
   * is written down by itself, so that it stays. Time asks nobody's leave, and has followed the deal before.
   */
  async changeRequest(
    actor: Actor,
    { request: id, act, reason }: Acting,
    work: (tx: ChangeTransaction, at: Held) => Promise<Request>,
  ): Promise<Request> {
    const change = { action: `approval.${act}`, subject: `approval ${id}`, ...(reason ? { reason } : {}) };
    try {
      return await this.change(actor, change, async (tx) => {
        const held = await this.seen(tx, actor, id);
        const { stored } = held;
        const at = AS_IT_STANDS.has(act) ? held : await fitting(tx, held);
        const request = await work(tx, at);
        return request === stored.request
          ? { unchanged: request }
          : { result: request, before: audited(stored.request), after: audited(request) };
      });
    } catch (error) {
      if (error instanceof DealChanged || error instanceof DealLost)
        await withoutRequest(() => this.follow(actor, id));
      throw error;
    }
  }

  /** Writes down what a change of its deal did to a request; the request that is open now, which may be the one that took its place. */
  async follow(actor: Actor, id: string): Promise<Request> {
    return await this.change(actor, { action: 'approval.follow', subject: `approval ${id}` }, async (tx) => {
      const { stored, setting, surroundings, hash } = await this.seen(tx, actor, id);
      const { request } = stored;
      if (ENDED.has(request.standing)) return { unchanged: request };
      if (setting.stored.standing === 'lost') {
        const closed = await carryOut(tx, stored, closedLost(request, { ...setting, actor: BY_LOSS }));
        return { result: closed.request, before: audited(request), after: audited(closed.request) };
      }
      if (request.standing !== 'STALE' && hash === request.hash) return { unchanged: request };
      const matrix = surroundings.matrixNow(stored.matrix);
      const followed = await followDeal(tx, { request, hash, setting, surroundings, matrix });
      if (followed.request === request) return { unchanged: request };
      const open = followed.next ?? followed.request;
      return { result: open, before: audited(request), after: audited(open) };
    });
  }

  /** The request, held; refused as unknown where there is none that the actor may see. */
  private async seen(tx: ChangeTransaction, actor: Actor, id: string): Promise<Held> {
    if (!isRequestId(id)) throw unknownRequest();
    if (isViewer(actor) && !(await seenAmong(tx, seesOf(actor), [id])).has(id)) throw unknownRequest();
    await seeAll(tx, actor);
    const stored = await lockRequest(tx, id);
    if (!stored) throw unknownRequest();
    return await this.hold(tx, stored, actor);
  }

  private async hold(tx: ChangeTransaction, stored: StoredRequest, actor: Actor): Promise<Held> {
    const { surroundings, known } = await this.around(tx, actor, stored.request.deal);
    const person = isViewer(actor) ? personOf(actor) : actor.id;
    const { deal } = stored.request;
    const ends = (await endsOfDeals(tx, surroundings.position, [deal])).get(deal);
    return await this.heldIn(tx, stored, { surroundings, known, ends, person });
  }

  /** A request with everything that deciding on it hangs on, where that was read before, for somebody who acts; the deal is not known where it was withdrawn. */
  async heldIn(
    tx: Transaction,
    stored: StoredRequest,
    {
      surroundings,
      known,
      ends,
      person,
      judged = new AsSubmitted(tx, this.rules),
    }: {
      readonly surroundings: Surroundings;
      readonly known: StoredDeal | undefined;
      /** How it was lost or withdrawn, where it was. */
      readonly ends: EndsOfDeal | undefined;
      readonly person: string;
      /** Judges many of one transaction, which share what it reads. */
      readonly judged?: AsSubmitted;
    },
  ): Promise<Held> {
    const { request, seller } = stored;
    const matrix = await submittedMatrix(tx, this.rules, { ...stored, by: surroundings });
    const deal = known ?? withdrawnDeal(request.deal, seller);
    // What was lost and is open again needs a new request, whether anybody looked in between or not.
    const isLost = ends?.losses.some(({ at }) => at > stored.judgedAt) === true;
    const now = surroundings.of(isLost ? { ...deal, standing: 'lost' } : deal, matrix, person);
    const own = surroundings.asOffered(now, stored.offered);
    const parties = { ...own.asking.parties, submitter: request.submitter };
    const setting = { ...own, asking: { ...own.asking, parties } };
    const hash = await judged.hashOf(stored, setting);
    return { stored, setting, surroundings, hash };
  }

  /** The fingerprint of the terms of a deal as they are now, judged as they were when it was submitted. */
  async hashOf(tx: Transaction, stored: StoredRequest, setting: DealSetting): Promise<string> {
    return await new AsSubmitted(tx, this.rules).hashOf(stored, setting);
  }

  /** What deciding hangs on is read whole, whatever the actor may see: a decision may not depend on that. Nothing of it is shown but by the request. */
  async surroundingsOf(
    tx: Transaction,
    actor: Actor,
    deal: string,
  ): Promise<{ readonly surroundings: Surroundings; readonly stored: StoredDeal }> {
    const { surroundings, known } = await this.around(tx, actor, deal);
    if (!known) throw unknownDeal();
    return { surroundings, stored: known };
  }

  private async around(
    tx: Transaction,
    actor: Actor,
    deal: string,
  ): Promise<{ readonly surroundings: Surroundings; readonly known: StoredDeal | undefined }> {
    const { rulebook, position } = await this.rules.rulebookNow(tx);
    const at = await this.momentOf(tx);
    await seeAll(tx, actor);
    const surroundings = await Surroundings.read(tx, { rulebook, position, at, deals: this.deals });
    const known = await this.deals.readDeal(tx, { position, on: surroundings.day }, deal);
    const paid = await readPaid(tx, { position, catalogue: rulebook.facts }, known ? [deal] : []);
    return { surroundings, known: known && storedDeal(known, paid.get(deal)) };
  }

  /** What time it is, by the database's clock. */
  async momentOf(tx: Transaction): Promise<number> {
    return await momentNow(tx);
  }

  /** Refuses who does not see the deal, as though there were none: what it would need tells of its terms. */
  async mustSee(tx: Transaction, deal: string): Promise<void> {
    const { position } = await this.rules.rulebookNow(tx);
    if (!(await this.deals.readDeal(tx, { position }, deal))) throw unknownDeal();
  }

  /** A change of requests, under one audit entry. */
  async change(
    actor: Actor,
    change: { readonly action: string; readonly subject: string; readonly reason?: string },
    work: (tx: ChangeTransaction) => Promise<Outcome<Request>>,
  ): Promise<Request> {
    return await this.turnstile.run(async () => (await this.database.change(actor, change, work)).result);
  }
}

/** The participant as whom somebody acts on deals. */
export function personOf({ participant, login }: Viewer): string {
  if (participant !== null) return participant;
  throw new Refusal(
    'NOT_A_PARTICIPANT',
    `${login} is no participant, and only participants act on deals.`,
    'A system admin says which participant the user is.',
  );
}

/** The deal is another one than was submitted. */
class DealChanged extends Refusal {
  constructor() {
    super(
      'APPROVAL_OLD_FINGERPRINT',
      'The deal has changed since it was submitted.',
      'Look at the deal again: what got worse is asked anew.',
    );
  }
}

/** The deal is lost, or was withdrawn, and its request ends with it. */
class DealLost extends Refusal {
  constructor() {
    super(
      'APPROVAL_NOT_OPEN',
      'The deal was lost or withdrawn, and its request is closed.',
      'If the deal is open after all, tell it so and submit it anew.',
    );
  }
}

/** A request whose deal is as it was submitted, or as it was approved again; refused otherwise. */
async function fitting(tx: ChangeTransaction, held: Held): Promise<Held> {
  const { stored, setting, surroundings, hash } = held;
  const { request } = stored;
  if (ENDED.has(request.standing)) return held;
  if (setting.stored.standing === 'lost') throw new DealLost();
  if (hash !== request.hash) throw new DealChanged();
  if (request.standing !== 'STALE') return held;
  const matrix = setting.asking.matrix;
  const followed = await followDeal(tx, { request, hash, setting, surroundings, matrix });
  if (followed.request.standing === 'STALE') throw new DealChanged();
  return { ...held, stored: { ...stored, request: followed.request } };
}

function isViewer(actor: Actor): actor is Viewer {
  return 'participant' in actor;
}

function unknownDeal(): Refusal {
  return new Refusal('DEAL_UNKNOWN', 'There is no such deal.', 'Record it first.', 'deal');
}

function unknownRequest(): Refusal {
  return new Refusal(
    'REQUEST_UNKNOWN',
    'There is no such request for approval.',
    'Take the id from the deal or your inbox.',
    'request',
  );
}
