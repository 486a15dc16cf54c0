import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate, type Asked } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act } from '../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { TransitionLedgerService } from '../transition-ledger.service.js';
import { TransitionsService, type Transition } from '../transitions.service.js';
import { askedMoves } from './asked-moves.js';
import {
  TransitionDecideInput,
  TransitionInput,
  TransitionPayload,
  TransitionProposeInput,
} from './transition-inputs.js';

const INPUT = { description: 'Which, and what is asked of it.' };

type Answer = Promise<Partial<TransitionPayload>>;

/** What people do about moves of accounts. */
@Resolver()
export class TransitionActsResolver {
  constructor(
    private readonly transitions: TransitionsService,
    private readonly ledger: TransitionLedgerService,
  ) {}

  @Act(
    () => TransitionPayload,
    'Proposes to move accounts. Where the policy asks nobody it is approved by that; the same moves again, while they are open, are the same transition.',
  )
  async transitionPropose(
    @Args('input', INPUT, InputPipe) input: TransitionProposeInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'transitionPropose', action: 'transition.propose', input };
    return await this.act(context, asked, (viewer) => this.transitions.propose(viewer, askedMoves(input)));
  }

  @Act(() => TransitionPayload, 'Proposes to give back every account of a transition that was applied.')
  async transitionUndo(
    @Args('input', INPUT, InputPipe) input: TransitionInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'transitionUndo', action: 'transition.propose', input };
    return await this.act(context, asked, (viewer) => this.transitions.undo(viewer, input.transition));
  }

  @Act(() => TransitionPayload, 'Approves or refuses a transition that somebody else proposed.')
  async transitionDecide(
    @Args('input', INPUT, InputPipe) input: TransitionDecideInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'transitionDecide', action: 'transition.decide', input };
    const { transition, approve, reason } = input;
    return await this.act(context, asked, (viewer) =>
      this.transitions.decide(viewer, transition, { approve, reason: reason ?? null }),
    );
  }

  @Act(() => TransitionPayload, 'Takes back a transition that is not applied.')
  async transitionWithdraw(
    @Args('input', INPUT, InputPipe) input: TransitionInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'transitionWithdraw', action: 'transition.propose', input };
    return await this.act(context, asked, (viewer) => this.transitions.withdraw(viewer, input.transition));
  }

  @Act(
    () => TransitionPayload,
    'Moves the accounts of a transition that is approved, all or none; refused where the policy by then asks somebody who did not approve. Who is paid differently shows with the next calculation.',
  )
  async transitionApply(
    @Args('input', INPUT, InputPipe) input: TransitionInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'transitionApply', action: 'transition.propose', input };
    return await this.act(context, asked, (viewer) => this.transitions.apply(viewer, input.transition));
  }

  private async act(
    context: RequestContext,
    asked: Asked,
    work: (viewer: Viewer) => Promise<Transition>,
  ): Answer {
    return await mutate(context, asked, async (viewer) => {
      const { id } = await work(viewer);
      const found = await this.ledger.one(viewer, id);
      return { transition: found && { ...found.transition, moves: found.moves } };
    });
  }
}
