import { Module } from '@nestjs/common';
import { WebhookSender } from './deliver/webhook-sender.service.js';
import { WebhookListService } from './webhook-list.service.js';
import { WebhooksService } from './webhooks.service.js';

/** Telling systems outside what happens to requests for approval. */
@Module({
  providers: [WebhooksService, WebhookListService, WebhookSender],
  exports: [WebhooksService, WebhookListService, WebhookSender],
})
export class WebhooksModule {}
