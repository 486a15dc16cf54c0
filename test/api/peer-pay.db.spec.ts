import { beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { personaApi } from '../support/api/api.js';
import { seedApprovals } from '../support/api/approving.js';
import { seedRulings } from '../support/engagement/seed-rulings.js';
import { askedWith, knownIds, type KnownIds } from '../support/api/operations/asked-with.js';
import {
  calculateAndSettle,
  canariesOf,
  createUsers,
  seedCompany,
  SELLERS,
  type Login,
} from '../support/api/company.js';
import { listen, post } from '../support/api/asking/listening.js';
import { FILTERS } from '../support/api/operations/filters.js';
import { nameOf, operationOf, routesOf, siblings, type Route } from '../support/api/operations/routes.js';
import { testDatabase } from '../support/database.js';
import { runs } from '../support/properties/property-runs.js';

const database = testDatabase();
beforeAll(async () => {
  await seedCompany(database);
  await seedApprovals(database);
  await seedRulings(database);
  await calculateAndSettle(database);
}, 60_000);
const api = personaApi(database);

/** Whose canaries must not come out to whom. Of seller-2 a manager sees what was before April. */
const FORBIDDEN: Readonly<Partial<Record<Login, readonly string[]>>> = {
  'a-rep': others([1, 2, 3, 4, 5, 6, 7]),
  'team-manager': [...others([1, 3, 5, 7]), 'CANARY-2-2', canariesOf(2)['quarter2'] ?? ''],
  'system-admin': others(SELLERS),
};

function others(numbers: readonly number[]): string[] {
  return numbers.flatMap((number) => Object.values(canariesOf(number)));
}

let url: string;
let schema: GraphQLSchema;
let groups: Route[][];
const ids = new Map<number, KnownIds>();
const tokens = new Map<string, string>();
/** Amounts of earnings that finance sees, by whose they are; those of two people are left out. */
const amounts = new Map<string, string>();
let cursors: Readonly<Record<string, readonly string[]>>;

const LISTS = [
  'accounts',
  'approvals',
  'auditEntries',
  'bookings',
  'calculations',
  'deals',
  'delegations',
  'earnings',
  'exceptions',
  'imports',
  'participants',
  'results',
  'rulings',
  'territories',
  'versions',
];

beforeAll(async () => {
  await createUsers(api.server);
  url = await listen(api.server);
  ({ schema } = api.server.get(GraphQLSchemaHost));
  groups = siblings(routesOf(schema, 'Query', 5));
  const finance = await api.token('finance');
  for (const number of SELLERS) ids.set(number, await knownIds(api, finance, number));
  for (const login of Object.keys(FORBIDDEN)) tokens.set(login, await api.token(login));
  await learnAmounts(finance);
  cursors = Object.fromEntries(
    await Promise.all(LISTS.map(async (list) => [list, await cursorsOf(list, finance)] as const)),
  );
}, 60_000);

async function learnAmounts(finance: string): Promise<void> {
  const { earnings } = await api.ask<{
    earnings: { nodes: { participantId: string; amount: { amount: string }; measure: string }[] };
  }>('{ earnings(first: 200) { nodes { participantId measure amount { amount } } } }', {}, finance);
  const twice = new Set<string>();
  for (const { participantId, amount, measure } of earnings.nodes)
    for (const text of [amount.amount, measure].filter((each) => each.length >= 6)) {
      if (amounts.has(text) && amounts.get(text) !== participantId) twice.add(text);
      amounts.set(text, participantId);
    }
  for (const text of twice) amounts.delete(text);
}

/** Cursors that finance was given, from the beginning of a list on. */
async function cursorsOf(list: string, finance: string): Promise<string[]> {
  const page = async (first: number): Promise<string[]> => {
    const answer = await api.ask<Record<string, { pageInfo: { endCursor: string | null } }>>(
      `{ ${list}(first: ${first}) { pageInfo { endCursor } } }`,
      {},
      finance,
    );
    const cursor = answer[list]?.pageInfo.endCursor;
    return cursor == null ? [] : [cursor];
  };
  return [...(await page(1)), ...(await page(9)), ...(await page(30))];
}

interface Probe {
  readonly login: string;
  readonly group: number;
  readonly number: number;
  readonly filter: number;
  readonly cursor: number;
  readonly first: number;
  readonly guess: number;
}

const probes = fc.record<Probe>({
  login: fc.constantFrom('a-rep', 'a-rep', 'a-rep', 'team-manager', 'system-admin'),
  group: fc.nat(10_000),
  number: fc.integer({ min: 1, max: 7 }),
  filter: fc.nat(20),
  cursor: fc.nat(5),
  first: fc.constantFrom(1, 2, 50),
  guess: fc.nat(9),
});

function operation({ group, number, filter, cursor, first, guess }: Probe): { query: string; name: string } {
  const routes = groups[group % groups.length] ?? [];
  const known = ids.get(number);
  const plain = askedWith(guess === 0 || !known ? guessed(number) : known, number);
  const query = operationOf(schema, routes, (type, field, argument) => {
    const choices = argument === 'filter' ? (FILTERS[field]?.(number) ?? []) : (cursors[field] ?? []);
    if (argument === 'filter') return choices[filter % (choices.length + 1)];
    if (argument === 'first') return type === 'Query' ? `${first}` : undefined;
    if (argument === 'search') return guess > 5 ? `"canary"` : undefined;
    if (argument !== 'after' || !(field in cursors)) return plain(type, field, argument);
    const after = choices[cursor % (choices.length + 1)];
    return after === undefined ? undefined : JSON.stringify(after);
  });
  return { query, name: nameOf(routes[0] ?? []) };
}

/** Ids that nobody told: of the right form, of things that are or are not there. */
function guessed(number: number): KnownIds {
  const uuid = `00000000-0000-4000-8000-00000000000${number}`;
  return {
    earning: `ern_${2 + (number % 2)}_${uuid}`,
    version: uuid,
    job: `job_${uuid}`,
    approval: uuid,
    dispute: uuid,
    transition: uuid,
  };
}

const leaks = (login: string, text: string): string[] => {
  const own =
    { 'a-rep': ['seller-0'], 'team-manager': ['manager-0', 'seller-0', 'seller-2', 'seller-4', 'seller-6'] }[
      login
    ] ?? [];
  const paid = [...amounts].flatMap(([amount, whose]) => (own.includes(whose) ? [] : [amount]));
  return [...(FORBIDDEN[login as Login] ?? []), ...paid].filter((canary) => text.includes(canary));
};

/** Things by their id, whoever’s they are. */
const QUESTIONS = [
  'query ($earning: ID!) { earning(id: $earning) { id } }',
  'query ($participant: ID!) { statement(participant: $participant, period: "2026-Q1") { name } }',
  'query ($job: ID!) { job(id: $job) { kind } }',
  'query ($deal: ID!) { deal(id: $deal) { id lines { line } revisions { revision } } }',
  'query ($approval: ID!) { approval(id: $approval) { id deal } }',
  'query ($deal: String!) { approvalPreview(deal: $deal) { hash needs { level } } }',
  'query ($deal: String!) { approvals(deal: $deal) { totalCount nodes { id } } }',
  'query ($ruled: ID!) { ruling(kind: BOOKING, subject: $ruled, decision: "credit", day: "2026-02-11") { id because } }',
  'query ($booking: ID!) { booking(source: "crm", id: $booking) { id } }',
  'query ($other: ID!) { version(id: $other) { name source } }',
  'query ($participant: ID!) { dealWorth(participant: $participant, deals: [{ date: "2026-02-15", net: "1000" }]) { together { amounts { amount } } } }',
];

describe('pay of peers', () => {
  it('comes out by no route, filter, cursor, page, id of theirs or guess', async () => {
    let withData = 0;
    const tried = runs(400, 20_261_128);
    await fc.assert(
      fc.asyncProperty(probes, async (probe) => {
        const { query } = operation(probe);
        const { status, text } = await post(url, tokens.get(probe.login) ?? '', { query });
        expect([query, probe.login, leaks(probe.login, text)]).toEqual([query, probe.login, []]);
        expect([query, status < 500, /INTERNAL/.test(text)]).toEqual([query, true, false]);
        if (/"data":\{"\w+":[^n]/.test(text)) withData += 1;
      }),
      tried,
    );
    process.stdout.write(`${tried.numRuns} probes, ${withData} answered with data, 0 canaries\n`);
    expect(withData).toBeGreaterThan(tried.numRuns / 10);
  }, 600_000);

  it('is not counted, summed or found by what is in it', async () => {
    const query = `query ($other: [ID!], $one: ID, $search: String) {
      earnings(filter: { participants: $other }) { totalCount totals { amount } nodes { id } }
      bookings(filter: { salesperson: $one }) { totalCount nodes { id } }
      searched: bookings(filter: { search: "canary-3" }) { totalCount }
      people: participants(filter: { search: $search }) { totalCount }
      team: participants(filter: { manager: "manager-1" }) { totalCount }
      plan: participants(filter: { plan: "director" }) { totalCount } }`;
    const variables = { other: ['seller-3'], one: 'seller-3', search: canariesOf(3)['email'] };
    const none = { totalCount: 0, nodes: [] };
    const count = { totalCount: 0 };
    expect(await api.askAs('a-rep', query, variables)).toEqual({
      earnings: { ...none, totals: [] },
      bookings: none,
      searched: count,
      people: count,
      team: count,
      plan: count,
    });
    const seen = await api.askAs<Record<string, { totalCount: number }>>('finance', query, variables);
    expect(
      leaks('a-rep', JSON.stringify(await api.askAs('finance', '{ bookings { nodes { id } } }'))),
    ).not.toEqual([]);
    expect(Object.values(seen).map(({ totalCount }) => totalCount > 0)).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
    ]);
  });

  it('is the same as nothing, also in what is said of it', async () => {
    const said = async (asked: Record<string, string>): Promise<string[]> => {
      const answers = [];
      for (const query of QUESTIONS) answers.push(JSON.stringify(await api.answerAs('a-rep', query, asked)));
      return answers.map((text) =>
        text.replaceAll(asked['participant'] ?? '', '…').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'),
      );
    };
    const director = await api.askAs<{ versions: { nodes: { id: string }[] } }>(
      'finance',
      '{ versions(filter: { name: "director" }) { nodes { id } } }',
    );
    const other = director.versions.nodes[0]?.id ?? '';
    const theirs = {
      ...ids.get(3),
      participant: 'seller-3',
      booking: 'CANARY-3-1',
      ruled: 'crm/CANARY-3-1/1',
      deal: 'canary-deal-3',
      other,
    };
    const none = guessed(3);
    const nobodys = {
      ...none,
      participant: 'nobody',
      booking: 'CANARY-9-1',
      ruled: 'crm/CANARY-9-1/1',
      deal: 'canary-deal-9',
      other: none.version,
    };
    expect(await said(theirs)).toEqual(await said(nobodys));
  });

  it('is not told by what a deal of theirs would be worth to who asks', async () => {
    const query = `query ($participant: ID!, $salesperson: ID, $date: Date!) {
      dealWorth(participant: $participant, slip: true, deals: [{ date: $date, net: "1000", salesperson: $salesperson, facts: [{ name: "booking.type", value: "new" }] }]) {
        deals { alone { ...All } inOrder { ...All } slipped { ...All } } together { ...All } slipped { ...All } } }
      fragment All on Worth { amounts { amount } earnings { period { name } before { amount { amount } measure quota } after { measure } says } uncounted { code of because } }`;
    const worth = async (login: string, variables: Record<string, string>): Promise<string> =>
      JSON.stringify(await api.answerAs(login, query, { date: '2026-02-15', ...variables }));
    const own = await worth('a-rep', { participant: 'seller-0', salesperson: 'seller-0' });
    expect(own).toContain('more in 2026-Q1');
    const peers = await worth('a-rep', { participant: 'seller-0', salesperson: 'seller-3' });
    expect(JSON.parse(peers)).toMatchObject({
      data: { dealWorth: { together: { amounts: [], earnings: [], uncounted: [{ code: 'OTHERS' }] } } },
    });
    expect([peers, 'a-rep', leaks('a-rep', peers)]).toEqual([peers, 'a-rep', []]);
    for (const participant of ['seller-3', 'manager-0', 'director', 'nobody'])
      expect(await worth('a-rep', { participant })).toContain('PARTICIPANT_UNKNOWN');
    // seller-2 reported to them until April.
    const team = (participant: string, date = '2026-02-15'): Promise<string> =>
      worth('team-manager', { participant, salesperson: participant, date });
    expect(await team('seller-4')).toContain('more in 2026-Q1');
    expect(await team('seller-2', '2026-05-15')).toContain('PERIOD_NOT_SEEN');
    expect(await team('seller-2')).toContain('PERIOD_NOT_SEEN');
    expect(await team('seller-3')).toContain('PARTICIPANT_UNKNOWN');
    const auditors = await worth('auditor', { participant: 'seller-3', salesperson: 'seller-3' });
    expect(leaks('a-rep', auditors)).not.toEqual([]);
    expect(await worth('system-admin', { participant: 'seller-3' })).toContain('NOT_ALLOWED');
  });
});
