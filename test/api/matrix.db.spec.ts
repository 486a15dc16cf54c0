import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '../../src/modules/access/access.service.js';
import type { FieldPolicy } from '../../src/platform/graphql/schema/field-policies.js';
import { personaApi } from '../support/api/api.js';
import { askedWith, knownIds } from '../support/api/operations/asked-with.js';
import {
  calculateAndSettle,
  canariesOf,
  createUsers,
  EACH_ROLE,
  seedCompany,
  viewerOf,
  type Login,
} from '../support/api/company.js';
import { seedApprovals } from '../support/api/approving.js';
import { seedRulings } from '../support/engagement/seed-rulings.js';
import { seedExpat } from '../support/api/expat.js';
import { InProcess, type Told } from '../support/api/asking/in-process.js';
import {
  nameOf,
  operationOf,
  routesOf,
  sharing,
  siblings,
  valuesAt,
  type ArgumentOf,
  type Route,
} from '../support/api/operations/routes.js';
import { testDatabase } from '../support/database.js';
import { toldOf } from '../support/webhooks/seed.js';

const PAID: readonly Login[] = ['comp-admin', 'finance', 'auditor', 'team-manager', 'a-rep'];
const COMPANY: readonly Login[] = ['comp-admin', 'finance', 'auditor'];
const EVERYBODY: readonly Login[] = [...PAID, 'system-admin'];

/** Who may see the fields of each policy: frozen here, so that a change of the matrix is a change of this page too. */
const MAY: Readonly<Record<FieldPolicy, readonly Login[]>> = {
  everyone: EVERYBODY,
  pay: PAID,
  'pay-of-all': COMPANY,
  terms: PAID,
  bookings: PAID,
  deals: PAID,
  approvals: PAID,
  rulings: PAID,
  'what-if': COMPANY,
  disputes: PAID,
  exceptions: COMPANY,
  rules: PAID,
  drafts: COMPANY,
  calculations: COMPANY,
  imports: COMPANY,
  transitions: COMPANY,
  readiness: COMPANY,
  periods: PAID,
  audit: [...COMPANY, 'a-rep', 'system-admin'],
  'audit-content': [...COMPANY, 'a-rep'],
  users: EVERYBODY,
  webhooks: ['comp-admin', 'auditor', 'system-admin'],
};

const DEPTH = 6;
const database = testDatabase();
beforeAll(async () => {
  await seedCompany(database);
  await seedExpat(database);
  await toldOf(database, () => seedApprovals(database));
  await seedRulings(database);
  await calculateAndSettle(database);
}, 60_000);
const api = personaApi(database);
let asking: InProcess;
let routes: Route[];
let argumentOf: ArgumentOf;

beforeAll(async () => {
  await createUsers(api.server);
  asking = new InProcess(api.server);
  routes = [...routesOf(asking.schema, 'Query', DEPTH), ...routesOf(asking.schema, 'Subscription', DEPTH)];
  argumentOf = askedWith(await knownIds(api, await api.token('finance'), 0), 0);
}, 60_000);

const deniedTo = (login: Login, route: Route): number =>
  route.findIndex(({ policy }) => !MAY[policy].includes(login));

interface Seen {
  readonly reached: readonly Route[];
  readonly faults: string[];
  readonly text: string;
}

/** Asks a question as its root wants it asked. */
async function ask(viewer: Viewer, group: readonly Route[]): Promise<Told> {
  const query = operationOf(asking.schema, group, argumentOf);
  return await (group[0]?.[0]?.type === 'Subscription'
    ? asking.first(viewer, query)
    : asking.ask(viewer, query));
}

/** Asks all routes that a role may take: those from one field of the root at once, and where anything is refused those of one parent. */
async function takeAllowed(viewer: Viewer, login: Login): Promise<Seen> {
  const seen = { reached: [] as Route[], faults: [] as string[], text: '' };
  const take = (group: readonly Route[], { data, refused }: Told): void => {
    const wrong = refused.filter(({ code }) => code === 'NOT_ALLOWED' || code.startsWith('INTERNAL'));
    seen.faults.push(
      ...wrong.map(({ code, path }) => `${login} ${nameOf(group[0] ?? [])}: ${code} at ${path}`),
    );
    seen.reached.push(...group.filter((route) => valuesAt(data, route).length > 0));
    seen.text += `${JSON.stringify(data)}\n`;
  };
  const allowed = routes.filter((route) => deniedTo(login, route) < 0);
  for (const fromRoot of sharing(allowed, () => 1)) {
    const whole = await ask(viewer, fromRoot);
    if (whole.refused.length === 0) take(fromRoot, whole);
    else for (const group of siblings(fromRoot)) take(group, await ask(viewer, group));
  }
  return seen;
}

/** Asks each route that a role may not take to its end, those that are refused at one place at once. */
async function takeDenied(viewer: Viewer, login: Login): Promise<Omit<Seen, 'text'>> {
  const seen = { reached: [] as Route[], faults: [] as string[] };
  const denied = routes.filter((each) => deniedTo(login, each) >= 0);
  for (const group of sharing(denied, (route) => deniedTo(login, route) + 1)) {
    const { data, refused } = await ask(viewer, group);
    for (const route of group) {
      const at = deniedTo(login, route);
      const place = nameOf(route.slice(0, at + 1));
      const isRefused = refused.some(({ code, path }) => code === 'NOT_ALLOWED' && path === place);
      if (isRefused) seen.reached.push(route);
      // Where nothing is above it, the field is not asked for: then there is nothing at all.
      const isEmpty = at > 0 && valuesAt(data, route.slice(0, at)).length === 0;
      if (valuesAt(data, route).length > 0 || !(isRefused || isEmpty))
        seen.faults.push(`${login} ${nameOf(route)}: not refused`);
    }
  }
  return seen;
}

describe('role × field × route', () => {
  const seen = new Map<Login, Seen>();

  it.each(Object.keys(EACH_ROLE) as Login[])(
    '%s is answered what the matrix lets them see, and nothing else',
    async (login) => {
      const viewer = await viewerOf(api.server, login);
      const allowed = await takeAllowed(viewer, login);
      const denied = await takeDenied(viewer, login);
      process.stdout.write(
        `${login}: ${routes.length} cells, ${allowed.reached.length} with data, ${denied.reached.length} refused\n`,
      );
      expect([...allowed.faults, ...denied.faults]).toEqual([]);
      seen.set(login, allowed);
    },
    60_000,
  );

  it('finds data behind most routes for who sees all, so that a refusal is seen to be one', () => {
    const field = (route: Route): string => `${route.at(-1)?.type}.${route.at(-1)?.field}`;
    const all = new Set(routes.map(field));
    for (const { reached } of seen.values()) for (const route of reached) all.delete(field(route));
    // What only failures, drafts, uploads, rulings that tie or changed, credit that moves with accounts, steps passed over and pay held by one
    // calculation and not by another have is reached by the tests of those.
    expect(all.size).toBeLessThan(136);
  });

  it('shows a rep all of their own canaries and nobody else’s, and a manager those of the team', () => {
    const told = (login: Login): string[] =>
      Array.from(new Set(seen.get(login)?.text.match(/canary-payroll-\d|CANARY-\d-\d/g))).sort();
    expect(told('a-rep')).toEqual(['CANARY-0-1', 'CANARY-0-2', 'CANARY-0-3', 'canary-payroll-0']);
    const team = [0, 2, 4, 6];
    expect(told('team-manager')).toEqual([
      ...team.flatMap((number) =>
        (number === 2 ? [1, 3] : [1, 2, 3]).map((order) => `CANARY-${number}-${order}`),
      ),
      // Who reports to them no longer is theirs in pay of the days they did, and not in what is known of them now.
      ...[0, 4, 6].map((number) => `canary-payroll-${number}`),
    ]);
    expect(told('system-admin')).toEqual([]);
    expect(told('auditor')).toHaveLength(32);
  });

  it('shows a system admin no amount at all', () => {
    const text = seen.get('system-admin')?.text ?? '';
    expect(text).toContain('seller-1');
    for (const number of [0, 1, 2, 3, 4, 5, 6, 7])
      for (const canary of Object.values(canariesOf(number))) expect(text).not.toContain(canary);
    expect(text).not.toMatch(/\d+\.\d\d"/);
  });
});
