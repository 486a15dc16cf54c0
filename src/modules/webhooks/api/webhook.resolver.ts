import { Args, Context, ID, Resolver } from '@nestjs/graphql';
import { InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { mutate } from '../../../platform/graphql/mutation/mutate.js';
import type { RequestContext } from '../../../platform/graphql/request-context.js';
import { PageArgs, pageCost, type Page } from '../../../platform/graphql/schema/connection.js';
import { Act, Ask } from '../../../platform/graphql/schema/shown.js';
import { WebhookListService } from '../webhook-list.service.js';
import { WebhooksService } from '../webhooks.service.js';
import {
  WebhookAddInput,
  WebhookChangeInput,
  WebhookPayload,
  WebhookRotateSecretInput,
  WebhookSecretPayload,
  WebhookSendAgainInput,
} from './webhook.input.js';
import {
  WebhookDeliveryConnection,
  WebhookDeliveryState,
  WebhookDeliveryType,
  WebhookType,
} from './webhook.type.js';

const INPUT = { description: 'What is asked.' };
const action = 'webhook.manage';
const to = 'webhooks';

/** Endpoints outside that are told of approvals, and what was sent to them. */
@Resolver(() => WebhookType)
export class WebhookResolver {
  constructor(
    private readonly service: WebhooksService,
    private readonly list: WebhookListService,
  ) {}

  @Ask(() => [WebhookType], { to, description: 'Endpoints that are told of approvals.', complexity: 20 })
  webhooks(@Context() { viewer }: RequestContext): Promise<WebhookType[]> {
    return this.service.list(viewer);
  }

  @Ask(() => WebhookDeliveryConnection, {
    to,
    description: 'Messages to endpoints, the latest first; those that ended are kept for 30 days.',
    complexity: pageCost,
  })
  webhookDeliveries(
    @Args('webhook', { type: () => ID, nullable: true, description: 'To one. Example: "4b0cf1a2-…"' })
    webhook: string | null,
    @Args('state', {
      type: () => WebhookDeliveryState,
      nullable: true,
      description: 'How they stand. Example: FAILED',
    })
    state: string | null,
    @Args() page: PageArgs,
    @Context() { viewer }: RequestContext,
  ): Promise<Page<WebhookDeliveryType>> {
    return this.list.page(viewer, { webhook: webhook ?? null, state: state ?? null }, page);
  }

  @Act(
    () => WebhookSecretPayload,
    'Adds an endpoint that is told of approvals from now on; its secret is told once, and not again to the same idempotency key.',
  )
  async webhookAdd(
    @Args('input', INPUT, InputPipe) input: WebhookAddInput,
    @Context() context: RequestContext,
  ): Promise<Partial<WebhookSecretPayload>> {
    return await mutate(context, { operation: 'webhookAdd', action, input }, async (viewer) => {
      const { url, events, description } = input;
      const made = await this.service.add(viewer, { url, events, description: description ?? '' });
      return { webhook: made.endpoint, secret: made.secret };
    });
  }

  @Act(() => WebhookPayload, 'Changes an endpoint, or tells it nothing for a while.')
  async webhookChange(
    @Args('input', INPUT, InputPipe) input: WebhookChangeInput,
    @Context() context: RequestContext,
  ): Promise<Partial<WebhookPayload>> {
    return await mutate(context, { operation: 'webhookChange', action, input }, async (viewer) => {
      const { webhook, url, events, description, disabled } = input;
      const changes = {
        ...(url == null ? {} : { url }),
        ...(events == null ? {} : { events }),
        ...(description == null ? {} : { description }),
        ...(disabled == null ? {} : { isDisabled: disabled }),
      };
      return { webhook: await this.service.change(viewer, webhook, changes) };
    });
  }

  @Act(
    () => WebhookSecretPayload,
    'Gives an endpoint a new secret, told once, and not again to the same idempotency key; the old one signs beside it for a while.',
  )
  async webhookRotateSecret(
    @Args('input', INPUT, InputPipe) input: WebhookRotateSecretInput,
    @Context() context: RequestContext,
  ): Promise<Partial<WebhookSecretPayload>> {
    return await mutate(context, { operation: 'webhookRotateSecret', action, input }, async (viewer) => {
      const made = await this.service.rotate(viewer, input.webhook, input.oldForHours ?? 24);
      return { webhook: made.endpoint, secret: made.secret };
    });
  }

  @Act(() => WebhookPayload, 'Sends a message again that was given up, or taken, by the same name.')
  async webhookSendAgain(
    @Args('input', INPUT, InputPipe) input: WebhookSendAgainInput,
    @Context() context: RequestContext,
  ): Promise<Partial<WebhookPayload>> {
    return await mutate(context, { operation: 'webhookSendAgain', action, input }, async (viewer) => {
      await this.service.sendAgain(viewer, input.webhook, input.delivery);
      return { webhook: await this.service.one(viewer, input.webhook) };
    });
  }
}
