import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import { replay } from '../../../engine/approvals/request/apply.js';
import type { RequestEvent } from '../../../engine/approvals/request/events.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import { readRequests } from '../store/read-requests.js';

const database = testDatabase();
const offers = new Offers(database);
const HOUR = 3_600_000;

const { approvals, time } = offers;
beforeAll(() => offers.open(), 60_000);

async function submitted(deal: string, discount: string): Promise<Request> {
  offers.ahead = 0;
  await offers.tell(offer(deal, { discount }));
  return await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

async function kept({ id }: Request): Promise<{ request: Request; events: readonly RequestEvent[] }> {
  const [stored] = await database.reading(as('ana'), (tx) => readRequests(tx, [id]));
  const events = stored?.events ?? [];
  return { request: replay(events, id) as Request, events };
}

const happened = async (request: Request): Promise<string[]> =>
  (await kept(request)).events.map(({ event, actor }) => `${event} ${actor}`);

async function asked(request: Request): Promise<unknown> {
  const { standing, steps } = (await kept(request)).request;
  return [standing, ...steps.map((step) => `${step.standing} ${step.people.join(' ')}`)];
}

async function entries(): Promise<number> {
  const [row] = await database.reading(as('ana'), (tx) =>
    tx.query<{ count: number }>('select count(*)::int as count from audit_entry'),
  );
  return row?.count ?? 0;
}

const approve = ({ id, hash }: Request, person: string): Promise<unknown> =>
  approvals.decide(as(person), { request: id, step: 0, decision: 'approve', hash, reason: null });

describe('time', () => {
  it('asks whoever a late step goes to, once, and leaves alone what is not due', async () => {
    const request = await submitted('T1', '15%');
    expect(await time.look()).toBe(0);
    expect(await asked(request)).toEqual(['PENDING', 'REQUESTED mia']);
    offers.ahead = 2 * HOUR;
    expect(await time.look()).toBe(1);
    expect(await asked(request)).toEqual(['PENDING', 'REQUESTED dan']);
    expect((await happened(request)).at(-1)).toBe('SLA_BREACH TIME');
    const before = await entries();
    expect(await time.look()).toBe(0);
    await approvals.tend({ id: 'time' }, request.id);
    expect(await entries()).toBe(before);
    expect(await codeOf(approve(request, 'mia'))).toBe('APPROVAL_NOT_ASKED');
    await approve(request, 'dan');
    expect((await kept(request)).request.standing).toBe('APPROVED');
  });

  it('lets a request expire where nobody is left to ask, and approves nothing', async () => {
    await offers.publish(MATRIX.replace('late-goes-to: director', 'late-goes-to: nobody'));
    const request = await submitted('T2', '15%');
    await offers.publish(MATRIX);
    offers.ahead = 2 * HOUR;
    expect(await time.look()).toBe(1);
    expect(await asked(request)).toEqual(['EXPIRED', 'EXPIRED mia']);
    expect(await codeOf(approve(request, 'mia'))).toBe('APPROVAL_NOT_OPEN');
  });

  it('lets an approval run out on its day, and not before', async () => {
    const request = await submitted('T3', '15%');
    await approve(request, 'mia');
    offers.ahead = 59 * 24 * HOUR;
    await time.look();
    expect((await kept(request)).request.standing).toBe('APPROVED');
    offers.ahead = 61 * 24 * HOUR;
    await time.look();
    expect((await kept(request)).request.standing).toBe('EXPIRED');
    expect((await happened(request)).at(-1)).toBe('VALIDITY_PASSED TIME');
  });

  it('of several looks at once, and of a look and a decision, one tells', async () => {
    for (let round = 0; round < 5; round += 1) {
      const request = await submitted(`T4-${round}`, '15%');
      offers.ahead = 2 * HOUR;
      const [decided] = await Promise.all([codeOf(approve(request, 'mia')), time.look(), time.look()]);
      const events = await happened(request);
      const passedOn = events.filter((event) => event.startsWith('SLA_BREACH'));
      expect([decided, passedOn.length, (await kept(request)).request.standing]).toEqual(
        decided === 'done' ? ['done', 0, 'APPROVED'] : ['APPROVAL_NOT_ASKED', 1, 'PENDING'],
      );
    }
  });

  it('follows a deal that changed meanwhile, by what it is now', async () => {
    const request = await submitted('T5', '15%');
    await offers.tell(offer('T5', { discount: '5%', revision: 2 }));
    offers.ahead = 2 * HOUR;
    await time.look();
    expect((await kept(request)).request.standing).toBe('SUPERSEDED');
  });

  it.each([
    ['lost', { standing: 'lost' }],
    ['withdrawn', { withdrawn: true }],
  ] as const)(
    'closes requests of a deal that is %s, open or approved, and lets nobody decide them',
    async (how, now) => {
      const told = (deal: string): Told => {
        const { columns, ...rest } = offer(deal, { discount: '15%', revision: 2, ...now });
        return { ...rest, columns, withdrawn: how === 'withdrawn' };
      };
      const [asks, recalled, left, approved] = [`${how} 1`, `${how} 2`, `${how} 3`, `${how} 4`];
      const requests = await Promise.all(
        [asks, recalled, left, approved].map((deal) => submitted(deal, '15%')),
      );
      const [first, second, third, fourth] = requests as [Request, Request, Request, Request];
      await approve(fourth, 'mia');
      await offers.tell(...[asks, recalled, left, approved].map(told));
      expect(await codeOf(approve(first, 'mia'))).toBe('APPROVAL_NOT_OPEN');
      expect(await codeOf(approvals.recall(as('ana'), second.id))).toBe('APPROVAL_NOT_OPEN');
      for (const request of [first, second]) {
        expect(await asked(request)).toEqual(['CANCELLED', 'CANCELLED mia']);
        expect((await happened(request)).at(-1)).toBe('DEAL_CLOSED_LOST AUTO_LOST');
      }
      expect(await time.look()).toBe(2);
      expect(await asked(third)).toEqual(['CANCELLED', 'CANCELLED mia']);
      expect(await asked(fourth)).toEqual(['CANCELLED', 'APPROVED mia']);
      expect(await codeOf(approve(third, 'mia'))).toBe('APPROVAL_NOT_OPEN');
      expect(await time.look()).toBe(0);
    },
  );

  it('looks by itself until it is stopped', async () => {
    const request = await submitted('T6', '15%');
    offers.ahead = 2 * HOUR;
    time.start();
    await time.stop();
    expect(await asked(request)).toEqual(['PENDING', 'REQUESTED dan']);
  });
});
