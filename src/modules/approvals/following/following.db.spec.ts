import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  as,
  codeOf,
  MATRIX,
  member,
  offer,
  Offers,
  standsIn,
} from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, type Told } from '../../../../test/support/small-company.js';
import type { Request } from '../../../engine/approvals/request/state.js';
import type { Actor } from '../../../platform/database/database.js';
import type { Viewer } from '../../../platform/identity/viewer.js';
import { Logger } from '../../../platform/process/logging.js';
import { ApprovalsService } from '../approvals.service.js';
import { readRequests } from '../store/read-requests.js';
import { FollowingService } from './following.service.js';

const database = testDatabase();
const offers = new Offers(database);
const { approvals, following, list, time } = offers;
const DAY = 86_400_000;
beforeAll(() => offers.open(), 60_000);
afterEach(() => {
  jest.restoreAllMocks();
  offers.ahead = 0;
});

async function submitted(deal: string, discount: string, margin = '45%'): Promise<Request> {
  await offers.tell(offer(deal, { discount, margin }));
  return await approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

async function stands({ id }: Pick<Request, 'id'>): Promise<string> {
  const [found] = await database.reading(ACTOR, (tx) => readRequests(tx, [id]));
  const steps = found?.request.steps.map(({ standing, people }) => ` ${standing} ${people.join(' ')}`);
  return [found?.request.standing, ...(steps ?? [])].join();
}

/** Somebody who sees what they take part in alone. */
const ownSight = (id: string): Viewer => ({ ...as(id), sees: () => 'own' }) as unknown as Viewer;

async function inboxOf(person: string): Promise<(string | undefined)[]> {
  const filter = { of: 'mine', deal: null, standing: null } as const;
  const { nodes } = await list.page(ownSight(person), filter, { first: 50, after: null });
  return nodes.map(({ deal }) => deal);
}

const approve = ({ id, hash }: Request, person: string): Promise<Request> =>
  approvals.decide(ownSight(person), { request: id, step: 0, decision: 'approve', hash, reason: null });

function participant(id: string, leftOn: string | null, revision: number): Told {
  return { table: 'participant', id, revision, columns: { name: id, attributes: '{}', left_on: leftOn } };
}

async function waiting(): Promise<{ request: string; failed: boolean }[]> {
  return await database.reading(ACTOR, (tx) =>
    tx.query('select request, failed from request_to_tend order by request'),
  );
}

describe('open requests', () => {
  it('ask who takes the place of an approver who left, and are in the inbox of these', async () => {
    const request = await submitted('P1', '5%', '30%');
    expect(await stands(request)).toBe('PENDING, REQUESTED kim lou max');
    expect(await codeOf(approve(request, 'ben'))).toBe('REQUEST_UNKNOWN');
    await offers.tell(
      member('desk', 'kim', { revision: 2, withdrawn: true }),
      member('desk', 'lou', { revision: 2, withdrawn: true }),
      member('desk', 'ben'),
    );
    expect(await time.look()).toBe(1);
    expect(await stands(request)).toBe('PENDING, REQUESTED ben max');
    expect([await inboxOf('ben'), await inboxOf('kim')]).toEqual([['P1'], []]);
    expect(await codeOf(approve(request, 'kim'))).toBe('REQUEST_UNKNOWN');
    await approve(request, 'ben');
    expect((await approve(request, 'max')).standing).toBe('APPROVED');
    await offers.tell(
      member('desk', 'kim', { revision: 3 }),
      member('desk', 'lou', { revision: 3 }),
      member('desk', 'ben', { revision: 2, withdrawn: true }),
    );
    expect(await time.look()).toBe(0);
  });

  it('are evaluated again, or hold no longer, once their deal is told with other terms', async () => {
    const [open, free, same] = [
      await submitted('D1', '15%'),
      await submitted('D2', '5%'),
      await submitted('D3', '15%'),
    ];
    const told = (deal: string, discount: string): Told => offer(deal, { discount, revision: 2 });
    await offers.tell(told('D1', '35%'), told('D2', '35%'), told('D3', '15%'));
    expect(await time.look()).toBe(2);
    const standings = await Promise.all([open, free, same].map((each) => stands(each)));
    expect(standings).toEqual(['SUPERSEDED, CANCELLED mia', 'STALE', 'PENDING, REQUESTED mia']);
    expect(await inboxOf('dan')).toEqual([]);
    expect(await inboxOf('mia')).toEqual(['D1', 'D3']);
    expect(await time.look()).toBe(0);
  });

  it('follow who may sign in no more', async () => {
    const request = await submitted('U1', '15%');
    await time.look();
    const change = { action: 'user.disable', subject: 'user mia' };
    const user = '00000000-0000-4000-8000-000000000001';
    const sign = (disabled: boolean): Promise<unknown> =>
      database.change(ACTOR, change, async (tx) => {
        await tx.query(
          `insert into kicker_user (user_id, login, name, participant, entry) values ($1, 'mia', 'mia', 'mia', $2) on conflict do nothing`,
          [user, tx.entry],
        );
        await tx.query('update kicker_user set disabled = $2 where user_id = $1', [user, disabled]);
        return { result: null };
      });
    await sign(true);
    await time.look();
    expect(await stands(request)).toBe('EVALUATION_FAILED, CANCELLED mia');
    await sign(false);
  });

  it('follow what comes into force on a day, when that day begins', async () => {
    const request = await submitted('Y1', '5%', '30%');
    const leaves = new Date(Date.now() + 5 * DAY).toISOString().slice(0, 10);
    await offers.tell(participant('kim', leaves, 2));
    await time.look();
    expect(await stands(request)).toBe('PENDING, REQUESTED kim lou max');
    offers.ahead = 7 * DAY;
    await time.look();
    expect(await stands(request)).toBe('PENDING, REQUESTED lou max');
    offers.ahead = 0;
    await offers.tell(participant('kim', null, 3));
    await time.look();
    expect(await stands(request)).toBe('PENDING, REQUESTED kim lou max');
  });

  it('are what a refused decision says of them: nobody is left, and it stays so', async () => {
    const request = await submitted('N1', '15%');
    await time.look();
    await offers.tell(participant('mia', '2021-01-01', 2));
    await expect(
      approvals.decide(as('mia'), {
        request: request.id,
        step: 0,
        decision: 'approve',
        hash: request.hash,
        reason: null,
      }),
    ).rejects.toMatchObject({ message: 'The step is cancelled and the request evaluation_failed.' });
    expect(await stands(request)).toBe('EVALUATION_FAILED, CANCELLED mia');
    await offers.tell(participant('mia', null, 3));
    await time.look();
  });

  it('follow a deputy told and a deal that ends without a matrix, and nothing else', async () => {
    const request = await submitted('M1', '15%');
    await offers.publish(MATRIX.replace('from: 2020-01-01', 'from: 2020-01-01\nuntil: 2021-01-01'));
    await offers.tell(standsIn('mia', 'ben'), offer('M1', { discount: '15%', note: 'So', revision: 2 }));
    expect(await time.look()).toBe(0);
    await offers.tell(offer('M1', { discount: '35%', revision: 3 }));
    expect(await time.look()).toBe(1);
    expect(await stands(request)).toBe('SUPERSEDED, CANCELLED mia');
    await offers.publish(MATRIX);
    await offers.tell(standsIn('mia', 'ben', { revision: 2, withdrawn: true }));
    await time.look();
  });
});

describe('a look', () => {
  /** Tends, but fails at one request. */
  class Failing extends ApprovalsService {
    at = '';

    override async tend(actor: Actor, request: string): Promise<Request> {
      if (request === this.at) throw new Error('It cannot be tended.');
      return await super.tend(actor, request);
    }
  }

  it('is stopped by no request that fails, and tries it again', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const requests = [
      await submitted('F1', '15%'),
      await submitted('F2', '15%'),
      await submitted('F3', '15%'),
    ];
    await time.look();
    await offers.tell(...['F1', 'F2', 'F3'].map((deal) => offer(deal, { discount: '25%', revision: 2 })));
    const [broken] = requests as [Request];
    const failing = new Failing(offers.keeper);
    failing.at = broken.id;
    expect(await new FollowingService(offers.keeper, failing, offers.imports).look()).toBe(3);
    expect(logged).toHaveBeenCalledTimes(1);
    expect(await waiting()).toEqual([{ request: broken.id, failed: true }]);
    const after = await Promise.all(requests.map((each) => stands(each)));
    expect(after.map((each) => each.split(',')[0])).toEqual(['PENDING', 'SUPERSEDED', 'SUPERSEDED']);
    await following.look();
    expect([(await stands(broken)).split(',')[0], await waiting()]).toEqual(['SUPERSEDED', []]);
  });

  it('is one of several at once, and each request changes once', async () => {
    const deals = Array.from({ length: 12 }, (_, at) => `S${at}`);
    const requests = [];
    for (const deal of deals) requests.push(await submitted(deal, '15%'));
    await offers.tell(...deals.map((deal) => offer(deal, { discount: '35%', revision: 2 })));
    const others = [1, 2, 3].map(() => new FollowingService(offers.keeper, approvals, offers.imports));
    await Promise.all([...others, following].map((each) => each.look()));
    expect(await waiting()).toEqual([]);
    const counts = await database.reading(ACTOR, (tx) =>
      tx.query<{ count: number }>(
        'select count(*)::int as count from approval_request where deal = any($1::text[]) group by deal',
        [deals],
      ),
    );
    expect(counts.map(({ count }) => count)).toEqual(deals.map(() => 2));
  });

  it('is shared by all who tell something at once, and reads the deals of a page together', async () => {
    const deals = Array.from({ length: 12 }, (_, at) => `W${at}`);
    for (const deal of deals) await submitted(deal, '15%');
    await time.look();
    const read = jest.spyOn(offers.keeper.deals, 'readDeals');
    await offers.tell(participant('kim', null, 4));
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => following.look())))).toEqual(
      new Set([0]),
    );
    expect(read).toHaveBeenCalledTimes(1);
    expect(read.mock.calls[0]?.[2]).toEqual(expect.arrayContaining(deals));
    await offers.tell(...deals.map((deal) => offer(deal, { discount: '35%', revision: 2 })));
    expect(await Promise.all([following.look(), following.look()])).toEqual([12, 12]);
    expect(await waiting()).toEqual([]);
  });

  it('comes after each import, and after one that is taken back', async () => {
    const request = await submitted('I1', '15%');
    following.onModuleInit();
    const give = (kind: string, file: string): ReturnType<typeof offers.imports.importFile> =>
      offers.imports.importFile(ACTOR, {
        kind,
        source: 'crm',
        fileName: `${kind}.csv`,
        catalogue: null,
        open: async function* () {
          yield Buffer.from(file);
        },
      });
    const { entry, rejections } = await give('participants', 'participant,name,left\nmia,mia,2021-01-01\n');
    expect(rejections).toEqual([]);
    expect(await stands(request)).toBe('EVALUATION_FAILED, CANCELLED mia');
    await offers.imports.undoImport(ACTOR, entry ?? '');
    const again = await submitted('I2', '15%');
    expect(await stands(again)).toBe('PENDING, REQUESTED mia');
    await following.onModuleDestroy();
  });
});
