import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ApprovalsService } from '../../src/modules/approvals/approvals.service.js';
import { UsersService } from '../../src/modules/access/users.service.js';
import type { Request } from '../../src/engine/approvals/request/state.js';
import { COMMAND_LINE } from '../support/actors/access.js';
import { personaApi } from '../support/api/api.js';
import { seedApprovals } from '../support/api/approving.js';
import { canariesOf, createUsers, seedCompany, type Login } from '../support/api/company.js';
import { listen } from '../support/api/asking/listening.js';
import { Socket } from '../support/api/asking/socket.js';
import { as } from '../support/approvals/offers.js';
import { testDatabase } from '../support/database.js';
import { tell } from '../support/small-company.js';

const database = testDatabase();
beforeAll(async () => {
  await seedCompany(database);
  await seedApprovals(database);
}, 60_000);
const [api, other] = [personaApi(database), personaApi(database)];
const urls: string[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  await createUsers(api.server);
  urls.push(await listen(api.server), await listen(other.server));
}, 60_000);

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

const FOLLOW = `subscription ($of: ApprovalChangesOf, $deal: String, $since: String) {
  approvalChanged(of: $of, deal: $deal, since: $since) { position request { deal standing } events { event actor } } }`;

interface Change {
  readonly position: string;
  readonly request: { readonly deal: string; readonly standing: string };
  readonly events: readonly { readonly event: string }[];
}

/** Follows as somebody, over the first or the second process of the API. */
async function following(login: string, variables: object = {}, at = 0): Promise<() => Change[]> {
  const socket = new Socket(urls[at] ?? '');
  sockets.push(socket);
  await socket.begin(await (at === 0 ? api : other).token(login));
  await socket.subscribe('1', FOLLOW, variables);
  return () =>
    socket.messages
      .filter(({ type }) => type === 'next')
      .map(({ payload }) => (payload as { data: { approvalChanged: Change } }).data.approvalChanged);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 300 && !holds(); tries += 1) await pause(25);
  expect(holds()).toBe(true);
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
const dealOf = (number: number): string => canariesOf(number)['deal'] ?? '';
const approvals = (): ApprovalsService => api.server.get(ApprovalsService);

/** Takes the request of a seller back and submits the deal anew; the new request. */
async function again(number: number): Promise<Request> {
  const seller = as(`seller-${number}`);
  const open = await openOf(dealOf(number));
  if (open) await approvals().recall(seller, open);
  return await approvals().submit(seller, { deal: dealOf(number), matrix: null, seen: null });
}

async function openOf(deal: string): Promise<string | undefined> {
  const [row] = await database.reading(as('x'), (tx) =>
    tx.query<{ id: string }>('select id from approval_request where deal = $1 and ended_at is null', [deal]),
  );
  return row?.id;
}

const short = ({ request: { deal, standing }, events }: Change): string =>
  `${deal} ${standing}: ${events.map(({ event }) => event).join(' ')}`;

describe('approvalChanged', () => {
  it('tells each change once and in order, through whichever process of the API somebody follows', async () => {
    const told = [await following('finance'), await following('finance', {}, 1)];
    await pause(300);
    const { id, hash } = await again(1);
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    await approvals().decide(as('manager-1'), decision);
    const wanted = (changes: Change[]): string[] =>
      changes.map(({ events }) => events.map(({ event }) => event).join(' '));
    for (const changes of told) {
      await until(() => changes().length === 3);
      expect(wanted(changes())).toEqual([
        expect.stringContaining('RECALL'),
        expect.stringContaining('SUBMIT EVALUATED GATE_OPEN'),
        expect.stringContaining('APPROVE STEP_APPROVED'),
      ]);
      const places = changes().map(({ position }) => Number(position));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  });

  it('goes on after a break from the position that was told last, and misses nothing', async () => {
    const first = await following('finance', { deal: dealOf(2) });
    await pause(300);
    await again(2);
    await until(() => first().length === 2);
    for (const socket of sockets.splice(0)) socket.close();
    await again(2);
    const next = await following('finance', { deal: dealOf(2), since: first().at(-1)?.position }, 1);
    await until(() => next().length === 2);
    expect(next().map(({ events }) => events.at(-1)?.event)).toEqual(['RECALL', 'GATE_OPEN']);
    expect(Number(next()[0]?.position)).toBeGreaterThan(Number(first().at(-1)?.position));
  });

  it('tells everybody of what they may see and nobody of anything else', async () => {
    const logins: readonly Login[] = ['finance', 'comp-admin', 'auditor', 'team-manager', 'a-rep'];
    const all = new Map<string, () => Change[]>();
    for (const login of logins) all.set(login, await following(login));
    await pause(300);
    // Of seller-0, who is a-rep and reports to manager-0; of seller-1, who reports to another.
    await again(0);
    await again(1);
    const own = [`${dealOf(0)}`];
    await until(() => (all.get('auditor')?.() ?? []).length >= 4);
    await pause(900);
    const dealsSeen = (login: string): string[] => [
      ...new Set((all.get(login)?.() ?? []).map(({ request }) => request.deal)),
    ];
    for (const login of ['finance', 'comp-admin', 'auditor'])
      expect([login, dealsSeen(login)]).toEqual([login, [dealOf(0), dealOf(1)]]);
    expect(dealsSeen('a-rep')).toEqual(own);
    expect(dealsSeen('team-manager')).toEqual(own);
    const refused = new Socket(urls[0] ?? '');
    sockets.push(refused);
    await refused.begin(await api.token('system-admin'));
    await refused.subscribe('1', FOLLOW);
    await until(() => refused.messages.some(({ id }) => id === '1'));
    expect(JSON.stringify(refused.messages)).toContain('NOT_ALLOWED');
  });

  it('tells of mine, of my team and of one deal alone', async () => {
    const [mine, team, one] = [
      await following('team-manager', { of: 'MINE' }),
      await following('a-rep', { of: 'TEAM' }),
      await following('finance', { deal: dealOf(3) }),
    ];
    await pause(300);
    await again(0);
    await again(4);
    await again(3);
    await until(() => mine().length > 0 && team().length > 0 && one().length > 0);
    await pause(600);
    // The manager of seller-0 approved before: that carries, and the director is asked.
    expect(new Set(mine().map(({ request }) => request.deal))).toEqual(new Set([dealOf(4)]));
    expect(new Set(team().map(({ request }) => request.deal))).toEqual(new Set([dealOf(0)]));
    expect(new Set(one().map(({ request }) => request.deal))).toEqual(new Set([dealOf(3)]));
    expect(one().map(short)).toEqual([
      expect.stringContaining('RECALL'),
      expect.stringContaining('GATE_OPEN'),
    ]);
  });

  it('stops telling who loses the role meanwhile', async () => {
    const users = api.server.get(UsersService);
    await users.add(COMMAND_LINE, {
      login: 'loses',
      name: 'loses',
      roles: ['finance'],
    });
    const told = await following('loses');
    await pause(300);
    await again(4);
    await until(() => told().length === 2);
    const user = (await users.list(COMMAND_LINE)).find(({ login }) => login === 'loses');
    await users.revokeRole(COMMAND_LINE, user?.grants[0]?.id ?? '');
    await pause(1_500);
    await again(4);
    await pause(900);
    expect(told()).toHaveLength(2);
  });

  it('refuses a position that is none', async () => {
    const socket = new Socket(urls[0] ?? '');
    sockets.push(socket);
    await socket.begin(await api.token('finance'));
    await socket.subscribe('1', FOLLOW, { since: 'yesterday' });
    await until(() => socket.messages.some(({ id }) => id === '1'));
    expect(JSON.stringify(socket.messages)).toContain('BAD_CURSOR');
  });
});

describe('dealChanged', () => {
  it('tells of deals as they change to who may see them', async () => {
    const follow =
      'subscription ($deal: String) { dealChanged(deal: $deal) { position id deal { id seller } } }';
    const heard = new Map<string, Socket>();
    for (const login of ['finance', 'a-rep', 'team-manager']) {
      const socket = new Socket(urls[1] ?? '');
      sockets.push(socket);
      await socket.begin(await other.token(login));
      await socket.subscribe('1', follow);
      heard.set(login, socket);
    }
    await pause(300);
    for (const seller of ['seller-0', 'seller-1'])
      await tell(database, [
        {
          table: 'deal',
          id: `told-of-${seller}`,
          revision: 1,
          columns: {
            seller,
            account: null,
            currency: 'USD',
            offered_on: '2026-03-05',
            standing: 'open',
            attributes: '{}',
          },
        },
      ]);
    const ids = (login: string): unknown[] =>
      (heard.get(login)?.messages ?? [])
        .filter(({ type }) => type === 'next')
        .map(({ payload }) => (payload as { data: { dealChanged: { id: string } } }).data.dealChanged.id);
    await until(() => ids('finance').length === 2);
    await pause(600);
    expect(ids('finance')).toEqual(['told-of-seller-0', 'told-of-seller-1']);
    expect(ids('a-rep')).toEqual(['told-of-seller-0']);
    expect(ids('team-manager')).toEqual(['told-of-seller-0']);
  });
});
