import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Receiver } from '../../../../test/support/webhooks/receiver.js';
import { readDeliveries, type Delivery } from '../store/read-webhooks.js';
import { WebhooksService } from '../webhooks.service.js';
import { WebhookSender } from './webhook-sender.service.js';

const database = testDatabase();
const offers = new Offers(database);
const webhooks = new WebhooksService(database);
const admin = as('vic');
const receiver = new Receiver();
beforeAll(async () => {
  await offers.open();
  await receiver.open();
}, 60_000);
afterAll(() => receiver.close());

let deals = 0;

async function listening(): Promise<string> {
  const url = `${receiver.url}/${(deals += 1)}`;
  const { endpoint } = await webhooks.add(admin, { url, description: '', events: ['approval.submitted'] });
  return endpoint.id;
}

async function submitted(): Promise<void> {
  const deal = `Q${(deals += 1)}`;
  await offers.tell(offer(deal, { discount: '15%' }));
  await offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

async function look(settings: Partial<WebhookSender['settings']> = {}): Promise<void> {
  const by = new WebhookSender(database);
  by.settings = { ...by.settings, waits: [600], allowPrivate: true, ...settings };
  await by.look();
  await by.settled();
}

const deliveries = (webhook: string): Promise<Delivery[]> =>
  database.reading(admin, (tx) => readDeliveries(tx, { webhook, state: null }, { after: null, limit: 500 }));

const change = (sql: string, ...values: unknown[]): Promise<unknown> =>
  database.inTransaction(admin, (tx) => tx.query(sql, values));

describe('messages that wait', () => {
  it('are given up when their endpoint is disabled, and sent later only when somebody asks', async () => {
    receiver.answers = [500];
    const endpoint = await listening();
    await submitted();
    await look();
    expect(await webhooks.one(admin, endpoint)).toMatchObject({ waiting: 1 });
    await change('update webhook_delivery set next_at = clock_timestamp() where endpoint = $1', endpoint);
    receiver.clear();
    await webhooks.change(admin, endpoint, { isDisabled: true });
    await webhooks.change(admin, endpoint, { isDisabled: false });
    await look();
    expect(receiver.told).toEqual([]);
    const [given] = await deliveries(endpoint);
    expect(given).toMatchObject({
      state: 'failed',
      lastFault: 'The endpoint was disabled before it took it.',
    });
    await webhooks.sendAgain(admin, endpoint, given?.id ?? '');
    await look();
    expect(receiver.told).toHaveLength(1);
    await webhooks.change(admin, endpoint, { isDisabled: true });
  });
});
