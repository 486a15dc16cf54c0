import { beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import fc from 'fast-check';
import { UsersService } from '../../src/modules/access/users.service.js';
import { API_ERROR_CODES } from '../../src/platform/graphql/errors/error-codes.js';
import { REFUSAL_CODES } from '../../src/platform/refusal-codes.js';
import { writeCursor } from '../../src/platform/graphql/schema/cursor.js';
import { COMMAND_LINE } from '../support/actors/access.js';
import { personaApi } from '../support/api/api.js';
import { seedApprovals } from '../support/api/approving.js';
import { seedRulings } from '../support/engagement/seed-rulings.js';
import { createUsers, EACH_ROLE, seedCompany, type Login } from '../support/api/company.js';
import { listen, post } from '../support/api/asking/listening.js';
import { broken, randomOperation } from '../support/api/operations/random-operations.js';
import { testDatabase } from '../support/database.js';
import { runs } from '../support/properties/property-runs.js';

const database = testDatabase();
beforeAll(async () => {
  await seedCompany(database);
  await seedApprovals(database);
  await seedRulings(database);
}, 60_000);
const api = personaApi(database);
let url: string;
const tokens = new Map<Login, string>();

beforeAll(async () => {
  await createUsers(api.server);
  await api.server.get(UsersService).add(COMMAND_LINE, { login: 'spare', name: 'Spare', roles: ['auditor'] });
  url = await listen(api.server);
  for (const login of Object.keys(EACH_ROLE) as Login[]) tokens.set(login, await api.token(login));
});

const KNOWN = [
  'canary-deal-0',
  'seller-0',
  'seller-1',
  'director',
  'crm',
  'CANARY-1-1',
  '2026-Q1',
  '2026-Q2',
  '1',
  '2',
  'acme',
  't-1',
  'spare',
];
const TELLS_TOO_MUCH =
  /Did you mean|node_modules|\.ts:\d|\bat \w+ \(|\b(select|insert into|update|delete from) \w+ |pg_|relation "|column "|syntax error at or near/i;
const CODES: ReadonlySet<string> = new Set([...Object.keys(API_ERROR_CODES), ...Object.keys(REFUSAL_CODES)]);

/** What is wrong with an answer, whatever was asked. */
function faults({ status, text }: { status: number; text: string }): string[] {
  const answer = JSON.parse(text) as {
    data?: unknown;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const codes = (answer.errors ?? []).map(({ extensions }) => String(extensions?.code));
  const refusals = [...text.matchAll(/"userErrors":\[\{"code":"(\w+)"/g)].map(([, code = '']) => code);
  const said = (answer.errors ?? []).map(({ message }) => message).join('\n');
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...[...codes, ...refusals].filter((code) => code === 'INTERNAL' || !CODES.has(code)),
    ...(TELLS_TOO_MUCH.test(said) ? [said] : []),
  ];
}

/** Processes are another test's: here they would only cost time. */
function withOneWorker(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const input = variables['input'] as Readonly<Record<string, unknown>> | undefined;
  return typeof input?.['workers'] === 'number'
    ? { ...variables, input: { ...input, workers: 1 } }
    : variables;
}

describe('whatever is asked', () => {
  it('is refused where a cursor is forged, of every list', async () => {
    const forged = new Set<string>();
    const keys = ['x', '-1', '2026-02-30', '\0', '9999999999999999999', '1.5', ''];
    const lists = {
      accounts: 2,
      approvals: 2,
      auditEntries: 1,
      bookings: 3,
      calculations: 1,
      earnings: 4,
      exceptions: 6,
      imports: 1,
      participants: 1,
      rulings: 2,
      territories: 2,
      versions: 1,
    };
    const names = {
      auditEntries: ['audit', 'auditEntries'],
      accounts: ['account', 'accounts'],
      territories: ['territory', 'territories'],
    };
    for (const [list, count] of Object.entries(lists))
      for (const name of (names as Record<string, string[]>)[list] ?? [list])
        for (const key of keys) {
          const after = writeCursor(
            name,
            Array.from({ length: count }, () => key),
          );
          const answer = await post(url, tokens.get('finance') ?? '', {
            query: `query ($after: String) { ${list}(after: $after) { totalCount nodes { __typename } } }`,
            variables: { after },
          });
          expect([list, key, faults(answer)]).toEqual([list, key, []]);
          forged.add(/"code":"(\w+)"/.exec(answer.text)?.[1] ?? 'answered');
        }
    expect([...forged]).toEqual(['BAD_CURSOR']);
  });

  it('is refused where a text has a character that no text may have', async () => {
    const query = 'query ($f: EarningFilterInput) { earnings(filter: $f) { totalCount } }';
    const { text } = await post(url, tokens.get('finance') ?? '', {
      query,
      variables: { f: { period: '\0' } },
    });
    expect(JSON.parse(text)).toMatchObject({
      errors: [
        { message: 'A text has a character that no text may have.', extensions: { code: 'BAD_USER_INPUT' } },
      ],
    });
  });

  it('is refused with the first faults where the variables have very many', async () => {
    const query =
      'query ($s: [OpenDealInput!]!) { dealWorth(participant: "seller-0", deals: $s) { participantId } }';
    const variables = { s: Array.from({ length: 60 }, () => ({})) };
    const answer = await post(url, tokens.get('finance') ?? '', { query, variables });
    expect(faults(answer)).toEqual([]);
    expect(answer.text).toContain('The variables have more faults than are listed here.');
  });

  it('is answered, or refused with a code of the closed lists, without a fault of ours', async () => {
    const { schema } = api.server.get(GraphQLSchemaHost);
    const { approvals } = await api.askAs<{ approvals: { nodes: { id: string; hash: string }[] } }>(
      'finance',
      '{ approvals { nodes { id hash } } }',
    );
    const requests = approvals.nodes.flatMap(({ id, hash }) => [id, hash]);
    const asked = fc.record({
      operation: randomOperation(schema, [...KNOWN, ...requests]),
      login: fc.constantFrom(...(Object.keys(EACH_ROLE) as Login[])),
      how: fc.nat(1_000),
      isBroken: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ operation, login, how, isBroken }) => {
        const query = isBroken && how % 3 === 0 ? broken(operation, how) : operation.query;
        const variables = withOneWorker(operation.variables);
        const answer = await post(url, tokens.get(login) ?? '', { query, variables });
        expect([query, variables, faults(answer)]).toEqual([query, variables, []]);
      }),
      runs(600, 20_261_129),
    );
  }, 600_000);
});
