import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { moneyOf, type Money } from '../../../platform/graphql/scalars/money.js';
import { ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { costKey, DealCostsService, type CostAsked, type CostSeen } from '../cost/deal-costs.service.js';
import { ApprovalPreviewType } from './approval-preview.type.js';
import { ApprovalRequestType } from './approval.type.js';
import { DealCommissionType } from './deal-commission.type.js';

const to = 'approvals';
const MARGIN = {
  to,
  nullable: true,
  description:
    'Margin of the deal as known now, the fact deal.margin; null where it has none. Example: "38%"',
  complexity: 5,
} as const;
const COMMISSION = {
  to,
  description: 'What the deal would pay in commission if it were booked today.',
  complexity: 20,
} as const;

/** Who asks for the terms of a deal, by the request that they see or the preview. */
async function marginOf(
  service: DealCostsService,
  deal: string,
  context: RequestContext,
): Promise<string | null> {
  return (await context.load('margin of a deal', deal, (ids) => service.margins(ids))) ?? null;
}

async function commissionOf(
  service: DealCostsService,
  asked: CostAsked,
  context: RequestContext,
): Promise<DealCommissionType> {
  const found = await context.loadEach<CostAsked, CostSeen>('commission of a deal', asked, {
    key: costKey,
    read: (all) => service.seen(context.viewer, all),
  });
  const { total = null, people = [], notWeighed = [], unknown = 'The deal is not known.' } = found ?? {};
  return {
    total: total && amountsOf(total),
    people: people.map(({ participant, amounts, because }) => ({
      participantId: participant,
      amounts: amountsOf(amounts),
      because,
    })),
    notWeighed,
    unknown,
  };
}

function amountsOf(amounts: ReadonlyMap<string, bigint>): Money[] {
  return [...amounts]
    .filter(([, cents]) => cents !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, cents]) => moneyOf(cents, currency));
}

/** What the deal of a request is worth and would pay. */
@Resolver(() => ApprovalRequestType)
export class RequestTermsResolver {
  constructor(private readonly service: DealCostsService) {}

  @ShownWhenAsked(() => String, MARGIN)
  margin(
    @Parent() { deal }: ApprovalRequestType,
    @Context() context: RequestContext,
  ): Promise<string | null> {
    return marginOf(this.service, deal, context);
  }

  @ShownWhenAsked(() => DealCommissionType, COMMISSION)
  commission(
    @Parent() { deal, id: request }: ApprovalRequestType,
    @Context() context: RequestContext,
  ): Promise<DealCommissionType> {
    return commissionOf(this.service, { deal, request }, context);
  }
}

/** What a deal that is previewed is worth and would pay. */
@Resolver(() => ApprovalPreviewType)
export class PreviewTermsResolver {
  constructor(private readonly service: DealCostsService) {}

  @ShownWhenAsked(() => String, MARGIN)
  margin(
    @Parent() { deal }: ApprovalPreviewType,
    @Context() context: RequestContext,
  ): Promise<string | null> {
    return marginOf(this.service, deal, context);
  }

  @ShownWhenAsked(() => DealCommissionType, COMMISSION)
  commission(
    @Parent() { deal }: ApprovalPreviewType,
    @Context() context: RequestContext,
  ): Promise<DealCommissionType> {
    return commissionOf(this.service, { deal, request: null }, context);
  }
}
