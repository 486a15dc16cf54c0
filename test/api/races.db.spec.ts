import { runs } from '../support/properties/property-runs.js';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { UsersService } from '../../src/modules/access/users.service.js';
import { COMMAND_LINE } from '../support/actors/access.js';
import { personaApi } from '../support/api/api.js';
import { planTest, planText } from '../support/rules/versions.js';
import { publishRules } from '../support/small-company.js';
import { testDatabase } from '../support/database.js';

const database = testDatabase();
beforeAll(() => publishRules(database));
const api = personaApi(database);
const users = (): UsersService => api.server.get(UsersService);

beforeAll(async () => {
  await users().add(COMMAND_LINE, { login: 'comp-admin-2', name: 'Second', roles: ['comp_admin'] });
});

interface Version {
  readonly id: string;
  readonly hash: string;
  readonly step: number;
  readonly state: string;
  readonly days: readonly { from: string; until: string }[];
  readonly history: readonly { action: string }[];
}

interface Payload {
  readonly version: Version | null;
  readonly userErrors: readonly { code: string }[];
}

let keys = 0;

async function act(
  login: string,
  [mutation, type]: readonly [string, string],
  input: object,
): Promise<Payload> {
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code }
    version { id hash step state days { from until } history { action } } } }`;
  const asked = { input: { idempotencyKey: `race ${(keys += 1)}`, ...input } };
  return (await api.askAs<Record<string, Payload>>(login, query, asked))[mutation] as Payload;
}

const PUBLISH = ['versionPublish', 'VersionReasonInput'] as const;

async function approved(name: string, title = 'Sellers of the benchmark'): Promise<Version> {
  const text = planText(name, { 'Sellers of the benchmark': title });
  const drafted = await act('comp-admin', ['documentDefine', 'DocumentTextInput'], {
    text,
    test: planTest(name),
  });
  const { id: version = '', hash } = drafted.version ?? {};
  await act('comp-admin', ['versionCheck', 'VersionInput'], { version });
  await act('comp-admin', ['versionSubmit', 'VersionInput'], { version });
  const { version: done, userErrors } = await act('finance', ['versionApprove', 'VersionApproveInput'], {
    version,
    hash,
  });
  expect(userErrors).toEqual([]);
  return done as Version;
}

/** What the database holds of a document: publications in force, and the audit's word of them. */
async function held(name: string): Promise<{ inForce: number; published: number }> {
  const [row] = await database.inTransaction(COMMAND_LINE, (tx) =>
    tx.query<{ inForce: number; published: number }>(
      `select (select count(*)::int from publication where name = $1 and ended_by is null) as "inForce",
         (select count(*)::int from audit_entry where action like '%publish%' and subject like '%' || $1) as published`,
      [name],
    ),
  );
  return row ?? { inForce: 0, published: 0 };
}

describe('races, seen from outside', () => {
  it('let one of two publishers of one version win, and tell the other; round after round', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < runs(15).numRuns; round += 1) {
      const name = `race-${round}x`;
      const { id: version, step } = await approved(name);
      const answers = await Promise.all(
        ['comp-admin', 'comp-admin-2'].map((login) => act(login, PUBLISH, { version, step })),
      );
      const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
      outcomes.add(codes.join());
      expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
      const won = answers.find(({ userErrors }) => userErrors.length === 0)?.version;
      expect(won?.state).toBe('PUBLISHED');
      expect(won?.history.filter(({ action }) => action === 'PUBLISH')).toHaveLength(1);
      expect(await held(name)).toEqual({ inForce: 1, published: 1 });
    }
    expect([...outcomes]).toEqual(['VERSION_CONFLICT']);
  }, 120_000);

  it('refuse the request after a role was revoked, and after its user was disabled', async () => {
    await users().add(COMMAND_LINE, { login: 'brief', name: 'Brief', roles: ['finance'] });
    const ask = async (): Promise<unknown[]> => {
      const answer = await api.answerAs('brief', '{ calculations { totalCount } }');
      return [answer.data, ...(answer.errors ?? []).map(({ extensions }) => extensions['code'])];
    };
    expect(await ask()).toEqual([{ calculations: { totalCount: 0 } }]);
    const user = (await users().list(COMMAND_LINE)).find(({ login }) => login === 'brief');
    await users().revokeRole(COMMAND_LINE, user?.grants[0]?.id ?? '');
    expect(await ask()).toEqual([null, 'NOT_ALLOWED']);
    await users().disable(COMMAND_LINE, 'brief');
    const { errors } = await api.answerAs('brief', '{ me { login } }');
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHENTICATED']);
  });

  it('refuse a mutation whose role was revoked between two of it, and keep what the first did', async () => {
    const user = await users().add(COMMAND_LINE, { login: 'hasty', name: 'Hasty', roles: ['comp_admin'] });
    const define = ['documentDefine', 'DocumentTextInput'] as const;
    const first = await act('hasty', define, { text: planText('hasty-1') });
    expect(first.userErrors).toEqual([]);
    await users().revokeRole(COMMAND_LINE, user.grants[0]?.id ?? '');
    const second = await api.answerAs(
      'hasty',
      'mutation ($input: DocumentTextInput!) { documentDefine(input: $input) { replayed } }',
      { input: { idempotencyKey: 'too late', text: planText('hasty-2') } },
    );
    expect([second.data, second.errors?.[0]?.extensions['code']]).toEqual([null, 'NOT_ALLOWED']);
    const { versions } = await api.askAs<{ versions: { nodes: { name: string }[] } }>(
      'finance',
      '{ versions { nodes { name } } }',
    );
    const names = versions.nodes.map(({ name }) => name);
    expect([names.includes('hasty-1'), names.includes('hasty-2')]).toEqual([true, false]);
  });
});
