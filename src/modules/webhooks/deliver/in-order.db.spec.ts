import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { as, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { Receiver } from '../../../../test/support/webhooks/receiver.js';
import { WebhooksService } from '../webhooks.service.js';
import { WEBHOOK_EVENTS } from '../events.js';
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

let endpoint = '';
let deals = 0;

beforeEach(async () => {
  receiver.clear();
  for (const { id } of await webhooks.list(admin)) await webhooks.change(admin, id, { isDisabled: true });
  const url = `${receiver.url}/${deals}`;
  endpoint = (await webhooks.add(admin, { url, description: '', events: WEBHOOK_EVENTS })).endpoint.id;
});

/** Submits a deal, which makes two messages, and has it approved, which makes two more. */
async function submitted(): Promise<{ readonly deal: string; approve(): Promise<void> }> {
  const deal = `T${(deals += 1)}`;
  await offers.tell(offer(deal, { discount: '15%' }));
  const { id, hash } = await offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
  const decision = { request: id, step: 0, decision: 'approve', hash, reason: 'Good' } as const;
  return { deal, approve: async () => void (await offers.approvals.decide(as('mia'), decision)) };
}

async function look(settings: Partial<WebhookSender['settings']> = {}): Promise<void> {
  const by = new WebhookSender(database);
  by.settings = { ...by.settings, waits: [600], allowPrivate: true, ...settings };
  await by.look();
  await by.settled();
}

const itIsTime = (): Promise<unknown> =>
  database.inTransaction(admin, (tx) =>
    tx.query(
      `update webhook_delivery set next_at = clock_timestamp() where endpoint = $1 and state = 'waiting'`,
      [endpoint],
    ),
  );

/** What came, as the deal and the number of the event, with the answer it got where that was none of 200. */
const came = (answers: readonly number[] = []): string[] =>
  receiver.told.map(({ body }, at) => {
    const { data } = JSON.parse(body) as { data: { deal: string; sequence: number } };
    const answer = answers[at] ?? 200;
    return `${data.deal} ${data.sequence}${answer === 200 ? '' : ` ${answer}`}`;
  });

describe('messages of one deal', () => {
  it('wait for the one ahead of them that is to be tried again, while those of other deals go on', async () => {
    const first = await submitted();
    receiver.answers = [503];
    await look();
    expect(came([503])).toEqual([`${first.deal} 1 503`]);
    await first.approve();
    const other = await submitted();
    receiver.clear();
    await look();
    const told = came();
    expect(told.length).toBeGreaterThan(1);
    expect(told.every((each) => each.startsWith(`${other.deal} `))).toBe(true);
    receiver.clear();
    await itIsTime();
    await look();
    const after = came().map((each) => Number(each.split(' ')[1]));
    expect(after.length).toBeGreaterThan(3);
    expect(after).toEqual([...after].sort((a, b) => a - b));
  });

  it('go on where the one ahead of them was given up', async () => {
    const { deal } = await submitted();
    receiver.answers = [503];
    await look({ waits: [] });
    const told = came([503]);
    expect(told[0]).toBe(`${deal} 1 503`);
    expect(told.length).toBeGreaterThan(1);
    expect(await webhooks.one(admin, endpoint)).toMatchObject({ failed: 1, waiting: 0 });
  });

  it('wait for one that another process has under way', async () => {
    await submitted();
    receiver.answers = ['hang'];
    const slow = look({ patience: 600 });
    while (receiver.told.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await look();
    expect(receiver.told).toHaveLength(1);
    await slow;
    await itIsTime();
    await look();
    expect(came().length).toBeGreaterThan(2);
  });

  it('are taken in their order from several processes at once, however often they fail', async () => {
    const made = await Promise.all([submitted(), submitted(), submitted(), submitted(), submitted()]);
    for (const { approve } of made) await approve();
    const answers = Array.from({ length: 30 }, (_, at) => (at % 3 === 0 ? 503 : 200));
    receiver.answers = [...answers];
    const waits = Array<number>(40).fill(0);
    for (let round = 0; round < 20; round += 1) await Promise.all([1, 2, 3].map(() => look({ waits })));
    expect(await webhooks.one(admin, endpoint)).toMatchObject({ waiting: 0, failed: 0 });
    const taken = came(answers).filter((each) => !each.endsWith(' 503'));
    expect(came(answers).length).toBeGreaterThan(taken.length);
    for (const { deal } of made) {
      const own = taken
        .filter((each) => each.startsWith(`${deal} `))
        .map((each) => Number(each.split(' ')[1]));
      expect(own.length).toBeGreaterThan(3);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });
});
