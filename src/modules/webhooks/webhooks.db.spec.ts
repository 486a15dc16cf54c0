import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { as, codeOf, offer, Offers } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import { Receiver } from '../../../test/support/webhooks/receiver.js';
import { verified } from '../../../test/support/webhooks/verified.js';
import { NOTHING, type Actor } from '../../platform/database/actor.js';
import type { PageArgs } from '../../platform/graphql/schema/connection.js';
import { WebhookSender } from './deliver/webhook-sender.service.js';
import { WEBHOOK_EVENTS, type WebhookEvent } from './events.js';
import { readDeliveries, type Delivery } from './store/read-webhooks.js';
import { WebhookListService } from './webhook-list.service.js';
import { WebhooksService, type WithSecret } from './webhooks.service.js';

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

/** Each test has endpoints of its own: those of others are told nothing. */
beforeEach(async () => {
  receiver.clear();
  for (const { id } of await webhooks.list(admin)) await webhooks.change(admin, id, { isDisabled: true });
});

let deals = 0;
let keys = 0;

const listening = (place = '', events: readonly WebhookEvent[] = WEBHOOK_EVENTS): Promise<WithSecret> =>
  webhooks.add(admin, { url: `${receiver.url}/${place}${(keys += 1)}`, description: place, events });

function sender(settings: Partial<WebhookSender['settings']> = {}): WebhookSender {
  const made = new WebhookSender(database);
  made.settings = { ...made.settings, waits: [0, 0], patience: 500, allowPrivate: true, ...settings };
  return made;
}

async function look(by = sender()): Promise<void> {
  await by.look();
  await by.settled();
}

async function submitted(discount = '15%'): Promise<{ deal: string; id: string; hash: string }> {
  const deal = `W${(deals += 1)}`;
  await offers.tell(offer(deal, { discount }));
  const { id, hash } = await offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
  return { deal, id, hash };
}

const deliveries = (webhook: string): Promise<Delivery[]> =>
  database.reading(admin, (tx) => readDeliveries(tx, { webhook, state: null }, { after: null, limit: 500 }));

describe('webhooks', () => {
  it('are told in order what happens to a deal, signed, with ids and states alone', async () => {
    const { endpoint, secret } = await listening();
    const { deal, id, hash } = await submitted();
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: 'Good customer' } as const;
    await offers.approvals.decide(as('mia'), decision);
    await look();
    const told = receiver.told.map(({ body }) => JSON.parse(body) as { type: string; data: object });
    expect(told.map(({ type }) => type)).toEqual([
      'approval.submitted',
      'approval.needs_decision',
      'approval.changed',
      'approval.approved',
    ]);
    expect(told[1]?.data).toMatchObject({
      deal,
      request: id,
      standing: 'PENDING',
      level: 'manager',
      people: ['mia'],
    });
    expect(receiver.told.map(({ body }) => body).join()).not.toMatch(/deal\.discount|15 ?%|Good customer/);
    expect(new Set(receiver.told.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    for (const each of receiver.told)
      expect([await verified(each, secret ?? ''), await verified(each, `whsec_${btoa('another')}`)]).toEqual([
        true,
        false,
      ]);
    await look();
    expect(receiver.told).toHaveLength(4);
    expect((await deliveries(endpoint.id)).map(({ state }) => state)).toEqual(Array(4).fill('delivered'));
  });

  it('are told of the events alone that they asked for, and nothing of what was before them', async () => {
    await submitted();
    await listening('', ['approval.rejected']);
    const { id, hash } = await submitted();
    const decision = { request: id, step: 0, decision: 'reject', hash, reason: 'No' } as const;
    await offers.approvals.decide(as('mia'), decision);
    await look();
    expect(receiver.told.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'approval.rejected',
    ]);
  });

  it('are told nothing of a change that was not committed', async () => {
    await listening();
    const { id, hash } = await submitted();
    await look();
    receiver.clear();
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    expect(await codeOf(offers.approvals.decide(as('kim'), decision))).toBe('APPROVAL_NOT_ASKED');
    await look();
    expect(receiver.told).toEqual([]);
  });

  it('get a message again by the same name until they take it', async () => {
    receiver.answers = [500, 302];
    const { endpoint } = await listening('', ['approval.submitted']);
    await submitted();
    for (let times = 0; times < 3; times += 1) await look();
    const ids = receiver.told.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([3, 1]);
    expect(await deliveries(endpoint.id)).toMatchObject([
      { state: 'delivered', attempts: 3, lastStatus: 200 },
    ]);
  });

  it('are given up after the last attempt, told as failed, and sent to again when somebody asks', async () => {
    receiver.answers = [500, 500, 500];
    const { endpoint } = await listening('', ['approval.submitted']);
    await submitted();
    for (let times = 0; times < 5; times += 1) await look();
    const [failed] = await deliveries(endpoint.id);
    expect(failed).toMatchObject({ state: 'failed', attempts: 3, lastFault: 'It answered 500.' });
    expect(await webhooks.one(admin, endpoint.id)).toMatchObject({ waiting: 0, failed: 1 });
    await webhooks.sendAgain(admin, endpoint.id, failed?.id ?? '');
    expect(await codeOf(webhooks.sendAgain(admin, endpoint.id, failed?.id ?? ''))).toBe('WEBHOOK_DELIVERY');
    await look();
    expect(await deliveries(endpoint.id)).toMatchObject([{ id: failed?.id, state: 'delivered' }]);
    expect(new Set(receiver.told.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('wait longer after each attempt', async () => {
    receiver.answers = [500];
    const { endpoint } = await listening('', ['approval.submitted']);
    await submitted();
    const patient = sender({ waits: [600] });
    for (let times = 0; times < 3; times += 1) await look(patient);
    const [waiting] = await deliveries(endpoint.id);
    expect([receiver.told.length, waiting?.state, waiting?.attempts]).toEqual([1, 'waiting', 1]);
    expect(Date.parse(waiting?.nextAt ?? '') - Date.now()).toBeGreaterThan(500_000);
  });

  it('lose nothing and get nothing under two names when a process is killed in the middle', async () => {
    const { endpoint } = await listening('', ['approval.submitted']);
    for (let count = 0; count < 5; count += 1) await submitted();
    // A process that sent what it took and never wrote that down.
    receiver.answers = Array(5).fill('hang');
    await look(sender({ patience: 200, waits: [3_600] }));
    await age(endpoint.id);
    const before = receiver.told.map(({ headers }) => String(headers['webhook-id']));
    await look();
    const all = receiver.told.map(({ headers }) => String(headers['webhook-id']));
    expect(new Set(all)).toEqual(new Set(before));
    expect((await deliveries(endpoint.id)).map(({ state }) => state)).toEqual(Array(5).fill('delivered'));
  });

  it('get each message once from several processes that look at once', async () => {
    const { endpoint } = await listening();
    for (let count = 0; count < 10; count += 1) await submitted();
    await Promise.all([look(), look(), look()]);
    await look();
    const ids = receiver.told.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([20, 20]);
    expect((await deliveries(endpoint.id)).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it('are held up by no other that is slow or dead', async () => {
    const slow = await listening('hang', ['approval.submitted']);
    const dead = await webhooks.add(admin, {
      url: 'http://127.0.0.1:1/',
      description: 'dead',
      events: ['approval.submitted'],
    });
    const { endpoint } = await listening('', ['approval.submitted']);
    for (let count = 0; count < 3; count += 1) await submitted();
    const by = sender({ patience: 3_000, waits: [600] });
    await by.look();
    const begun = performance.now();
    while ((await webhooks.one(admin, endpoint.id)).delivered < 3 && performance.now() - begun < 2_500)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await webhooks.one(admin, endpoint.id)).toMatchObject({ delivered: 3 });
    expect(await webhooks.one(admin, slow.endpoint.id)).toMatchObject({ delivered: 0, waiting: 3 });
    await by.stop();
    expect(await deliveries(dead.endpoint.id)).toMatchObject(
      [1, 2, 3].map(() => ({ lastFault: 'It could not be reached (ECONNREFUSED).' })),
    );
    expect((await deliveries(slow.endpoint.id))[0]?.lastFault).toMatch(/did not answer/);
  }, 60_000);

  it('are signed by the old secret and the new one while they change, and by the new one alone after that', async () => {
    const { endpoint, secret: old } = await listening('', ['approval.submitted']);
    const { secret: fresh } = await webhooks.rotate(admin, endpoint.id, 1);
    await submitted();
    await look();
    const [both] = receiver.told;
    expect([await verified(both, old ?? ''), await verified(both, fresh ?? '')]).toEqual([true, true]);
    const { secret: last } = await webhooks.rotate(admin, endpoint.id, 0);
    receiver.clear();
    await submitted();
    await look();
    const [one] = receiver.told;
    const by = [old, fresh, last].map((secret) => verified(one, secret ?? ''));
    expect(await Promise.all(by)).toEqual([false, false, true]);
  });

  it('keep their secret out of the audit and of every answer but the first', async () => {
    const { endpoint, secret } = await listening();
    const rows = await database.reading(admin, (tx) =>
      tx.query<{ said: string }>('select row_to_json(e)::text as said from audit_entry e'),
    );
    expect(rows.map(({ said }) => said).join()).not.toContain(secret);
    expect(JSON.stringify(await webhooks.one(admin, endpoint.id))).not.toContain('whsec');
  });

  it('are there for no statement of somebody who sees less than everything, and their secret for none but the sender’s', async () => {
    const system = { id: 'sys', name: 'System', sight: NOTHING };
    const added = await webhooks.add(system, {
      url: `${receiver.url}/sys`,
      description: 'sys',
      events: ['approval.submitted'],
    });
    expect((await webhooks.list(system)).map(({ id }) => id)).toContain(added.endpoint.id);
    await submitted();
    await look();
    expect(await verified(receiver.told[0], added.secret ?? '')).toBe(true);
    const page = await new WebhookListService(database).page(
      system,
      { webhook: added.endpoint.id, state: null },
      { first: 5, after: null } as PageArgs,
    );
    expect(page.nodes).toHaveLength(1);
    const rows = (actor: Actor, sql: string): Promise<object[]> =>
      database.reading(actor, (tx) => tx.query(sql));
    for (const table of ['webhook_endpoint', 'webhook_delivery', 'webhook_secret'])
      expect([table, await rows(system, `select from ${table}`)]).toEqual([table, []]);
    await expect(rows(admin, 'select secret from webhook_secret')).rejects.toMatchObject({ code: '42501' });
    expect(await rows(admin, `select webhook_signing('${added.endpoint.id}')`)).toEqual([]);
  });

  it('go to addresses of the public internet alone, and over http alone', async () => {
    const closed = sender({ allowPrivate: false, waits: [] });
    const { endpoint } = await listening('', ['approval.submitted']);
    await submitted();
    await look(closed);
    expect(receiver.told).toEqual([]);
    expect(await deliveries(endpoint.id)).toMatchObject([
      { state: 'failed', lastFault: '127.0.0.1 is no address of the public internet.' },
    ]);
    for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'http://a:b@example.com/', 'nonsense', ''])
      expect([
        url,
        await codeOf(webhooks.add(admin, { url, description: '', events: ['approval.approved'] })),
      ]).toEqual([url, 'WEBHOOK_ADDRESS']);
  });

  it('are told nothing while they are disabled, also later', async () => {
    const { endpoint } = await listening();
    await webhooks.change(admin, endpoint.id, { isDisabled: true });
    await submitted();
    await look();
    await webhooks.change(admin, endpoint.id, { isDisabled: false });
    await look();
    expect(receiver.told).toEqual([]);
    await submitted();
    await look();
    expect(receiver.told).toHaveLength(2);
  });
});

/** Lets what was taken and not written down be due again, as it is after the lease ran out. */
async function age(endpoint: string): Promise<void> {
  await database.inTransaction(admin, (tx) =>
    tx.query(
      `update webhook_delivery set next_at = clock_timestamp(), leased_until = clock_timestamp() - interval '1 second' where endpoint = $1 and state = 'waiting'`,
      [endpoint],
    ),
  );
}
