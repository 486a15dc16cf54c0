import { Args, ArgsType, Context, Field, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../../../platform/graphql/request-context.js';
import { Ask } from '../../../../platform/graphql/schema/shown.js';
import { Refusal } from '../../../../platform/refusal.js';
import { documentInputs } from '../../document-inputs.service.js';
import { DocumentsService, givenDocument, type TypedInput } from '../../documents.service.js';
import { VersionsService } from '../../versions.service.js';
import { VersionCheckType } from '../version.type.js';
import { headIn } from './head-of.js';

/** What is to be checked: as text or typed. */
@ArgsType()
export class DocumentCheckArgs {
  @Field(() => String, {
    nullable: true,
    description: 'The document as text. Example: "kicker: 1\\nplan: account-executive\\n…"',
  })
  text?: string | null;

  @Field(() => documentInputs().document, {
    nullable: true,
    description: 'The document, typed; instead of text. Example: { table: { table: "segment-rates", … } }',
  })
  document?: TypedInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'The examples beside it, as text. Example: "kicker: 1\\ntest: account-executive\\n…"',
  })
  test?: string | null;

  @Field(() => documentInputs().test, {
    nullable: true,
    description:
      'The examples beside it, typed; instead of test. Example: { test: "account-executive", situations: [ … ] }',
  })
  examples?: TypedInput | null;
}

/** Checking a document without keeping anything. */
@Resolver()
export class DocumentCheckResolver {
  constructor(
    private readonly documents: DocumentsService,
    private readonly versions: VersionsService,
  ) {}

  @Ask(() => VersionCheckType, {
    to: 'drafts',
    description:
      'Checks a document beside everything that is published, and works out its examples; nothing is kept. What the command line does with kicker check --against-data and kicker test.',
    complexity: 500,
  })
  async documentCheck(
    @Args() { text, document, test, examples }: DocumentCheckArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<VersionCheckType> {
    if (!viewer.may('plan.check'))
      throw new Refusal('NOT_ALLOWED', 'Your roles do not allow this.', 'Ask somebody whose role it is.');
    if ((text == null) === (document == null)) throw oneOf('text', 'document');
    if (test != null && examples != null) throw oneOf('test', 'examples');
    const source = text ?? this.written(document ?? {});
    const beside = examples == null ? (test ?? null) : this.documents.write('test', examples);
    return await this.versions.judge(viewer, { ...headIn(source), source, test: beside });
  }

  private written(document: TypedInput): string {
    const { kind, input } = givenDocument(document, 'document');
    return this.documents.write(kind, input);
  }
}

function oneOf(one: string, other: string): Refusal {
  return new Refusal('BAD_INPUT', `Either ${one} or ${other} is given.`, 'Give one of them.', one);
}
