import { Args, Context, Resolver } from '@nestjs/graphql';
import { readDay } from '../../../engine/kernel/day.js';
import type { Evidence } from '../../../engine/disputes/dispute.js';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate, type Asked } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act } from '../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { DisputeListService } from '../dispute-list.service.js';
import { DisputesService } from '../disputes.service.js';
import {
  DisputeBringInput,
  DisputeDecideInput,
  DisputeFileInput,
  DisputePayload,
  DisputeWithdrawInput,
  type DisputeEvidenceInput,
} from './dispute-inputs.js';

const INPUT = { description: 'Which, and what is asked of it.' };

type Answer = Promise<Partial<DisputePayload>>;

/** What people do about a dispute of credit. */
@Resolver()
export class DisputeActsResolver {
  constructor(
    private readonly disputes: DisputesService,
    private readonly list: DisputeListService,
  ) {}

  @Act(
    () => DisputePayload,
    'Files a dispute of who is credited for a booking, or of a ruling about one, for yourself or somebody who reports to you. Pay goes on as it is meanwhile.',
  )
  async disputeFile(
    @Args('input', INPUT, InputPipe) input: DisputeFileInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'disputeFile', action: 'dispute.open', input };
    const { source, booking, ruling, participant, tag, claims, reason } = input;
    return await this.act(context, asked, (viewer) =>
      this.disputes.file(viewer, {
        source: source ?? null,
        booking: booking ?? null,
        ruling: ruling ?? null,
        beneficiary: participant ?? null,
        tag: tag ?? null,
        claims,
        reason,
        evidence: evidenceOf(input.evidence),
      }),
    );
  }

  @Act(
    () => DisputePayload,
    'Answers a dispute that you are asked to decide. One upheld or split becomes a credit ruling, which the next calculation goes by. Whoever gains or loses by it may not.',
  )
  async disputeDecide(
    @Args('input', INPUT, InputPipe) input: DisputeDecideInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'disputeDecide', action: 'dispute.decide', input };
    const { dispute, answer, shares, forAccount, until, reason } = input;
    return await this.act(context, asked, async (viewer) => {
      const reach = forAccount ? ('account' as const) : ('booking' as const);
      const day = until == null ? null : (readDay(until) ?? null);
      await this.disputes.answer(viewer, {
        dispute,
        answer,
        shares: shares ?? null,
        reach,
        until: day,
        reason: reason ?? null,
      });
      return dispute;
    });
  }

  @Act(
    () => DisputePayload,
    'Adds evidence to a dispute that you filed; one that was sent back is asked again.',
  )
  async disputeBring(
    @Args('input', INPUT, InputPipe) input: DisputeBringInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'disputeBring', action: 'dispute.open', input };
    return await this.act(context, asked, async (viewer) => {
      await this.disputes.bring(viewer, input.dispute, evidenceOf(input.evidence));
      return input.dispute;
    });
  }

  @Act(() => DisputePayload, 'Takes back a dispute that you filed.')
  async disputeWithdraw(
    @Args('input', INPUT, InputPipe) input: DisputeWithdrawInput,
    @Context() context: RequestContext,
  ): Answer {
    const asked = { operation: 'disputeWithdraw', action: 'dispute.open', input };
    return await this.act(context, asked, async (viewer) => {
      await this.disputes.withdraw(viewer, input.dispute, input.reason ?? null);
      return input.dispute;
    });
  }

  private async act(
    context: RequestContext,
    asked: Asked,
    work: (viewer: Viewer) => Promise<string>,
  ): Answer {
    return await mutate<DisputePayload>(context, asked, async (viewer) => {
      const id = await work(viewer);
      return { dispute: await this.list.one(viewer, id) } as DisputePayload;
    });
  }
}

function evidenceOf(given: readonly DisputeEvidenceInput[]): Evidence[] {
  const filled = given.filter(({ says, link }) => (says ?? '').trim() !== '' || (link ?? '').trim() !== '');
  return filled.map(({ what, says, link }) => ({ what, says: says ?? null, link: link ?? null }));
}
