import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate, type Asked } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act } from '../../../platform/graphql/schema/shown.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import type { PlacedFinding } from '../documents/placed-finding.js';
import type { Seen } from '../versions/refuse.js';
import type { VersionText } from '../versions/version.js';
import { VersionsService } from '../versions.service.js';
import {
  VersionApproveInput,
  VersionCloneInput,
  VersionInput,
  VersionPayload,
  VersionReasonInput,
  VersionRetireConfirmInput,
  VersionRetireInput,
} from './version-inputs.js';

const INPUT = { description: 'Which version, and what is asked of it.' };

type Payload = Promise<Partial<VersionPayload>>;
type Done = { readonly version: VersionText; readonly findings?: readonly PlacedFinding[] };

/** What people do to a version, from the check to its end. */
@Resolver()
export class VersionActsResolver {
  constructor(private readonly versions: VersionsService) {}

  @Act(
    () => VersionPayload,
    'Checks a draft beside everything that is published, and works out its examples. Without errors it is CHECKED.',
  )
  async versionCheck(
    @Args('input', INPUT, InputPipe) input: VersionInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionCheck', action: 'plan.mark', input }, async (viewer) => {
      const { version } = await this.versions.check(viewer, seen(input));
      return { version, findings: version.checked?.findings ?? [] };
    });
  }

  @Act(() => VersionPayload, 'Hands a checked version in: it waits for somebody else to approve it.')
  async versionSubmit(
    @Args('input', INPUT, InputPipe) input: VersionInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionSubmit', action: 'plan.propose', input }, (viewer) =>
      this.versions.submit(viewer, seen(input)),
    );
  }

  @Act(() => VersionPayload, 'Approves the text of that hash. Whoever wrote, edited or handed it in may not.')
  async versionApprove(
    @Args('input', INPUT, InputPipe) input: VersionApproveInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionApprove', action: 'plan.approve', input }, (viewer) =>
      this.versions.approve(viewer, { ...seen(input), hash: input.hash, ...reasonOf(input) }),
    );
  }

  @Act(
    () => VersionPayload,
    'Sends a version in review back to its author, or a proposal to end one back to who made it, with the reason.',
  )
  async versionReject(
    @Args('input', INPUT, InputPipe) input: VersionReasonInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionReject', action: 'plan.approve', input }, (viewer) =>
      this.versions.reject(viewer, { ...seen(input), reason: input.reason ?? '' }),
    );
  }

  @Act(() => VersionPayload, 'Takes an unpublished version back, for good; it can be cloned.')
  async versionWithdraw(
    @Args('input', INPUT, InputPipe) input: VersionReasonInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionWithdraw', action: 'plan.propose', input }, (viewer) =>
      this.versions.withdraw(viewer, { ...seen(input), reason: input.reason ?? '' }),
    );
  }

  @Act(
    () => VersionPayload,
    'Puts an approved version in force on its days, which it takes from older ones. It is judged once more; what is wrong by now stops it.',
  )
  async versionPublish(
    @Args('input', INPUT, InputPipe) input: VersionReasonInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionPublish', action: 'plan.publish', input }, (viewer) =>
      this.versions.publish(viewer, { ...seen(input), ...reasonOf(input) }),
    );
  }

  @Act(
    () => VersionPayload,
    'Proposes to end a published version from a day on, with the reason. It stays in force until somebody else confirms it.',
  )
  async versionRetire(
    @Args('input', INPUT, InputPipe) input: VersionRetireInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionRetire', action: 'plan.retire', input }, (viewer) => {
      const { from, gapAccepted, corrects, reason } = input;
      const retirement = { ...seen(input), from, gapAccepted, corrects, reason: reason ?? '' };
      return this.versions.proposeRetirement(viewer, retirement);
    });
  }

  @Act(
    () => VersionPayload,
    'Ends a version from the day that somebody else proposed. versionReject sends the proposal back.',
  )
  async versionRetireConfirm(
    @Args('input', INPUT, InputPipe) input: VersionRetireConfirmInput,
    @Context() context: RequestContext,
  ): Payload {
    const asked = { operation: 'versionRetireConfirm', action: 'plan.confirm', input };
    return await act(context, asked, (viewer) => {
      const { gapAccepted, corrects } = input;
      return this.versions.retire(viewer, { ...seen(input), ...reasonOf(input), gapAccepted, corrects });
    });
  }

  @Act(() => VersionPayload, 'Begins a draft from the text of any version, under a new name if one is given.')
  async versionClone(
    @Args('input', INPUT, InputPipe) input: VersionCloneInput,
    @Context() context: RequestContext,
  ): Payload {
    return await act(context, { operation: 'versionClone', action: 'plan.draft', input }, (viewer) => {
      const { version, name } = input;
      return this.versions.clone(viewer, { version, ...(name == null ? {} : { name }) });
    });
  }
}

/** Does an act and answers with the version and, where the act judged it, what it found. */
async function act(context: RequestContext, asked: Asked, work: (viewer: Viewer) => Promise<Done>): Payload {
  const answer = await mutate<Pick<VersionPayload, 'version' | 'findings'>>(
    context,
    asked,
    async (viewer) => {
      const { version, findings = [] } = await work(viewer);
      return { version, findings };
    },
  );
  return { findings: [], ...answer };
}

function seen({ version, step }: VersionInput): Seen {
  return { version, ...(step == null ? {} : { step }) };
}

function reasonOf({ reason }: VersionReasonInput): { reason?: string } {
  return reason == null ? {} : { reason };
}
