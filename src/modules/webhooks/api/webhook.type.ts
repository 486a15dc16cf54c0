import { ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Moment } from '../../../platform/graphql/scalars/scalars.js';
import { connectionOf } from '../../../platform/graphql/schema/connection.js';
import { Shown } from '../../../platform/graphql/schema/shown.js';
import type { WebhookEvent } from '../events.js';

const to = 'webhooks';

/** What endpoints are told of. */
export const WebhookEventName = {
  SUBMITTED: 'approval.submitted',
  NEEDS_DECISION: 'approval.needs_decision',
  APPROVED: 'approval.approved',
  REJECTED: 'approval.rejected',
  EXPIRED: 'approval.expired',
  ESCALATED: 'approval.escalated',
  CHANGED: 'approval.changed',
  CONSUMED: 'approval.consumed',
} as const satisfies Record<string, WebhookEvent>;

registerEnumType(WebhookEventName, {
  name: 'WebhookEvent',
  description: 'What an endpoint is told of. Example: APPROVED',
  valuesMap: {
    SUBMITTED: { description: 'A deal was submitted: approval.submitted. Example: SUBMITTED' },
    NEEDS_DECISION: {
      description: 'Somebody is asked, or others are: approval.needs_decision. Example: NEEDS_DECISION',
    },
    APPROVED: { description: 'A request was approved: approval.approved. Example: APPROVED' },
    REJECTED: { description: 'A request was rejected: approval.rejected. Example: REJECTED' },
    EXPIRED: {
      description: 'Nobody answered in time, or an approval ran out: approval.expired. Example: EXPIRED',
    },
    ESCALATED: { description: 'A late step went on: approval.escalated. Example: ESCALATED' },
    CHANGED: { description: 'Anything else that changed: approval.changed. Example: CHANGED' },
    CONSUMED: { description: 'The deal was booked by its approval: approval.consumed. Example: CONSUMED' },
  },
});

/** How a message stands. */
export const WebhookDeliveryState = { WAITING: 'waiting', DELIVERED: 'delivered', FAILED: 'failed' } as const;

registerEnumType(WebhookDeliveryState, {
  name: 'WebhookDeliveryState',
  description: 'How a message to an endpoint stands. Example: FAILED',
  valuesMap: {
    WAITING: { description: 'It is to be sent, or sent again. Example: WAITING' },
    DELIVERED: { description: 'The endpoint took it. Example: DELIVERED' },
    FAILED: { description: 'It was given up; webhookSendAgain sends it again. Example: FAILED' },
  },
});

@ObjectType('Webhook', { description: 'An endpoint outside that is told of approvals.' })
export class WebhookType {
  @Shown(() => ID, { to, description: 'Its id.', example: '"4b0cf1a2-…"' })
  id: string;

  @Shown(() => String, {
    to,
    description: 'Where messages go.',
    example: '"https://hooks.example.com/kicker"',
  })
  url: string;

  @Shown(() => String, { to, description: 'What it is for.', example: '"Deal desk channel"' })
  description: string;

  @Shown(() => [WebhookEventName], {
    to,
    description: 'What it is told of.',
    example: '[NEEDS_DECISION, APPROVED]',
  })
  events: WebhookEvent[];

  @Shown(() => Boolean, { to, description: 'Whether it is told nothing for now.', example: 'false' })
  isDisabled: boolean;

  @Shown(() => Moment, { to, description: 'Since when it is there.', example: '"2026-04-17T09:00:00Z"' })
  createdAt: string;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'Until when the secret before the present one signs as well; null where it does not.',
    example: '"2026-04-18T09:00:00Z"',
  })
  oldSecretUntil: string | null;

  @Shown(() => Int, { to, description: 'Messages that are to be sent.', example: '0' })
  waiting: number;

  @Shown(() => Int, { to, description: 'Messages that it took in the last 30 days.', example: '412' })
  delivered: number;

  @Shown(() => Int, { to, description: 'Messages that were given up in the last 30 days.', example: '0' })
  failed: number;
}

@ObjectType('WebhookDelivery', { description: 'A message to an endpoint.' })
export class WebhookDeliveryType {
  @Shown(() => ID, {
    to,
    description: 'Its name, webhook-id, the same each time it is sent.',
    example: '"msg_4b0cf1a2-…_3"',
  })
  id: string;

  @Shown(() => ID, { to, description: 'The endpoint.', example: '"4b0cf1a2-…"' })
  webhook: string;

  @Shown(() => WebhookEventName, { to, description: 'What it tells of.', example: 'APPROVED' })
  event: WebhookEvent;

  @Shown(() => ID, { to: 'approvals', description: 'The request for approval.', example: '"4b0cf1a2-…"' })
  request: string;

  @Shown(() => String, { to: 'approvals', description: 'The deal.', example: '"Q-1042"' })
  deal: string;

  @Shown(() => Int, { to, description: 'Which event of the request, from 1.', example: '3' })
  sequence: number;

  @Shown(() => WebhookDeliveryState, { to, description: 'How it stands.', example: 'DELIVERED' })
  state: string;

  @Shown(() => Int, { to, description: 'How often it was tried.', example: '1' })
  attempts: number;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When it is tried next; null where it has ended.',
    example: '"2026-04-17T09:05:00Z"',
  })
  nextAt: string | null;

  @Shown(() => Int, {
    to,
    nullable: true,
    description: 'The status of the last answer; null where there was none.',
    example: '503',
  })
  lastStatus: number | null;

  @Shown(() => String, {
    to,
    nullable: true,
    description: 'Why the last attempt failed.',
    example: '"It answered 503."',
  })
  lastFault: string | null;

  @Shown(() => Moment, { to, description: 'When it was made.', example: '"2026-04-17T09:00:00Z"' })
  createdAt: string;

  @Shown(() => Moment, {
    to,
    nullable: true,
    description: 'When it was taken, or given up.',
    example: '"2026-04-17T09:00:01Z"',
  })
  endedAt: string | null;
}

export const WebhookDeliveryConnection = connectionOf(() => WebhookDeliveryType, {
  name: 'WebhookDelivery',
  plural: 'messages to endpoints',
  to,
});
