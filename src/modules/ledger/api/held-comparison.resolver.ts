import { Context, Parent, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { ShownWhenAsked } from '../../../platform/graphql/schema/shown.js';
import { ComparisonType } from '../../calculation/api/changes/changes.type.js';
import { LedgerService } from '../ledger.service.js';
import { HeldDifferenceType } from './held-comparison.type.js';

/** What of the pay that two calculations are compared by the ledger holds back. */
@Resolver(() => ComparisonType)
export class HeldComparisonResolver {
  constructor(private readonly ledger: LedgerService) {}

  @ShownWhenAsked(() => [HeldDifferenceType], {
    to: 'calculations',
    description:
      'What is held back by one and not by the other, as each was settled last, with the approvals that are why; empty where one was never settled.',
    complexity: 100,
  })
  async held(
    @Parent() { before, after }: ComparisonType,
    @Context() { viewer }: RequestContext,
  ): Promise<HeldDifferenceType[]> {
    return [...(await this.ledger.heldBetween(viewer, BigInt(before), BigInt(after)))];
  }
}
