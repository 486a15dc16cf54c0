import { expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { benchText, planText } from '../../../test/support/rules/versions.js';
import { RulesService, type PublishReport } from '../../modules/rules/rules.service.js';
import { EXIT, type Answer } from '../output.js';
import { publishFiles } from './publish.js';

const rules = new RulesService(testDatabase());
const files = (texts: Readonly<Record<string, string>>): { path: string; text: string }[] =>
  Object.entries(texts).map(([name, text]) => ({ path: `${name}.yaml`, text }));
const publish = (texts: Readonly<Record<string, string>>): Promise<Answer> =>
  publishFiles(rules, files(texts));

it('publishes the version that follows, as the check says, and tells what ended', async () => {
  const [facts, engagement] = [benchText('facts'), benchText('engagement')];
  const before = planText('seller');
  const next = planText('seller', { 'from: 2026-01-01': 'from: 2026-04-01', '6%': '7%' });
  await publish({ facts, engagement, before });
  const refused = await publish({ facts, engagement, before, next });
  const remedy = /Write `(until: \S+)` in the earlier version/.exec(refused.text)?.[1] ?? '';
  expect([remedy, refused.exit]).toEqual(['until: 2026-04-01', EXIT.findings]);
  const ended = before.replace('until: 2027-01-01', remedy);
  const said = ({ text }: Answer): string[] =>
    text
      .split('\n')
      .filter((line) => line.includes('seller'))
      .map((line) => line.trim().split(/ {2,}/).join(' '));
  const both = { facts, engagement, next, ended };
  expect(said(await publish(both))).toEqual([
    'plan seller 2026-04-01 2027-01-01 published',
    'plan seller 2026-01-01 2026-04-01 ended',
  ]);
  const again = await publish(both);
  expect(said(again)).toEqual([
    'plan seller 2026-04-01 2027-01-01 unchanged',
    'plan seller 2026-01-01 2026-04-01 unchanged',
  ]);
  expect((again.json as PublishReport).documents.every(({ supersedes }) => supersedes.length === 0)).toBe(
    true,
  );
});
