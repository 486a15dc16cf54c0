import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../../test/support/actors/actor.js';
import { personaApi } from '../../../../../test/support/api/api.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { benchText, planTest, planText } from '../../../../../test/support/rules/versions.js';
import { RulesService } from '../../rules.service.js';

const database = testDatabase();
beforeAll(async () => {
  const files = ['facts', 'engagement'].map((name) => ({ path: `${name}.yaml`, text: benchText(name) }));
  await new RulesService(database).publish(seeingAll('command-line'), files);
});
const api = personaApi(database);

interface Check {
  findings: { code: string; severity: string; line: number }[];
  examples: { passed: number; failed: number; situations: { failures: { got: string | null }[] }[] };
}

const QUERY = `query ($text: String, $document: DocumentInput, $test: String, $examples: TestInput) {
  documentCheck(text: $text, document: $document, test: $test, examples: $examples) {
    findings { code severity line } examples { passed failed situations { failures { got } } }
  }
}`;

async function checked(login: string, asked: Record<string, unknown>): Promise<Check> {
  return (await api.askAs<{ documentCheck: Check }>(login, QUERY, asked)).documentCheck;
}

const codes = ({ findings }: Check): string[] => findings.map(({ code }) => code);

const positions = (): Promise<{ versions: number }[]> =>
  database.inTransaction(seeingAll('tester'), (tx) =>
    tx.query('select count(*)::int as versions from version_step'),
  );

describe('checking a document', () => {
  it.each(['comp-admin', 'finance', 'auditor'])('is for a %s, and keeps nothing', async (login) => {
    const before = await positions();
    const { findings, examples } = await checked(login, { text: planText('mine'), test: planTest('mine') });
    expect([findings, examples.passed, examples.failed]).toEqual([[], 1, 0]);
    const wrong = await checked(login, { text: planText('mine'), test: planTest('mine', '61.00') });
    expect(wrong.examples).toMatchObject({ failed: 1, situations: [{ failures: [{ got: '60.00 USD' }] }] });
    expect(await positions()).toEqual(before);
  });

  it.each(['manager', 'rep', 'system-admin'])('is not for a %s', async (login) => {
    const { data, errors } = await api.answerAs(login, QUERY, { text: planText('mine') });
    expect([data?.['documentCheck'] ?? null, errors?.length]).toEqual([null, 1]);
  });

  it('tells findings of a text that is no document, and of typed input', async () => {
    expect(codes(await checked('auditor', { text: 'kicker: 1\nplann: mine\n' }))).toHaveLength(1);
    const document = { plan: { plan: 'typed', from: '2026-01-01', measures: [], incentives: [] } };
    const typed = { ...document.plan, currency: 'USD', calendar: 'no-such' };
    expect(codes(await checked('auditor', { document: { plan: typed } }))).toContain('UNKNOWN_NAME');
  });

  it('is refused when both forms are given, or none', async () => {
    for (const asked of [{}, { text: planText('mine'), document: { table: null } }]) {
      const { errors } = await api.answerAs('auditor', QUERY, asked);
      expect(errors?.length).toBe(1);
      expect(errors?.[0]?.extensions['code']).toMatch(/BAD_(USER_)?INPUT/);
    }
  });

  it('of a draft marks it, which a comp admin alone may', async () => {
    const define = `mutation ($input: DocumentTextInput!) { documentDefine(input: $input) { version { id } } }`;
    const check = `mutation ($input: VersionInput!) { versionCheck(input: $input) { userErrors { code } version { state } } }`;
    const { documentDefine } = await api.askAs<{ documentDefine: { version: { id: string } } }>(
      'comp-admin',
      define,
      { input: { idempotencyKey: 'draft', text: planText('marked') } },
    );
    const input = { idempotencyKey: 'mark', version: documentDefine.version.id };
    for (const login of ['auditor', 'finance'])
      expect(await api.askAs(login, check, { input })).toMatchObject({
        versionCheck: { userErrors: [{ code: 'NOT_ALLOWED' }], version: null },
      });
    expect(await api.askAs('comp-admin', check, { input })).toMatchObject({
      versionCheck: { userErrors: [], version: { state: 'CHECKED' } },
    });
  });
});
