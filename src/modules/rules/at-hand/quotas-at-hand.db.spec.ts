import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { benchText } from '../../../../test/support/rules/versions.js';
import { RulesService } from '../rules.service.js';
import { VersionsService } from '../versions.service.js';

const database = testDatabase();
const admin = seeingAll('ana');
const importFile = importing(database);
const versions = new VersionsService(database);

const CATALOGUE = benchText('facts').replace(
  'attributes:',
  `attributes:
  - { name: attribute.other-quota, is: money, means: Another quota }
  - { name: attribute.nowhere, is: money, means: A quota that nobody anywhere has }`,
);

async function give(kind: string, text: string): Promise<void> {
  const catalogue = await database.inTransaction(admin, (tx) => new RulesService(database).catalogueNow(tx));
  await importFile(kind, text, { catalogue });
}

/** What is told of a version of a plan whose measure has this quota. */
async function told(
  name: string,
  { quota, from, until = '' }: { quota: string; from: string; until?: string },
): Promise<string[]> {
  const source = [
    'kicker: 1',
    `plan: ${name}`,
    `from: ${from}`,
    ...(until === '' ? [] : [`until: ${until}`]),
    'currency: USD',
    'calendar: company',
    'pay-every: quarter',
    'values: [{ id: half, is: money, multiply: [attribute.other-quota, 50%] }]',
    'measures:',
    `  - { id: sales, sum: line.net, window: quarter, quota: ${quota}, negative: carry-measure }`,
    'incentives:',
    '  - { id: commission, source: §1, tiers: { axis: attainment.sales, mode: marginal, no-quota: 0%, starts: [{ id: all, from: 0%, pays: 5% }] } }',
    '',
  ].join('\n');
  const { findings } = await versions.judge(admin, { kind: 'plan', name, source, test: null });
  return findings
    .filter(({ code }) => code !== 'UNUSED')
    .map(({ code, line, message }) => `${code} ${line} ${message}`);
}

beforeAll(async () => {
  const files = [
    { path: 'facts.yaml', text: CATALOGUE },
    { path: 'engagement.yaml', text: benchText('engagement') },
  ];
  const { position, findings } = await new RulesService(database).publish(admin, files);
  if (position === null) throw new Error(findings.map(({ message }) => message).join(' '));
  await give('participants', 'participant,name\np-1,Ana\np-2,Ben\np-3,Cho\n');
  await give(
    'assignments',
    [
      'participant,plan,from,until,attribute.other-quota',
      'p-1,cloud,2026-01-01,2026-07-01,',
      'p-2,cloud,2026-01-01,,',
      'p-3,solo,2026-01-01,,500 USD',
      '',
    ].join('\n'),
  );
  await give(
    'quotas',
    'participant,attribute,amount,unit,from,until\np-1,attribute.quota,5,USD,2026-01-01,2026-10-01\n',
  );
  await give('bookings', 'booking,date,currency,net,salesperson\nB-1,2026-01-05,USD,100,p-1\n');
});

describe('a quota that nobody has', () => {
  it('is none that one person on the plan has on one day of the version', async () => {
    expect(await told('cloud', { quota: 'attribute.quota', from: '2026-06-30' })).toEqual([]);
    expect(await told('solo', { quota: 'attribute.other-quota', from: '2026-01-01' })).toEqual([]);
  });

  it('is told where they have it before the version, or after their time on the plan, only', async () => {
    expect(
      await told('cloud', { quota: 'attribute.quota', from: '2026-07-01', until: '2027-01-01' }),
    ).toEqual([
      'QUOTA_NOBODY_HAS 10 The one person on cloud does not have attribute.quota from 2026-07-01 until 2027-01-01: 100,000 in sales would be no percent of anything, and everybody is paid as without a quota.',
    ]);
  });

  it('is told of the attributes that a value computes it from', async () => {
    expect(await told('cloud', { quota: 'value.half', from: '2026-01-01' })).toEqual([
      'QUOTA_NOBODY_HAS 9 None of the 2 people on cloud has attribute.other-quota from 2026-01-01 on: 100,000 in sales would be no percent of anything, and everybody is paid as without a quota.',
    ]);
  });

  it('is told once where nobody anywhere has it, and not of a plan that nobody is on', async () => {
    const found = await told('cloud', { quota: 'attribute.nowhere', from: '2026-01-01' });
    expect(found.map((each) => each.split(' ')[0])).toEqual(['FACT_NEVER_FILLED']);
    expect(await told('empty', { quota: 'attribute.quota', from: '2026-01-01' })).toEqual([]);
  });
});
