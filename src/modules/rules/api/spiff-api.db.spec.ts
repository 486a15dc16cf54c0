import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { personaApi } from '../../../../test/support/api/api.js';
import { testDatabase } from '../../../../test/support/database.js';
import { rulesFiles } from '../../../../test/support/documents/rules-files.js';
import { tell, type Told } from '../../../../test/support/small-company.js';
import { RulesService } from '../rules.service.js';

const database = testDatabase();
const attributes = JSON.stringify({ 'participant.role': 'account-executive' });
/** The rep whose pay the persona sees: their own. */
const REP: readonly Told[] = [
  { table: 'participant', id: 'west-ae-1', revision: 1, columns: { name: 'A rep', attributes: '{}' } },
  {
    table: 'assignment',
    id: 'west-ae-1 ae',
    revision: 1,
    columns: {
      participant: 'west-ae-1',
      plan: 'account-executive',
      manager: null,
      effective_from: '2026-01-01',
      effective_until: null,
      attributes,
    },
  },
];
beforeAll(async () => {
  await tell(database, REP);
  await new RulesService(database).publish(seeingAll('command-line'), rulesFiles());
});
const api = personaApi(database);

const SPIFF = {
  spiff: 'launch-sprint',
  title: 'Launch sprint',
  from: '2026-05-01',
  until: '2026-06-01',
  currency: 'USD',
  calendar: 'company',
  incentives: [
    {
      id: 'early',
      title: 'First orders',
      firstN: { count: '3 bookings', each: 'COMPANY', order: 'RECORDED', pays: '500 USD' },
    },
  ],
};

interface Version {
  id: string;
  state: string;
  step: number;
  hash: string;
  source: string;
  checked: { findings: { code: string }[]; liability: string | null } | null;
}

const ANSWER = `{ userErrors { code message } version { id state step hash source checked { findings { code } liability } } }`;

let keys = 0;

async function act(login: string, name: string, of: string, input: object): Promise<Version> {
  const query = `mutation ($input: ${of}!) { ${name}(input: $input) ${ANSWER} }`;
  const given = { input: { idempotencyKey: `spiff-${(keys += 1)}`, ...input } };
  const data = await api.askAs<Record<string, { userErrors: unknown[]; version: Version }>>(
    login,
    query,
    given,
  );
  expect([name, data[name]?.userErrors]).toEqual([name, []]);
  return data[name]?.version as Version;
}

describe('a SPIFF by GraphQL', () => {
  it('is defined, checked with what it may cost at most, approved by somebody else and published', async () => {
    const draft = await act('comp-admin', 'spiffDefine', 'SpiffDefineInput', { spiff: SPIFF });
    expect(draft.source).toContain('spiff: launch-sprint');
    const version = { version: draft.id };
    const checked = await act('comp-admin', 'versionCheck', 'VersionInput', version);
    expect(checked.state).toBe('CHECKED');
    expect(checked.checked?.liability).toBe(
      'launch-sprint costs at most 1,500 USD: early 3 places of 500 USD.',
    );
    await act('comp-admin', 'versionSubmit', 'VersionInput', version);
    const { hash } = checked;
    await act('finance', 'versionApprove', 'VersionApproveInput', { ...version, hash });
    const published = await act('comp-admin', 'versionPublish', 'VersionReasonInput', {
      ...version,
      reason: 'Announced',
    });
    expect(published.state).toBe('PUBLISHED');
  });

  it('that nothing bounds is warned of, and says what would bound it', async () => {
    const query = `query ($document: DocumentInput) { documentCheck(document: $document) { liability findings { code } } }`;
    const measures = [{ id: 'sold', sum: 'line.net', window: 'PLAN_TO_DATE', negative: 'CARRY_MEASURE' }];
    const incentives = [{ id: 'more', title: 'More', flat: { base: 'measure.sold', pays: '1%' } }];
    const open = { ...SPIFF, spiff: 'open', measures, incentives };
    const { documentCheck } = await api.askAs<{
      documentCheck: { liability: string; findings: { code: string }[] };
    }>('comp-admin', query, { document: { spiff: open } });
    expect(documentCheck.findings.map(({ code }) => code)).toContain('UNBOUNDED_LIABILITY');
    expect(documentCheck.liability).toBe(
      'open may cost any amount: more has no cap; a cap on the earning or a budget would bound it.',
    );
  });

  it('is read by reps whom it concerns, as their plan is, and by no others', async () => {
    const text = `kicker: 1\nspiff: for-managers\ntitle: For managers\nfrom: 2026-05-01\nuntil: 2026-06-01\ncurrency: USD\ncalendar: company
who: { participant.role: sales-manager }\nincentives:\n  - { id: best, title: Best, source: §1, first-n: { count: 1 booking, each: company, order: recorded, pays: 9 USD } }\n`;
    const files = [{ path: 'spiffs/for-managers/spiff.yaml', text: Buffer.from(text) }];
    const told = await new RulesService(database).publish(seeingAll('command-line'), files, 'For managers');
    expect(told.position).not.toBeNull();
    const { versions } = await api.askAs<{
      versions: { nodes: { id: string; kind: string; name: string }[] };
    }>('rep', '{ versions(first: 50) { nodes { id kind name } } }');
    const spiffs = versions.nodes.filter(({ kind }) => kind === 'SPIFF');
    expect(spiffs.map(({ name }) => name)).toEqual(['launch-sprint']);
    const { version } = await api.askAs<{ version: { source: string } | null }>(
      'rep',
      'query ($id: ID!) { version(id: $id) { source } }',
      { id: spiffs[0]?.id },
    );
    expect(version?.source).toContain('first-n');
  });
});
