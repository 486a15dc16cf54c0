import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { personaApi } from '../../../../test/support/api/api.js';
import { rulesFiles } from '../../../../test/support/documents/rules-files.js';
import { testDatabase } from '../../../../test/support/database.js';
import { RulesService } from '../rules.service.js';

const database = testDatabase();
beforeAll(async () => {
  const { findings } = await new RulesService(database).publish(seeingAll('command-line'), rulesFiles());
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
const api = personaApi(database);

interface Version {
  id: string;
  state: string;
  revision: number;
  step: number;
  hash: string;
  source: string;
  test: string;
  acts: string[];
}
interface Payload {
  version: Version | null;
  findings: { code: string; severity: string; line: number; remedy: string }[];
  replayed: boolean;
  userErrors: { code: string; path: string[]; message: string; hint: string }[];
}

const ANSWER = `{ replayed userErrors { code path message hint } findings { code severity line remedy }
  version { id kind name state revision step hash source test acts authors approver days { from until } fingerprint history { action actor state } } }`;

let keys = 0;

/** One mutation on versions, as somebody. */
async function act(login: string, name: string, input: Record<string, unknown>): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const inputType =
    { versionCheck: 'VersionInput', versionSubmit: 'VersionInput', versionPublish: 'VersionReasonInput' }[
      name
    ] ??
    {
      versionReject: 'VersionReasonInput',
      versionWithdraw: 'VersionReasonInput',
      documentDefine: 'DocumentTextInput',
    }[name] ??
    type;
  const query = `mutation ($input: ${inputType}!) { ${name}(input: $input) ${ANSWER} }`;
  const data = await api.askAs<Record<string, Payload>>(login, query, {
    input: { idempotencyKey: `key-${(keys += 1)}`, ...input },
  });
  return data[name] as Payload;
}

async function done(login: string, name: string, input: Record<string, unknown>): Promise<Version> {
  const { version, userErrors, findings } = await act(login, name, input);
  expect([name, userErrors, findings.filter(({ severity }) => severity === 'ERROR')]).toEqual([name, [], []]);
  return version as Version;
}

const PLAN = {
  plan: 'emea-seller',
  title: 'EMEA seller 2026',
  from: '2026-01-01',
  until: '2027-01-01',
  currency: 'USD',
  calendar: 'company',
  payEvery: 'MONTH',
  measures: [
    {
      id: 'arr',
      sum: 'line.net',
      when: { tests: [{ fact: 'booking.type', is: ['new', 'expansion'] }] },
      window: 'QUARTER',
      quota: 'attribute.arr-quota',
      negative: 'CARRY_MEASURE',
    },
  ],
  incentives: [
    {
      id: 'commission',
      title: 'Commission on new ARR',
      tiers: {
        axis: 'attainment.arr',
        mode: 'MARGINAL',
        noQuota: '0%',
        starts: [
          { id: 'to-quota', from: '0%', pays: '6%' },
          { id: 'over', above: '100%', pays: '9%' },
        ],
      },
    },
  ],
};
const EXAMPLES = {
  test: 'emea-seller',
  situations: [
    {
      id: 'over-quota',
      people: [{ person: 'eve', facts: [{ fact: 'attribute.arr-quota', is: '100,000 USD' }] }],
      credits: [
        {
          id: 'A',
          person: 'eve',
          date: '2026-01-20',
          facts: [
            { fact: 'booking.type', is: 'new' },
            { fact: 'line.net', is: '120,000 USD' },
          ],
        },
      ],
      expect: [{ earned: 'commission', person: ['eve'], period: ['2026-01'], amount: '7,800.00 USD' }],
    },
  ],
};

describe('documents from draft to in force, by GraphQL', () => {
  it('takes a typed plan with its examples to publication by two people', async () => {
    const draft = await done('comp-admin', 'planDefine', { plan: PLAN, examples: EXAMPLES });
    expect(draft).toMatchObject({ state: 'DRAFT', revision: 1, acts: ['edit', 'check', 'withdraw'] });
    expect(draft.source).toContain('kicker: 1\nplan: emea-seller\n');
    const checked = await done('comp-admin', 'versionCheck', { version: draft.id });
    expect(checked.state).toBe('CHECKED');
    await done('comp-admin', 'versionSubmit', { version: draft.id });
    const approved = await done('finance', 'versionApprove', { version: draft.id, hash: draft.hash });
    expect(approved.state).toBe('APPROVED');
    const published = await done('comp-admin', 'versionPublish', { version: draft.id });
    expect(published).toMatchObject({
      state: 'PUBLISHED',
      fingerprint: expect.stringMatching(/^[0-9a-f]+/),
      history: ['CREATE', 'CHECK', 'SUBMIT', 'APPROVE', 'PUBLISH'].map((action) => ({ action })),
      days: [{ from: '2026-01-01', until: '2027-01-01' }],
      source: draft.source,
    });
  });

  it('keeps every byte of a text that edits do not name, and refuses an edit of a revision that is old', async () => {
    const text = `# ours\nkicker: 1\nplan: odd-plan   # spaced\ntitle:   "Odd"\r\nfrom: 2026-01-01\n`;
    const draft = await done('comp-admin', 'documentDefine', { text });
    expect(draft.source).toBe(text);
    const edit = {
      version: draft.id,
      revision: 1,
      edits: [{ set: { path: 'title', value: { text: 'Even' } } }],
    };
    const edited = await done('comp-admin', 'versionEdit', edit);
    expect(edited.source).toBe(text.replace('"Odd"', '"Even"'));
    const late = await act('comp-admin', 'versionEdit', edit);
    expect(late.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });

  it('answers an edit that is sent again as it did, also where its path is gone by then', async () => {
    const text = 'kicker: 1\nplan: twice-edited\ntitle: Twice\nfrom: 2026-01-01\nuntil: 2027-01-01\n';
    const test = 'kicker: 1\ntest: twice-edited\nsituations:\n  - id: first\n  - id: second\n';
    const { id: version } = await done('comp-admin', 'documentDefine', { text, test });
    const edit = {
      idempotencyKey: 'edit-once',
      version,
      revision: 1,
      edits: [{ remove: { path: 'until' } }],
      testEdits: [{ remove: { path: 'situations.second' } }],
    };
    const first = await done('comp-admin', 'versionEdit', edit);
    expect(first.source).toBe(text.replace('until: 2027-01-01\n', ''));
    expect(first.test).toBe(test.replace('  - id: second\n', ''));
    const again = await act('comp-admin', 'versionEdit', edit);
    expect(again).toMatchObject({ userErrors: [], replayed: true, version: { revision: 2 } });
  });

  it('says of a step that is no step, of one that is past, and of one to come what they are', async () => {
    const { id: version } = await done('comp-admin', 'planDefine', { plan: { ...PLAN, plan: 'stepped' } });
    await done('comp-admin', 'versionCheck', { version });
    const said = async (step: number): Promise<Payload['userErrors']> =>
      (await act('comp-admin', 'versionSubmit', { version, step })).userErrors;
    for (const step of [-1, 0])
      expect(await said(step)).toMatchObject([{ code: 'BAD_INPUT', path: ['input', 'step'] }]);
    const [past] = await said(1);
    expect(past?.message).toMatch(/^Somebody changed this version of plan stepped since it was seen:/);
    const [tocome] = await said(9);
    expect([past?.code, tocome?.code]).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT']);
    expect(tocome?.message).toContain('did not come to what was seen');
  });

  it('tells every finding of a draft with its line and what to write, and keeps it a draft', async () => {
    const broken = {
      ...PLAN,
      plan: 'broken',
      incentives: [{ ...PLAN.incentives[0], tiers: { ...PLAN.incentives[0]?.tiers, mode: null } }],
    };
    const draft = await done('comp-admin', 'planDefine', { plan: broken });
    const { version, findings } = await act('comp-admin', 'versionCheck', { version: draft.id });
    expect(version?.state).toBe('DRAFT');
    expect(findings).toMatchObject([{ code: 'UNDECLARED', severity: 'ERROR' }]);
    const submitted = await act('comp-admin', 'versionSubmit', { version: draft.id });
    expect(submitted.userErrors).toMatchObject([{ code: 'VERSION_STATE' }]);
  });

  it('lets nobody approve what they wrote, what changed since they read it, or what their role does not allow', async () => {
    const draft = await done('comp-admin', 'planDefine', {
      plan: { ...PLAN, plan: 'other' },
      examples: null,
    });
    await done('comp-admin', 'versionCheck', { version: draft.id });
    await done('comp-admin', 'versionSubmit', { version: draft.id });
    const own = await act('comp-admin', 'versionApprove', { version: draft.id, hash: draft.hash });
    expect(own.userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const stale = await act('finance', 'versionApprove', { version: draft.id, hash: 'f'.repeat(64) });
    expect(stale.userErrors).toMatchObject([{ code: 'STALE_SUBJECT' }]);
    for (const login of ['rep', 'manager', 'auditor', 'system-admin'])
      expect(
        (await act(login, 'versionApprove', { version: draft.id, hash: draft.hash })).userErrors,
      ).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const rejected = await done('finance', 'versionReject', { version: draft.id, reason: 'No examples' });
    expect(rejected.state).toBe('REJECTED');
  });

  it('shows a rep published plans of their own alone: no drafts, no others', async () => {
    const { versions } = await api.askAs<{ versions: { totalCount: number; nodes: Version[] } }>(
      'rep',
      '{ versions { totalCount nodes { id name state } } }',
    );
    expect(versions).toEqual({ totalCount: 0, nodes: [] });
    const { version } = await api.askAs<{ version: Version | null }>(
      'rep',
      'query ($id: ID!) { version(id: $id) { source } }',
      { id: (await done('comp-admin', 'planDefine', { plan: { ...PLAN, plan: 'secret' } })).id },
    );
    expect(version).toBeNull();
  });

  it('lists what waits for approval, and everything that was ever published', async () => {
    const list = `query ($states: [VersionState!]) { versions(first: 100, filter: { states: $states }) { totalCount nodes { kind name state byFile source } } }`;
    const drafts = await api.askAs<{ versions: { totalCount: number } }>('finance', list, {
      states: ['DRAFT', 'REJECTED'],
    });
    expect(drafts.versions.totalCount).toBeGreaterThanOrEqual(3);
    const published = await api.askAs<{ versions: { nodes: { byFile: boolean; name: string }[] } }>(
      'auditor',
      list,
      {
        states: ['PUBLISHED'],
      },
    );
    expect(published.versions.nodes.filter(({ byFile }) => byFile).length).toBeGreaterThanOrEqual(7);
    expect(published.versions.nodes.filter(({ byFile }) => !byFile).map(({ name }) => name)).toEqual([
      'emea-seller',
    ]);
  });

  it('ends a published version by two people, and tells finance what waits for them', async () => {
    const ends = async (login: string, name: string, input: Record<string, unknown>): Promise<Payload> =>
      await act(login, name, { version: ended, ...input });
    const plan = { ...PLAN, plan: 'to-be-ended' };
    const { id: ended, hash } = await done('comp-admin', 'planDefine', { plan });
    for (const name of ['versionCheck', 'versionSubmit']) await done('comp-admin', name, { version: ended });
    await done('finance', 'versionApprove', { version: ended, hash });
    await done('comp-admin', 'versionPublish', { version: ended });
    const day = { from: '2026-10-01', reason: 'The team is dissolved' };
    expect((await ends('comp-admin', 'versionRetire', day)).version?.state).toBe('RETIRING');
    const { versions } = await api.askAs<{ versions: { nodes: object[] } }>(
      'finance',
      '{ versions(filter: { states: [RETIRING] }) { nodes { name retirement { from reason } } } }',
    );
    expect(versions.nodes).toEqual([{ name: 'to-be-ended', retirement: day }]);
    const own = await ends('comp-admin', 'versionRetireConfirm', {});
    expect(own.userErrors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    const kept = await ends('finance', 'versionReject', { reason: 'Not before the year ends' });
    expect(kept.version?.state).toBe('PUBLISHED');
    await ends('comp-admin', 'versionRetire', day);
    const { version, userErrors } = await ends('finance', 'versionRetireConfirm', {});
    expect(userErrors).toEqual([]);
    expect(version).toMatchObject({ days: [{ from: '2026-01-01', until: '2026-10-01' }] });
  });

  it('pages without repeating a row when a draft is begun between two pages', async () => {
    type Page = { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    const list = `query ($after: String, $filter: VersionFilterInput) { versions(first: 3, after: $after, filter: $filter) {
      nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { versions }: { versions: Page } = await api.askAs('comp-admin', list, { after });
      found.push(...versions.nodes.map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = versions.pageInfo);
      await done('comp-admin', 'planDefine', { plan: { ...PLAN, plan: `between-${found.length}` } });
    }
    expect(found.length).toBeGreaterThan(9);
    expect(new Set(found).size).toBe(found.length);
  });

  it('takes no cursor of another filter', async () => {
    const list = `query ($after: String, $filter: VersionFilterInput) { versions(first: 1, after: $after, filter: $filter) {
      pageInfo { endCursor } } }`;
    const { versions } = await api.askAs<{ versions: { pageInfo: { endCursor: string } } }>('finance', list);
    const after = versions.pageInfo.endCursor;
    const other = await api.answerAs('finance', list, { after, filter: { kind: 'TABLE' } });
    expect(other.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_CURSOR']);
  });
});
