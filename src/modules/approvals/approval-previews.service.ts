import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import { momentNow } from '../../platform/database/sql/moment-now.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import { DealsService } from '../deals/deals.service.js';
import { RulesService } from '../rules/rules.service.js';
import { evaluationBy } from './acting/act-on.js';
import { previewOf, type Preview } from './preview.js';
import type { Surroundings } from './setting/read-setting.js';
import { readPaid } from './setting/read-paid.js';
import { storedDeal } from './setting/read-stored-deal.js';
import type { StoredDeal } from './setting/stored-deal.js';
import { surroundingsNow, type SurroundingsNow } from './setting/surroundings-now.js';
import { withAllSight } from './setting/with-all-sight.js';
import { requestsOfDeals, type StoredRequest } from './store/read-requests.js';

export { previewShown } from './api/preview-shown.js';

/** Which deals are judged, by which matrix where several are in force, and for whom. */
export interface ManyAsked {
  /** Ids, or all that are open. */
  readonly deals: 'open' | readonly string[];
  readonly matrix: string | null;
  /** Who would submit them; the seller of each where nobody is named. */
  readonly submitter?: string | null;
}

/** What submitting one of many deals would do. */
export interface DealPreview extends Preview {
  readonly deal: string;
}

/** How many deals are read at once: few enough to hold, many enough that reading them costs little each. */
const CHUNK = 1_000;

/** Judges many deals in one run: what all of them hang on is read once, and the matrix is compiled once. Nothing is kept. */
@Injectable()
export class ApprovalPreviewsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly deals: DealsService,
  ) {}

  /** What submitting each of the deals now would need, in the order of their ids; of deals that the actor sees. */
  previewMany(actor: Actor, { deals, matrix, submitter = null }: ManyAsked): Promise<DealPreview[]> {
    return this.database.reading(actor, async (tx) => {
      const { position } = await this.rules.rulebookNow(tx);
      const ids = await this.idsOf(tx, position, deals);
      return await withAllSight(tx, actor, async () => {
        const now = await surroundingsNow(tx, {
          rules: this.rules,
          deals: this.deals,
          at: await momentNow(tx),
        });
        const judged = new Judging(now.surroundings, matrix, submitter);
        const found: DealPreview[] = [];
        for (let at = 0; at < ids.length; at += CHUNK)
          found.push(...(await this.chunk(tx, now, { judged, ids: ids.slice(at, at + CHUNK) })));
        return found;
      });
    });
  }

  private async idsOf(tx: Transaction, position: bigint, deals: ManyAsked['deals']): Promise<string[]> {
    const ids = await this.deals.readDealIds(tx, position, deals);
    if (deals === 'open') return ids;
    const known = new Set(ids);
    const unknown = deals.find((id) => !known.has(id));
    if (unknown === undefined) return ids;
    throw new Refusal('DEAL_UNKNOWN', `There is no deal ${unknown}.`, 'Record it first.', 'deal');
  }

  private async chunk(
    tx: Transaction,
    { position, catalogue, surroundings: { day: on } }: SurroundingsNow,
    { judged, ids }: { readonly judged: Judging; readonly ids: readonly string[] },
  ): Promise<DealPreview[]> {
    const known = await this.deals.readDeals(tx, { position, catalogue, on }, ids);
    const before = await requestsOfDeals(tx, ids);
    const paid = await readPaid(tx, { position, catalogue }, ids);
    return ids.flatMap((id) => {
      const deal = known.get(id);
      return deal ? [judged.preview(storedDeal(deal, paid.get(id)), before.get(id) ?? [])] : [];
    });
  }
}

/** One matrix over many deals. */
class Judging {
  private readonly matrix: ReturnType<Surroundings['matrix']>;

  constructor(
    private readonly surroundings: Surroundings,
    matrix: string | null,
    private readonly submitter: string | null,
  ) {
    this.matrix = surroundings.matrix(matrix);
  }

  preview(deal: StoredDeal, before: readonly StoredRequest[]): DealPreview {
    const { surroundings, matrix } = this;
    const setting = surroundings.of(deal, matrix, this.submitter ?? deal.seller ?? '');
    const evaluation = evaluationBy(setting, before);
    return { deal: deal.id, ...previewOf(setting, surroundings, evaluation) };
  }
}
