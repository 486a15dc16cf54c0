import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsOptional, Max, MaxLength, Min } from 'class-validator';
import { MutationInput, Payload } from '../../../platform/graphql/mutation/payload.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import type { WebhookEvent } from '../events.js';
import { WebhookEventName, WebhookType } from './webhook.type.js';

const LONG = { message: 'The description has more than 200 characters.' };
const HOURS = { message: 'The old secret signs for 0 to 168 hours.' };

@InputType({ description: 'An endpoint that is to be told of approvals.' })
export class WebhookAddInput extends MutationInput {
  @Field(() => String, {
    description: 'Where messages go: an http or https address. Example: "https://hooks.example.com/kicker"',
  })
  url: string;

  @Field(() => [WebhookEventName], { description: 'What it is told of. Example: [NEEDS_DECISION, APPROVED]' })
  events: WebhookEvent[];

  @Field(() => String, { nullable: true, description: 'What it is for. Example: "Deal desk channel"' })
  @IsOptional()
  @MaxLength(200, LONG)
  description?: string | null;
}

@InputType({ description: 'What becomes of an endpoint; what is left out stays.' })
export class WebhookChangeInput extends MutationInput {
  @Field(() => ID, { description: 'Which. Example: "4b0cf1a2-…"' })
  webhook: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where messages go now. Example: "https://hooks.example.com/kicker"',
  })
  url?: string | null;

  @Field(() => [WebhookEventName], {
    nullable: true,
    description: 'What it is told of now. Example: [NEEDS_DECISION, APPROVED]',
  })
  events?: WebhookEvent[] | null;

  @Field(() => String, { nullable: true, description: 'What it is for. Example: "Deal desk channel"' })
  @IsOptional()
  @MaxLength(200, LONG)
  description?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'true: it is told nothing for now, not of what happens meanwhile, and what still waits is given up; false: of what happens from then on. Example: true',
  })
  disabled?: boolean | null;
}

@InputType({ description: 'An endpoint that is to get a new secret.' })
export class WebhookRotateSecretInput extends MutationInput {
  @Field(() => ID, { description: 'Which. Example: "4b0cf1a2-…"' })
  webhook: string;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many hours the old secret signs beside the new one; 24 when left out. Example: 24',
  })
  @IsOptional()
  @Min(0, HOURS)
  @Max(168, HOURS)
  oldForHours?: number | null;
}

@InputType({ description: 'A message that is to be sent again.' })
export class WebhookSendAgainInput extends MutationInput {
  @Field(() => ID, { description: 'The endpoint. Example: "4b0cf1a2-…"' })
  webhook: string;

  @Field(() => ID, { description: 'The message. Example: "msg_4b0cf1a2-…_3"' })
  delivery: string;
}

@ObjectType({ description: 'An endpoint.' })
export class WebhookPayload extends Payload {
  @Shown(() => WebhookType, { to: 'everyone', nullable: true, description: 'The endpoint as it is by now.' })
  webhook?: WebhookType;
}

@ObjectType({ description: 'An endpoint with its new secret.' })
export class WebhookSecretPayload extends WebhookPayload {
  @Shown(() => String, {
    to: 'everyone',
    nullable: true,
    description:
      'The secret by which messages are signed: told here, once. null when it is asked again with the same idempotency key; who lost the answer takes a new one by webhookRotateSecret.',
    example: '"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"',
  })
  secret?: string | null;
}
