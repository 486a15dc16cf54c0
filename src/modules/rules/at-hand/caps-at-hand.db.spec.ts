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
  - { name: attribute.variable, is: money, means: Variable pay of a quarter }`,
);

async function give(kind: string, text: string): Promise<void> {
  const catalogue = await database.inTransaction(admin, (tx) => new RulesService(database).catalogueNow(tx));
  await importFile(kind, text, { catalogue });
}

const TIERS =
  'tiers: { axis: attainment.sales, mode: marginal, no-quota: 0%, starts: [{ id: a, from: 0%, pays: 10% }, { id: b, from: 100%, pays: 15% }] }';
const CURVE =
  'curve: { axis: attainment.sales, base: attribute.variable, between: straight, before: zero, after: continue, no-quota: 0%, points: [{ id: a, at: 50%, pays: 50% }, { id: b, at: 100%, pays: 100% }] }';

/** What is told of the caps of a version of a plan with these incentives. */
async function told(
  incentives: readonly string[],
  { most, whole = '', from = '2026-01-01' }: { most?: string; whole?: string; from?: string },
): Promise<string[]> {
  const modify = most ? `, modify: [{ cap: { what: earning, at: ${most}, excess: lost } }]` : '';
  const source = [
    'kicker: 1',
    'plan: cloud',
    `from: ${from}`,
    'currency: USD',
    'calendar: company',
    'pay-every: quarter',
    'measures:',
    '  - { id: sales, sum: line.net, window: quarter, quota: attribute.quota, negative: carry-measure }',
    'incentives:',
    ...incentives.map((each, index) => `  - { id: pay-${index}, source: §1, ${each}${modify} }`),
    whole,
    '',
  ].join('\n');
  const { findings } = await versions.judge(admin, { kind: 'plan', name: 'cloud', source, test: null });
  return findings
    .filter(({ code, severity }) => code === 'CAP_BELOW_TARGET' || severity === 'error')
    .map(({ line, message }) => `${line} ${message}`);
}

beforeAll(async () => {
  const files = [
    { path: 'facts.yaml', text: CATALOGUE },
    { path: 'engagement.yaml', text: benchText('engagement') },
  ];
  const { position, findings } = await new RulesService(database).publish(admin, files);
  if (position === null) throw new Error(findings.map(({ message }) => message).join(' '));
  await give('participants', 'participant,name\np-1,Ana\np-2,Ben\np-3,Cho\np-4,Dee\n');
  await give(
    'assignments',
    [
      'participant,plan,from,until,attribute.variable',
      'p-1,cloud,2026-01-01,,3000 USD',
      'p-2,cloud,2026-01-01,,5000 USD',
      'p-3,cloud,2026-01-01,,900 EUR',
      'p-4,other,2026-01-01,,9000 USD',
      '',
    ].join('\n'),
  );
  await give(
    'quotas',
    [
      'participant,attribute,amount,unit,from,until',
      'p-1,attribute.quota,30000,USD,2026-01-01,2026-04-01',
      'p-1,attribute.quota,60000,USD,2026-04-01,2027-01-01',
      'p-2,attribute.quota,40000,USD,2026-01-01,2027-01-01',
      'p-4,attribute.quota,900000,USD,2026-01-01,2027-01-01',
      '',
    ].join('\n'),
  );
  await give('bookings', 'booking,date,currency,net,salesperson\nB-1,2026-01-05,USD,100,p-1\n');
});

describe('a cap below what the people on a plan earn at target', () => {
  it('names who cannot earn it, by their quota on some day of the version', async () => {
    expect(await told([TIERS], { most: '"3,999.99 USD"' })).toEqual([
      '10 2 people on cloud cannot earn their target pay, because the cap is lower than what 100% of target pays in a quarter: p-1 6,000.00 USD and a cap of 3,999.99 USD; p-2 4,000.00 USD and a cap of 3,999.99 USD.',
    ]);
    expect(await told([TIERS], { most: '"4,000 USD"' })).toEqual([
      '10 One person on cloud cannot earn their target pay, because the cap is lower than what 100% of target pays in a quarter: p-1 6,000.00 USD and a cap of 4,000.00 USD.',
    ]);
    expect(await told([TIERS], { most: '"6,000 USD"' })).toEqual([]);
    expect(await told([TIERS], { most: '"3,999.99 USD"', from: '2027-01-01' })).toEqual([]);
  });

  it('goes by an attribute of the assignment, in the currency of the plan', async () => {
    expect(await told([CURVE], { most: '"4,999.99 USD"' })).toEqual([
      '10 One person on cloud cannot earn their target pay, because the cap is lower than what 100% of target pays in a quarter: p-2 5,000.00 USD and a cap of 4,999.99 USD.',
    ]);
    expect(await told([CURVE], { most: '"5,000 USD"' })).toEqual([]);
  });

  it('compares a cap that is an attribute too', async () => {
    expect(await told([TIERS], { most: 'attribute.variable' })).toEqual([
      '10 One person on cloud cannot earn their target pay, because the cap is lower than what 100% of target pays in a quarter: p-1 6,000.00 USD and a cap of 3,000.00 USD.',
    ]);
  });

  it('adds up what all incentives pay under a cap of the plan', async () => {
    const whole = (at: string): string => `modify: [{ cap: { at: ${at}, window: quarter, excess: lost } }]`;
    expect(await told([TIERS, CURVE], { whole: whole('"8,999.99 USD"') })).toEqual([
      '12 2 people on cloud cannot earn their target pay, because the cap is lower than what 100% of target pays in a quarter: p-1 9,000.00 USD and a cap of 8,999.99 USD; p-2 9,000.00 USD and a cap of 8,999.99 USD.',
    ]);
    expect(await told([TIERS, CURVE], { whole: whole('"9,000 USD"') })).toEqual([]);
  });
});
