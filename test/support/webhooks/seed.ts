import { WebhookSender } from '../../../src/modules/webhooks/deliver/webhook-sender.service.js';
import { WEBHOOK_EVENTS } from '../../../src/modules/webhooks/events.js';
import { readDeliveries } from '../../../src/modules/webhooks/store/read-webhooks.js';
import { WebhooksService } from '../../../src/modules/webhooks/webhooks.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { ACTOR } from '../small-company.js';
import { Receiver } from './receiver.js';

/**
 * An endpoint that is told of everything that happens while `work` goes on, whose secret changes and that takes nothing: its messages are given up, and one is
 * to be sent again.
 */
export async function toldOf(database: Database, work: () => Promise<void>): Promise<void> {
  const webhooks = new WebhooksService(database);
  const receiver = new Receiver();
  await receiver.open();
  receiver.usually = 503;
  const wanted = { url: receiver.url, description: 'Of the test', events: WEBHOOK_EVENTS };
  const { endpoint } = await webhooks.add(ACTOR, wanted);
  await webhooks.rotate(ACTOR, endpoint.id, 24);
  await work();
  const sender = new WebhookSender(database);
  sender.settings = { ...sender.settings, waits: [], allowPrivate: true };
  await sender.look();
  await sender.settled();
  receiver.close();
  const all = { webhook: null, state: 'failed' };
  const read = await database.reading(ACTOR, (tx) => readDeliveries(tx, all, { after: null, limit: 1 }));
  for (const { webhook, id } of read) await webhooks.sendAgain(ACTOR, webhook, id);
}
