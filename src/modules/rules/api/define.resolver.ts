import { Args, Context, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { Act } from '../../../platform/graphql/schema/shown.js';
import { Refusal } from '../../../platform/refusal.js';
import { DocumentsService, editsOfInput, type TypedInput } from '../documents.service.js';
import type { Changed } from '../versions/act.js';
import type { VersionText, VersionedKind } from '../versions/version.js';
import { VersionsService } from '../versions.service.js';
import {
  ApprovalsDefineInput,
  EngagementDefineInput,
  FactsDefineInput,
  PlanDefineInput,
  SpiffDefineInput,
  TableDefineInput,
} from './define-inputs.js';
import { headOf } from './checking/head-of.js';
import { DocumentTextInput, VersionEditInput, VersionPayload } from './version-inputs.js';

const INPUT = { description: 'What it says.' };

type Payload = Promise<Partial<VersionPayload>>;

/** Writing documents: typed or as text. Each is a draft; nothing is in force before it is checked, approved and published. */
@Resolver()
export class DefineResolver {
  constructor(
    private readonly documents: DocumentsService,
    private readonly versions: VersionsService,
  ) {}

  @Act(
    () => VersionPayload,
    'Begins a draft of a comp plan. Then versionCheck, versionSubmit; somebody else versionApprove; then versionPublish.',
  )
  async planDefine(
    @Args('input', INPUT, InputPipe) input: PlanDefineInput,
    @Context() context: RequestContext,
  ): Payload {
    return await this.define(context, { operation: 'planDefine', kind: 'plan', typed: input.plan, input });
  }

  @Act(() => VersionPayload, 'Begins a draft of a SPIFF.')
  async spiffDefine(
    @Args('input', INPUT, InputPipe) input: SpiffDefineInput,
    @Context() context: RequestContext,
  ): Payload {
    return await this.define(context, { operation: 'spiffDefine', kind: 'spiff', typed: input.spiff, input });
  }

  @Act(() => VersionPayload, 'Begins a draft of rules of engagement.')
  async engagementDefine(
    @Args('input', INPUT, InputPipe) input: EngagementDefineInput,
    @Context() context: RequestContext,
  ): Payload {
    return await this.define(context, {
      operation: 'engagementDefine',
      kind: 'engagement',
      typed: input.engagement,
      input,
    });
  }

  @Act(() => VersionPayload, 'Begins a draft of an approval matrix.')
  async approvalsDefine(
    @Args('input', INPUT, InputPipe) input: ApprovalsDefineInput,
    @Context() context: RequestContext,
  ): Payload {
    return await this.define(context, {
      operation: 'approvalsDefine',
      kind: 'approvals',
      typed: input.approvals,
      input,
    });
  }

  @Act(() => VersionPayload, 'Begins a draft of a decision table.')
  async tableDefine(
    @Args('input', INPUT, InputPipe) input: TableDefineInput,
    @Context() context: RequestContext,
  ): Payload {
    return await this.define(context, { operation: 'tableDefine', kind: 'table', typed: input.table, input });
  }

  @Act(() => VersionPayload, 'Begins a draft of the fact catalogue.')
  async factsDefine(
    @Args('input', INPUT, InputPipe) input: FactsDefineInput,
    @Context() context: RequestContext,
  ): Payload {
    return await this.define(context, { operation: 'factsDefine', kind: 'facts', typed: input.facts, input });
  }

  @Act(
    () => VersionPayload,
    'Begins a draft from a text, which is kept byte for byte; its head says what document it is.',
  )
  async documentDefine(
    @Args('input', INPUT, InputPipe) input: DocumentTextInput,
    @Context() context: RequestContext,
  ): Payload {
    return await drafted(context, { operation: 'documentDefine', input }, async (viewer) => {
      const { text, test } = input;
      return await this.versions.create(viewer, { ...headOf(text), text, test: test ?? null });
    });
  }

  @Act(
    () => VersionPayload,
    'Changes a draft as it was at a revision. Edits change what they name; every other byte of the text stays.',
  )
  async versionEdit(
    @Args('input', INPUT, InputPipe) input: VersionEditInput,
    @Context() context: RequestContext,
  ): Payload {
    const { version, revision } = input;
    const rewrite = (now: VersionText): { text?: string; test?: string } => ({
      ...this.textAfter(input, now),
      ...this.examplesAfter(input, now),
    });
    return await drafted(context, { operation: 'versionEdit', input }, (viewer) =>
      this.versions.edit(viewer, { version, revision, rewrite }),
    );
  }

  private async define(
    context: RequestContext,
    of: {
      operation: string;
      kind: VersionedKind;
      typed: TypedInput;
      input:
        | DocumentTextInput
        | PlanDefineInput
        | EngagementDefineInput
        | TableDefineInput
        | FactsDefineInput
        | SpiffDefineInput
        | ApprovalsDefineInput;
    },
  ): Payload {
    const { operation, kind, typed, input } = of;
    return await drafted(context, { operation, input }, async (viewer) => {
      const examples = 'examples' in input ? (input.examples ?? null) : null;
      const test = examples === null ? null : this.documents.write('test', examples);
      const text = this.documents.write(kind, typed);
      return await this.versions.create(viewer, { kind, name: String(typed[kind]), text, test });
    });
  }

  private textAfter({ edits, text }: VersionEditInput, { source }: VersionText): { text?: string } {
    if (edits != null && text != null) throw both('edits', 'text');
    if (text != null) return { text };
    return edits == null ? {} : { text: this.documents.patch(source, editsOfInput(edits)) };
  }

  private examplesAfter(input: VersionEditInput, now: VersionText): { test?: string } {
    const { testEdits, examples, test } = input;
    const given = [testEdits, examples, test].filter((each) => each != null);
    if (given.length > 1) throw both('testEdits, examples', 'test');
    if (test != null) return { test };
    if (examples != null)
      return {
        test:
          now.test === null
            ? this.documents.write('test', examples)
            : this.documents.patchTo(now.test, 'test', examples),
      };
    return testEdits == null ? {} : { test: this.documents.patch(now.test ?? '', editsOfInput(testEdits)) };
  }
}

function both(one: string, other: string): Refusal {
  return new Refusal(
    'BAD_INPUT',
    `${one} and ${other} are given at once.`,
    'Give one of them.',
    one.split(',')[0],
  );
}

async function drafted(
  context: RequestContext,
  { operation, input }: { operation: string; input: Parameters<typeof mutate>[1]['input'] },
  work: (viewer: RequestContext['viewer']) => Promise<Changed>,
): Payload {
  const asked = { operation, action: 'plan.draft', input };
  const answer = await mutate<Pick<VersionPayload, 'version'>>(context, asked, async (viewer) => ({
    version: (await work(viewer)).version,
  }));
  return { findings: [], ...answer };
}
