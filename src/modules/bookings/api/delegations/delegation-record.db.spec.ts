import { beforeAll, describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../../../test/support/api/api.js';
import { createUsers, seedCompany, type Login } from '../../../../../test/support/api/company.js';
import { publishMatrix } from '../../../../../test/support/api/approving.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { importing } from '../../../../../test/support/importing.js';

const database = testDatabase();
beforeAll(() => seedCompany(database), 60_000);
const api = personaApi(database);
beforeAll(() => createUsers(api.server));

interface Told {
  outcome: string | null;
  importId: string | null;
  userErrors: { code: string; path: string[] }[];
}

let keys = 0;

async function act(login: Login, mutation: string, input: Record<string, unknown>): Promise<string> {
  const type = `${mutation.slice(0, 1).toUpperCase()}${mutation.slice(1)}Input!`;
  const text = `mutation ($input: ${type}) { ${mutation}(input: $input) { outcome importId userErrors { code path } } }`;
  const whole = { idempotencyKey: `k${(keys += 1)}`, ...input };
  const answer = (await api.askAs<Record<string, Told>>(login, text, { input: whole }))[mutation];
  const error = answer?.userErrors[0];
  return error ? `${error.code} ${error.path.join('.')}` : (answer?.outcome ?? '');
}

const give = (login: Login, input: Record<string, unknown>): Promise<string> =>
  act(login, 'delegationRecord', {
    source: 'kicker',
    giver: 'seller-0',
    deputy: 'director',
    from: '2026-09-01',
    until: '2026-09-15',
    reason: 'On leave',
    ...input,
  });
const end = (login: Login, delegation: string, on: string): Promise<string> =>
  act(login, 'delegationEnd', { delegation, on });

interface Shown {
  id: string;
  from: string;
  until: string;
  matrix: string | null;
  most: { amount: string; currency: string } | null;
  reason: string;
  recordedByName: string;
}

async function shown(login: Login, filter: Record<string, unknown>): Promise<Shown[]> {
  const text = `query ($filter: DelegationFilterInput) { delegations(first: 100, filter: $filter) {
    totalCount nodes { id from until matrix most { amount currency } reason recordedByName } } }`;
  const { delegations } = await api.askAs<{ delegations: { totalCount: number; nodes: Shown[] } }>(
    login,
    text,
    { filter },
  );
  expect(delegations.totalCount).toBe(delegations.nodes.length);
  return delegations.nodes;
}

const givers = async (login: Login, on: string): Promise<string[]> =>
  (await shown(login, { on })).map(({ id }) => id.split('/')[0] ?? '');

describe('a delegation', () => {
  it('is given by the giver, changed as a revision, and the same again without effect', async () => {
    expect(await give('a-rep', {})).toBe('ACCEPTED');
    expect(await give('a-rep', {})).toBe('UNCHANGED');
    expect(await give('a-rep', { until: '2026-09-20', most: '50000', currency: 'USD' })).toBe('AMENDED');
    expect(await give('a-rep', { matrix: 'deal-approval', until: '2026-09-20' })).toBe('ACCEPTED');
    expect(await shown('a-rep', { giver: 'seller-0', on: '2026-09-19' })).toEqual([
      {
        id: 'seller-0/director/2026-09-01',
        from: '2026-09-01',
        until: '2026-09-20',
        matrix: null,
        most: { amount: '50000.00', currency: 'USD' },
        reason: 'On leave',
        recordedByName: 'a-rep',
      },
      expect.objectContaining({
        id: 'seller-0/director/deal-approval/2026-09-01',
        matrix: 'deal-approval',
        most: null,
      }),
    ]);
  });

  it('is refused for somebody else, to oneself, without an end, over another and with half a limit', async () => {
    expect(await give('a-rep', { giver: 'seller-1' })).toBe('DELEGATION_NOT_OWN input.giver');
    expect(await give('finance', {})).toBe('DELEGATION_NOT_OWN input.giver');
    expect(await give('auditor', {})).toBe('NOT_ALLOWED ');
    expect(await give('system-admin', {})).toBe('NOT_ALLOWED ');
    expect(await give('a-rep', { deputy: 'seller-0' })).toBe('RECORD_REJECTED input.deputy');
    expect(await give('a-rep', { deputy: 'nobody' })).toBe('RECORD_REJECTED input.deputy');
    expect(await give('a-rep', { until: '2026-09-01' })).toBe('RECORD_REJECTED input.until');
    expect(await give('a-rep', { from: '2026-09-05' })).toBe('RECORD_REJECTED input.from');
    expect(await give('a-rep', { from: '2027-01-01', until: '2027-01-02', most: '1' })).toBe(
      'RECORD_REJECTED input.currency',
    );
    expect(await give('a-rep', { from: '2027-01-01', until: '2027-01-02', most: '0', currency: 'USD' })).toBe(
      'RECORD_REJECTED input.most',
    );
  });

  it('is given for others by a comp admin, whose id nobody else can take', async () => {
    const own = { delegation: 'LEAVE-1', giver: 'seller-3', deputy: 'manager-1' };
    expect(await give('comp-admin', own)).toBe('ACCEPTED');
    expect(await give('a-rep', { ...own, giver: 'seller-0' })).toBe('DELEGATION_NOT_OWN input.giver');
    expect(await end('a-rep', 'LEAVE-1', '2026-09-03')).toBe('DELEGATION_UNKNOWN input.delegation');
    expect(await end('comp-admin', 'LEAVE-1', '2026-09-03')).toBe('AMENDED');
    expect(await shown('comp-admin', { giver: 'seller-3', on: '2026-09-02' })).toMatchObject([
      { id: 'LEAVE-1', until: '2026-09-03' },
    ]);
  });

  it('ends before its time, once, or is taken back whole', async () => {
    const days = { from: '2026-10-01', until: '2026-10-15' };
    expect(await give('a-rep', days)).toBe('ACCEPTED');
    const id = 'seller-0/director/2026-10-01';
    expect(await end('a-rep', id, '2026-10-15')).toBe('DELEGATION_OVER input.on');
    expect(await end('a-rep', id, '2026-10-08')).toBe('AMENDED');
    expect(await end('a-rep', id, '2026-10-08')).toBe('DELEGATION_OVER input.on');
    expect(await shown('a-rep', { giver: 'seller-0', on: '2026-10-07' })).toHaveLength(1);
    expect(await shown('a-rep', { giver: 'seller-0', on: '2026-10-08' })).toEqual([]);
    expect(await end('a-rep', id, '2026-10-01')).toBe('AMENDED');
    expect(await shown('a-rep', { giver: 'seller-0', on: '2026-10-01' })).toEqual([]);
    expect(await end('a-rep', id, '2026-10-01')).toBe('DELEGATION_UNKNOWN input.delegation');
    expect(await end('a-rep', 'nothing', '2026-10-01')).toBe('DELEGATION_UNKNOWN input.delegation');
  });

  it('that two end at the same moment ends once', async () => {
    await give('a-rep', { from: '2026-11-01', until: '2026-11-15' });
    const id = 'seller-0/director/2026-11-01';
    const both = await Promise.all([end('a-rep', id, '2026-11-05'), end('comp-admin', id, '2026-11-05')]);
    expect(both.sort()).toEqual(['AMENDED', 'DELEGATION_OVER input.on']);
  });
});

describe('who sees delegations', () => {
  it('is the giver, the deputy, who manages them on a day of it, and the company', async () => {
    const of = (...numbers: number[]): string[] => numbers.map((number) => `seller-${number}`);
    expect(await givers('a-rep', '2026-02-10')).toEqual(of(0));
    expect(await givers('team-manager', '2026-02-10')).toEqual(of(0, 2, 4, 6));
    for (const login of ['comp-admin', 'finance', 'auditor'] as const)
      expect(await givers(login, '2026-02-10')).toEqual(of(0, 1, 2, 3, 4, 5, 6, 7));
    await give('comp-admin', {
      giver: 'director',
      deputy: 'seller-0',
      from: '2026-12-01',
      until: '2026-12-02',
    });
    expect(await givers('a-rep', '2026-12-01')).toEqual(['director']);
    const hidden = await api.answerAs('system-admin', '{ delegations { totalCount } }');
    expect(hidden.errors?.[0]?.extensions['code']).toBe('NOT_ALLOWED');
  });
});

describe('groups of approvers', () => {
  it('are told by a comp admin, and show their members of a day to everybody paid', async () => {
    const member = { source: 'kicker', group: 'vps', participant: 'director', from: '2026-01-01' };
    expect(await act('a-rep', 'approverGroupRecord', member)).toBe('NOT_ALLOWED ');
    expect(await act('comp-admin', 'approverGroupRecord', member)).toBe('ACCEPTED');
    expect(await act('comp-admin', 'approverGroupRecord', { ...member, until: '2026-07-01' })).toBe(
      'AMENDED',
    );
    expect(await act('comp-admin', 'approverGroupRecord', { ...member, from: '2026-06-01' })).toBe(
      'RECORD_REJECTED input.from',
    );
    const groups = async (login: Login, on: string): Promise<unknown> => {
      const text = 'query ($on: Date!) { approverGroups(on: $on) { id members { participant from until } } }';
      return (await api.askAs<{ approverGroups: unknown }>(login, text, { on })).approverGroups;
    };
    const desk = {
      id: 'deal-desk',
      members: [0, 1, 2, 3, 4, 5, 6, 7].map((number) => ({
        participant: `seller-${number}`,
        from: '2026-01-01',
        until: '2126-01-01',
      })),
    };
    const director = { participant: 'director', from: '2026-01-01', until: '2026-07-01' };
    expect(await groups('a-rep', '2026-06-30')).toEqual([desk, { id: 'vps', members: [director] }]);
    expect(await groups('finance', '2026-07-01')).toEqual([desk]);
    expect(await groups('finance', '2025-12-31')).toEqual([]);
  });
});

describe('a delegation for a matrix', () => {
  it('names one that is published, once any is, and ends whatever it names', async () => {
    const days = { from: '2027-03-01', until: '2027-03-15' };
    expect(await give('a-rep', { ...days, matrix: 'before' })).toBe('ACCEPTED');
    await publishMatrix(database);
    expect(await give('a-rep', { ...days, matrix: 'sizes' })).toBe('ACCEPTED');
    expect(await give('a-rep', { ...days, matrix: 'size' })).toBe('RECORD_REJECTED input.matrix');
    expect(await end('a-rep', 'seller-0/director/before/2027-03-01', '2027-03-01')).toBe('AMENDED');
    const rows =
      'seller-1,director,size,2027-03-01,2027-04-01,Away\nseller-1,director,sizes,2027-03-01,2027-04-01,Away\n';
    const { rejections } = await importing(database)(
      'delegations',
      `giver,deputy,matrix,from,until,reason\n${rows}`,
    );
    expect(rejections).toMatchObject([
      {
        line: 2,
        column: 'matrix',
        value: 'size',
        reason: 'no approval matrix of this name is published; there is sizes',
      },
    ]);
  });
});
