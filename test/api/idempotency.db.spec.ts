import { beforeAll, describe, expect, it } from '@jest/globals';
import { isObjectType } from 'graphql';
import { WebhookSender } from '../../src/modules/webhooks/deliver/webhook-sender.service.js';
import type { Role } from '../../src/modules/access/access.service.js';
import { UsersService } from '../../src/modules/access/users.service.js';
import { COMMAND_LINE } from '../support/actors/access.js';
import { seeingAll } from '../support/actors/actor.js';
import type { Doing } from '../support/api/operations/act.js';
import { ACTS } from '../support/api/operations/acts.js';
import { personaApi } from '../support/api/api.js';
import { publishMatrix } from '../support/api/approving.js';
import {
  calculateAndSettle,
  createUsers,
  EACH_ROLE,
  seedCompany,
  type Login,
} from '../support/api/company.js';
import { APPROVING } from '../support/api/operations/approval-acts.js';
import { InProcess } from '../support/api/asking/in-process.js';
import { wholeOf } from '../support/api/operations/routes.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
beforeAll(async () => {
  await seedCompany(database);
  await publishMatrix(database);
  await calculateAndSettle(database);
}, 60_000);
const api = personaApi(database);
let asking: InProcess;

beforeAll(async () => {
  await createUsers(api.server);
  const more: readonly (readonly [string, Role])[] = [
    ['comp-admin-2', 'comp_admin'],
    ['system-admin-3', 'system_admin'],
  ];
  for (const [login, role] of more)
    await api.server.get(UsersService).add(COMMAND_LINE, { login, name: login, roles: [role] });
  for (const { login, role, participant } of APPROVING)
    await api.server.get(UsersService).add(COMMAND_LINE, { login, name: login, participant, roles: [role] });
  asking = new InProcess(api.server);
}, 60_000);

type Payload = Record<string, unknown> & {
  readonly replayed: boolean;
  readonly userErrors: readonly { code: string; path: string[]; message: string }[];
};

const typeOf = (mutation: string): string => {
  const type = asking.schema.getType('Mutation');
  return String(isObjectType(type) ? type.getFields()[mutation]?.args[0]?.type : '');
};

async function send(login: string, mutation: string, input: object): Promise<Payload> {
  const whole = wholeOf(asking.schema, { type: 'Mutation', field: mutation }, () => '$input');
  const query = `mutation ($input: ${typeOf(mutation)}) { ${whole} }`;
  return (await api.askAs<Record<string, Payload>>(login, query, { input }))[mutation] as Payload;
}

let keys = 0;
const newKey = (): string => `key ${(keys += 1)}`;

async function done(login: string, mutation: string, input: object): Promise<Payload> {
  const payload = await send(login, mutation, { ...input, idempotencyKey: newKey() });
  expect([mutation, payload.userErrors]).toEqual([mutation, []]);
  return payload;
}

async function sendWebhooks(): Promise<void> {
  const sender = new WebhookSender(database);
  sender.settings = { ...sender.settings, waits: [], patience: 500 };
  await sender.look();
  await sender.settled();
}

const doing: Doing = Object.assign(done, { sendWebhooks });

/** How many changes the audit has of a request of somebody's, and how many jobs it began. */
async function effects(login: string, key: string): Promise<{ entries: number; jobs: number }> {
  const id = await api.server.get(UsersService).idOf(login);
  const [row] = await database.inTransaction(seeingAll(id), (tx) =>
    tx.query<{ entries: number; jobs: number }>(
      `select (select count(*)::int from audit_entry where request = $1 and actor = $2) as entries,
         (select count(*)::int from api_request where key = $1 and actor = $2 and entry is null) as jobs`,
      [key, id],
    ),
  );
  return row ?? { entries: 0, jobs: 0 };
}

const once = (mutation: string): object =>
  mutation === 'calculationStart' ? { jobs: 1 } : { entries: 1, jobs: 0 };

/** What must be the same in every answer to one request; a job goes on meanwhile, and a secret is told once. */
function told({ job, ...payload }: Payload): object {
  return { ...payload, replayed: null, secret: null, job: (job as { id: string } | undefined)?.id };
}

const mutations = Object.entries(ACTS).map(([mutation, act], place) => ({
  mutation,
  ...act,
  from: place * 10,
}));

describe.each(mutations)('$mutation', ({ mutation, by, orBy, input, other, from }) => {
  it('is done once for its key, and for another body refused by the names of the fields', async () => {
    const key = newKey();
    const asked = { ...(await input(from + 0, doing, by)), idempotencyKey: key };
    const first = await send(by, mutation, asked);
    expect([first.userErrors, first.replayed]).toEqual([[], false]);
    expect(await effects(by, key)).toMatchObject(once(mutation));
    const again = await send(by, mutation, asked);
    expect(again.replayed).toBe(true);
    expect(told(again)).toEqual(told(first));
    expect(again['secret'] ?? null).toBeNull();
    expect(await effects(by, key)).toMatchObject(once(mutation));
    const { userErrors } = await send(by, mutation, { ...asked, ...other });
    expect(userErrors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT', path: ['input', 'idempotencyKey'] }]);
    for (const field of Object.keys(other)) expect(userErrors[0]?.message).toContain(field);
  });

  it('is done once when twenty ask it at once, and apart for somebody else with the same key', async () => {
    const key = newKey();
    const asked = { ...(await input(from + 1, doing, by)), idempotencyKey: key };
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(by, mutation, asked)));
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    for (const answer of answers) expect(told(answer)).toEqual(told(answers[0] as Payload));
    expect(await effects(by, key)).toMatchObject(once(mutation));
    const others = { ...(await input(from + 2, doing, orBy)), idempotencyKey: key };
    const apart = await send(orBy, mutation, others);
    expect([apart.userErrors, apart.replayed]).toEqual([[], false]);
    expect(await effects(orBy, key)).toMatchObject(once(mutation));
  });

  it('is refused without a key, and to whoever’s role it is not, and then changes nothing', async () => {
    const asked = await input(from + 3, doing, by);
    const query = `mutation ($input: ${typeOf(mutation)}) { ${mutation}(input: $input) { replayed } }`;
    const { errors } = await api.answerAs(by, query, { input: asked });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
    const { userErrors } = await send(by, mutation, { ...asked, idempotencyKey: '' });
    expect(userErrors).toMatchObject([{ code: 'BAD_INPUT', path: ['input', 'idempotencyKey'] }]);
    for (const login of Object.keys(EACH_ROLE) as Login[]) {
      if (mayDo(login, mutation)) continue;
      const key = newKey();
      const refused = await send(login, mutation, { ...asked, idempotencyKey: key });
      expect([login, refused.userErrors.map(({ code }) => code)]).toEqual([login, ['NOT_ALLOWED']]);
      expect(
        Object.values(refused)
          .flat()
          .filter((value) => value !== null && value !== false),
      ).toHaveLength(1);
      expect(await effects(login, key)).toEqual({ entries: 0, jobs: 0 });
    }
  });
});

/** Whose role a mutation is: frozen here. Nobody but these does anything. */
function mayDo(login: Login, mutation: string): boolean {
  if (['versionPublish', 'calculationStart'].includes(mutation))
    return ['comp-admin', 'finance'].includes(login);
  if (['versionApprove', 'versionReject', 'versionRetireConfirm', 'periodClose'].includes(mutation))
    return login === 'finance';
  if (mutation === 'approvalOverride') return login === 'finance';
  if (mutation === 'approvalReview') return ['comp-admin', 'finance'].includes(login);
  if (['dealSubmit', 'approvalRecall', 'approvalRetry'].includes(mutation))
    return ['comp-admin', 'team-manager', 'a-rep'].includes(login);
  if (['disputeFile', 'disputeBring', 'disputeWithdraw'].includes(mutation))
    return ['team-manager', 'a-rep'].includes(login);
  if (/^(?:approvals?(Decide|Retract|Delegate)|disputeDecide)$/.test(mutation))
    return ['comp-admin', 'finance', 'team-manager', 'a-rep'].includes(login);
  if (mutation.startsWith('delegation'))
    return ['comp-admin', 'finance', 'team-manager', 'a-rep'].includes(login);
  if (mutation === 'transitionDecide') return ['comp-admin', 'finance'].includes(login);
  if (mutation.startsWith('ruling')) return ['comp-admin', 'finance'].includes(login);
  if (mutation === 'dealRecord') return ['comp-admin', 'team-manager', 'a-rep'].includes(login);
  if (mutation.startsWith('webhook')) return ['comp-admin', 'system-admin'].includes(login);
  return login === (/^(user|role)/.test(mutation) ? 'system-admin' : 'comp-admin');
}

describe('mutations', () => {
  it('are all tried here but two, whose kinds this company has none of', () => {
    const type = asking.schema.getType('Mutation');
    const all = Object.keys(isObjectType(type) ? type.getFields() : {});
    expect(all.filter((name) => !(name in ACTS))).toEqual(['absenceRecord', 'bookingEventRecord']);
  });
});
