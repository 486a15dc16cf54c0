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
const as = (id: string): TestApi =>
  testApi(database, {
    ...ALL_SEEING,
    id,
    participant: id,
    sight: { pay: new Map([[id, ALL_DAYS]]), bookings: 'credited', audit: 'none' },
  });
const all = testApi(database);
const [old, fresh] = [as('seller-5'), as('seller-6')];

const DESK = `      - id: desks
        rules:
          - id: desk
            when: { booking.salesperson: seller-6 }
            credit: [{ to: booking.salesperson, parts: 1 }]
            because: What seller-6 sells goes through the desk
`;

/** What seller-6 sells has a rule of its own. B901 moved to seller-6 before it was calculated, B903 after. */
beforeAll(async () => {
  await publishRules(database);
  const text = readFileSync(path.join(projectRoot(), 'bench', 'rules', 'engagement.yaml'), 'utf8');
  const policy = text.replace('      - id: named\n', `${DESK}      - id: named\n`);
  const file = { path: 'engagement.yaml', text: Buffer.from(policy) };
  expect(await new RulesService(database).publish(ACTOR, [file], 'A desk')).toMatchObject({ findings: [] });
  const told = { day: '2026-02-03', net: '1000.00', seller: 'seller-5' };
  const moved = { ...told, seller: 'seller-6', revision: 2 };
  await tell(database, [
    ...people(),
    ...['B901', 'B903'].map((id) => booking({ ...told, id })),
    booking({ ...moved, id: 'B901' }),
  ]);
  await calculateAndSettle(database);
  await tell(database, [booking({ ...moved, id: 'B903' })]);
});

interface Ruled {
  booking: { ruling: { rule: string; rules: { rule: string; outcome: string; says: string[] }[] }[] };
}

async function ruling(api: TestApi, id: string): Promise<Ruled['booking']['ruling']> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { ruling { line rule because rules { rule outcome gives says } } } }`;
  return (await api.ask<Ruled>(text, { id })).booking.ruling;
}

describe('a ruling', () => {
  it('is what the calculation came to, for everybody to whom it is shown', async () => {
    const [desk] = await ruling(all, 'B901');
    expect(desk?.rule).toBe('desk');
    expect(await ruling(fresh, 'B901')).toEqual([desk]);
    const [named] = await ruling(all, 'B903');
    expect(named?.rule).toBe('named-seller');
    expect(await ruling(old, 'B903')).toEqual([named]);
  });

  it('is not made up anew from the rows that somebody sees who had the line before', async () => {
    expect(await ruling(old, 'B901')).toEqual([]);
  });
});
