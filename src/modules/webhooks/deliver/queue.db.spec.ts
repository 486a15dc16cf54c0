import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Receiver } from '../../../../test/support/webhooks/receiver.js';
import { readDeliveries, type Delivery } from '../store/read-webhooks.js';
import { WebhooksService } from '../webhooks.service.js';
import { TAKE_DUE } from './queue.js';
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

  it('are taken by their index, however many there are', async () => {
    const [other, endpoint] = [await listening(), await listening()];
    await submitted();
    await look();
    for (const [of, count, state] of [
      [other, 9_000, 'delivered'],
      [endpoint, 1_000, 'waiting'],
    ] as const)
      await change(
        `insert into webhook_delivery (endpoint, id, event, request, sequence, position, deal, state, ended_at)
         select endpoint, id || '_' || n, event, request, sequence, position, deal, $3, case when $3 <> 'waiting' then clock_timestamp() end
         from webhook_delivery, generate_series(1, $2::int) n where endpoint = $1`,
        of,
        count,
        state,
      );
    await database.asOwner((tx) => tx.query('analyze webhook_delivery'));
    const plan = await database.inTransaction(admin, (tx) =>
      tx.query(`explain (costs off) ${TAKE_DUE}`, [endpoint, 4, randomUUID(), 60]),
    );
    for (const id of [other, endpoint]) await webhooks.change(admin, id, { isDisabled: true });
    const text = plan.map((row) => String(Object.values(row as object)[0])).join('\n');
    const taking = text.slice(text.indexOf('CTE due'), text.indexOf('CTE taken'));
    expect(taking).toContain('Index Scan using webhook_delivery_waiting');
    expect(taking).not.toContain('Sort');
  });
});

describe('messages that ended', () => {
  it('are deleted after thirty days, and those that wait are not', async () => {
    const endpoint = await listening();
    for (let count = 0; count < 3; count += 1) await submitted();
    receiver.answers = [200, 500, 500];
    await look();
    await change(
      `update webhook_delivery set ended_at = ended_at - interval '31 days' where endpoint = $1 and state = 'delivered'`,
      endpoint,
    );
    await change(
      `update webhook_delivery set next_at = next_at - interval '31 days', leased_until = null where endpoint = $1 and state = 'waiting'`,
      endpoint,
    );
    const early = change(
      `delete from webhook_delivery where endpoint = $1 and state = 'waiting' returning id`,
      endpoint,
    );
    expect(await early).toEqual([]);
    receiver.answers = [200, 200];
    await look();
    await look();
    expect(await deliveries(endpoint)).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]);
    expect(await webhooks.one(admin, endpoint)).toMatchObject({ delivered: 2, waiting: 0 });
  });
});
