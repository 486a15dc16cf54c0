import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../../../../test/support/api/api.js';
import { calculateAndSettle } from '../../../../test/support/api/small-company-calculated.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';
import { projectRoot } from '../../../platform/project-root.js';
import { RulesService } from '../../rules/rules.service.js';

const database = testDatabase();
const seeing = (id: string, days: string): TestApi =>
  testApi(database, {
    ...ALL_SEEING,
    id: 'manager-0',
    participant: 'manager-0',
    sight: { pay: new Map([[id, days]]), bookings: 'credited', audit: 'none' },
  });
const all = testApi(database);
const own = seeing('seller-2', ALL_DAYS);
const before = seeing('seller-2', '{[2026-01-01,2026-04-01)}');

const rule = (file: string, from: string, to: string): { path: string; text: Buffer } => {
  const text = readFileSync(path.join(projectRoot(), 'bench', 'rules', file), 'utf8');
  return { path: file, text: Buffer.from(text.replace(from, to)) };
};

/** The plan counts what sellers of the west sell; seller-2 is of the east. */
beforeAll(async () => {
  await publishRules(database);
  const field = '  - { name: participant.region, is: text, means: Where somebody sells }\n';
  const files = [
    rule('facts.yaml', '  - { name: line.net', `${field}  - { name: line.net`),
    rule('seller.yaml', 'expansion, renewal] }', 'expansion, renewal], participant.region: west }'),
  ];
  expect(await new RulesService(database).publish(ACTOR, files, 'Regions')).toMatchObject({ findings: [] });
  await tell(database, [
    ...people(),
    {
      table: 'participant',
      id: 'seller-2',
      revision: 2,
      columns: { name: 'seller-2', attributes: '{"participant.region": "canary-east"}' },
    },
    booking({ id: 'B901', day: '2026-02-03', net: '70.00', seller: 'seller-2' }),
  ]);
  await calculateAndSettle(database);
});

interface Reasons {
  participant: {
    whyNothing: { credits: { booking: string; because: { id: string; because: string[] }[] }[] }[];
  };
}

async function because(api: TestApi): Promise<string> {
  const text = `{ participant(id: "seller-2") { whyNothing(period: "2026-Q1") { says credits { booking because { id because } } } } }`;
  const { participant } = await api.ask<Reasons>(text);
  const [sales] = participant.whyNothing[0]?.credits[0]?.because ?? [];
  return sales?.because.join(' ') ?? '';
}

describe('why a credit counts for nothing', () => {
  it('is judged as it was, and says what was found to who sees it', async () => {
    expect(await because(all)).toContain('canary-east');
    expect(await because(own)).toBe(await because(all));
  });

  it('names the test and not the value to who sees the pay of that time and the person no longer', async () => {
    expect(await because(before)).toBe('It tests participant.region, which you do not see of them now.');
  });
});
