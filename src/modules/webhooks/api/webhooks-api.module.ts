import { Module } from '@nestjs/common';
import { WebhooksModule } from '../webhooks.module.js';
import { WebhookResolver } from './webhook.resolver.js';

/** Webhooks, in the API. */
@Module({ imports: [WebhooksModule], providers: [WebhookResolver] })
export class WebhooksApiModule {}
