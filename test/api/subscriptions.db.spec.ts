import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { UsersService } from '../../src/modules/access/users.service.js';
import { JobsService } from '../../src/platform/jobs/jobs.service.js';
import { COMMAND_LINE } from '../support/actors/access.js';
import { personaApi } from '../support/api/api.js';
import { createUsers, viewerOf } from '../support/api/company.js';
import { listen } from '../support/api/listening.js';
import { Socket } from '../support/api/socket.js';
import { calculateSmallCompany } from '../support/api/small-company-calculated.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
beforeAll(() => calculateSmallCompany(database), 60_000);
const api = personaApi(database);
let url: string;
let sockets: Socket[] = [];

beforeAll(async () => {
  await createUsers(api.server);
  url = await listen(api.server);
});

afterEach(() => {
  for (const socket of sockets) socket.close();
  sockets = [];
});

function open(headers: Readonly<Record<string, string>> = {}): Socket {
  const socket = new Socket(url, headers);
  sockets.push(socket);
  return socket;
}

async function openAs(login: string): Promise<Socket> {
  const socket = open();
  await socket.begin(await api.token(login));
  expect(socket.messages).toMatchObject([{ type: 'connection_ack' }]);
  return socket;
}

async function cookieOf(login: string): Promise<string> {
  const { headers } = await request(url).post('/session').send({ login }).expect(204);
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

const FOLLOW = `subscription ($id: ID!) { jobProgress(id: $id) { id state step done of calculation { id state } postedLines } }`;

/** A job of a user's that goes on until it is let go. */
async function waitingJob(login: string): Promise<{ id: string; release: () => void }> {
  let release = (): void => undefined;
  const waits = new Promise<void>((resolve) => (release = resolve));
  const viewer = await viewerOf(api.server, login);
  const job = { kind: 'test', subject: 'waits' };
  const id = await api.server.get(JobsService).start(viewer, job, async () => await waits);
  return { id: `job_${id}`, release };
}

describe('subscriptions over a websocket', () => {
  it('are closed to who is not signed in, with 4403, whatever they give for a token', async () => {
    for (const token of [undefined, 'nonsense', 'a.b.c', '']) {
      const socket = open();
      await socket.begin(token);
      expect([token, await socket.closed, socket.messages]).toEqual([token, 4403, []]);
    }
  });

  it('are closed to who asks before they say who they are, and to who says nothing', async () => {
    const early = open();
    await early.subscribe('1', FOLLOW, { id: 'job_x' });
    expect(await early.closed).toBe(4401);
    const silent = open();
    expect(await silent.closed).toBe(4408);
  });

  it('take the cookie of a page of ours, and no other page’s', async () => {
    const cookie = await cookieOf('finance');
    const ours = open({ cookie, origin: url });
    await ours.begin();
    expect(ours.messages).toMatchObject([{ type: 'connection_ack' }]);
    for (const headers of [
      { cookie, origin: 'https://evil.example' },
      { cookie, origin: 'null' },
      { cookie, origin: url, 'sec-fetch-site': 'cross-site' },
    ]) {
      const theirs = open(headers);
      await theirs.begin();
      expect([headers.origin, await theirs.closed, theirs.messages]).toEqual([headers.origin, 4403, []]);
    }
  });

  it('are all that is asked there: questions and mutations go over HTTP, where their cost is judged', async () => {
    const socket = await openAs('finance');
    const asked = [
      '{ me { login } }',
      'mutation { periodClose(input: { idempotencyKey: "ws", period: "2026-Q1" }) { replayed } }',
      '{ __schema { types { name } } }',
      'subscription { jobProgres(id: "x") { id } }',
      'nonsense',
    ];
    for (const [place, query] of asked.entries()) await socket.subscribe(`${place}`, query);
    for (let tries = 0; tries < 100 && socket.messages.length < asked.length + 1; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const said = socket.messages.slice(1).sort((a, b) => Number(a.id) - Number(b.id));
    expect(said.map(({ type, id }) => `${id} ${type}`)).toEqual(asked.map((_, place) => `${place} error`));
    const codes = said.map(
      ({ payload }) => (payload as { extensions: { code: string } }[])[0]?.extensions.code,
    );
    expect(codes).toEqual([
      'BAD_REQUEST',
      'BAD_REQUEST',
      'BAD_REQUEST',
      'GRAPHQL_VALIDATION_FAILED',
      'GRAPHQL_PARSE_FAILED',
    ]);
    expect(JSON.stringify(said)).not.toContain('Did you mean');
  });

  it('tell how far a calculation is, what came of it, and that it ended', async () => {
    const socket = await openAs('finance');
    const { calculationStart } = await api.askAs<{ calculationStart: { job: { id: string } } }>(
      'finance',
      `mutation { calculationStart(input: { idempotencyKey: "followed" }) { job { id } } }`,
    );
    await socket.subscribe('1', FOLLOW, { id: calculationStart.job.id });
    expect(await socket.until('complete')).toMatchObject({ id: '1' });
    const told = socket.messages.filter(({ type }) => type === 'next').map(({ payload }) => payload);
    expect(told.at(-1)).toMatchObject({
      data: {
        jobProgress: { id: calculationStart.job.id, state: 'DONE', calculation: { state: 'COMPLETE' } },
      },
    });
  });

  it('show nobody another’s job, by whatever id', async () => {
    const { id, release } = await waitingJob('finance');
    for (const login of ['a-rep', 'team-manager', 'system-admin']) {
      const socket = await openAs(login);
      await socket.subscribe('1', FOLLOW, { id });
      await socket.until('complete');
      expect([login, socket.messages.map(({ type }) => type)]).toEqual([
        login,
        ['connection_ack', 'complete'],
      ]);
    }
    release();
  });

  it('are closed within five seconds to who is disabled meanwhile, and to whose role is revoked', async () => {
    const users = api.server.get(UsersService);
    const disabling = async (login: string): Promise<void> => void (await users.disable(COMMAND_LINE, login));
    const revoking = async (login: string): Promise<void> => {
      const user = (await users.list(COMMAND_LINE)).find((each) => each.login === login);
      await users.revokeRole(COMMAND_LINE, user?.grants[0]?.id ?? '');
    };
    for (const [login, end] of [
      ['leaves', disabling],
      ['loses', revoking],
    ] as const) {
      await users.add(COMMAND_LINE, { login, name: login, roles: ['finance'] });
      const { id, release } = await waitingJob(login);
      const socket = await openAs(login);
      await socket.subscribe('1', FOLLOW, { id });
      await socket.until('next');
      const begun = performance.now();
      await end(login);
      expect([login, await socket.closed]).toEqual([login, 4401]);
      expect(performance.now() - begun).toBeLessThan(5_000);
      release();
    }
  });
});
