import { Args, Context, ID, Int, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Ask } from '../../../platform/graphql/schema/shown.js';
import { TransitionLedgerService } from '../transition-ledger.service.js';
import { TransitionPreviewsService } from '../transition-previews.service.js';
import { askedMoves } from './asked-moves.js';
import { previewShown } from './preview-shown.js';
import { AccountMoveFilterInput, TransitionMoveInput } from './transition-inputs.js';
import { TransitionPreviewType } from './transition-preview.type.js';
import {
  AccountMoveConnection,
  AccountMoveType,
  AccountTransitionType,
  TransitionShareType,
} from './transition.type.js';

const to = 'transitions';
const text = (description: string) => ({ type: () => String, nullable: true, description });

/** Moves of accounts: what they would come to, what became of them, and how many there were. */
@Resolver(() => AccountTransitionType)
export class TransitionResolver {
  constructor(
    private readonly previews: TransitionPreviewsService,
    private readonly ledger: TransitionLedgerService,
  ) {}

  @Ask(() => TransitionPreviewType, {
    to,
    description:
      'What moving accounts would come to: whose they are, whose credit moves, and whether somebody must approve it. Nothing is kept.',
    complexity: 50,
  })
  async transitionPreview(
    @Args('moves', {
      type: () => [TransitionMoveInput],
      nullable: true,
      description:
        'The accounts. Example: [{ account: "a-2001", to: "west-ae-2", reason: "leaver", from: "2026-04-01" }]',
    })
    moves: TransitionMoveInput[] | null,
    @Args(
      'csv',
      text('Or a CSV file of them. Example: "account,to,reason,from\\na-2001,west-ae-2,leaver,2026-04-01"'),
    )
    csv: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<TransitionPreviewType> {
    return previewShown(await this.previews.preview(viewer, askedMoves({ moves, csv })));
  }

  @Ask(() => AccountMoveConnection, {
    to,
    description: 'The ledger of moves of accounts, the latest day first.',
    complexity: pageCost,
  })
  accountTransitions(
    @Args('filter', {
      type: () => AccountMoveFilterInput,
      nullable: true,
      description: 'Which; all when left out. Example: { reason: "leaver", from: "2026-01-01" }',
    })
    filter: AccountMoveFilterInput | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<AccountMoveType>> {
    const { account, owner, reason, standing, from, until } = filter ?? {};
    return this.ledger.moves(
      viewer,
      {
        account: account ?? null,
        owner: owner ?? null,
        reason: reason ?? null,
        standing: standing ?? null,
        from: from ?? null,
        until: until ?? null,
      },
      page,
    );
  }

  @Ask(() => AccountTransitionType, {
    to,
    nullable: true,
    description: 'One transition with its moves.',
    complexity: 5,
  })
  async accountTransition(
    @Args('id', { type: () => ID, description: 'Its id. Example: "4b0cf1a2-…"' }) id: string,
    @Context() { viewer }: RequestContext,
  ): Promise<AccountTransitionType | null> {
    const found = await this.ledger.one(viewer, id);
    return found && { ...found.transition, moves: found.moves };
  }

  @Ask(() => [TransitionShareType], {
    to,
    description: 'The share of accounts that moved in a year: in all, by reason and by segment.',
    complexity: 20,
  })
  async transitionShares(
    @Args('year', {
      type: () => Int,
      description: 'The year in which the year of the calendar begins. Example: 2026',
    })
    year: number,
    @Context() { viewer }: RequestContext,
  ): Promise<readonly TransitionShareType[]> {
    return await this.ledger.shares(viewer, year);
  }
}
