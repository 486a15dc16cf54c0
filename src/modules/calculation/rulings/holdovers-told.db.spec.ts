import { beforeAll, describe, expect, it } from '@jest/globals';
import { Holdovers } from '../../../../test/support/engagement/holdovers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { WhatIfService } from '../../engagement/what-if.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { readDay } from '../../../engine/kernel/day.js';
import { ACTOR } from '../../../../test/support/small-company.js';

const database = testDatabase();
const holdovers = new Holdovers(database);

const HEADER =
  'booking,date,currency,net,account,transfer.date,transfer.holdover,opportunity.stage-at-transfer,opportunity.previous-owner';
const BOOKINGS = `${HEADER}
HO-1,2025-06-27,USD,10000,acme,2025-03-30,,5,dan
HO-2,2025-06-28,USD,10000,acme,2025-03-30,,5,dan
HO-3,2025-04-19,USD,10000,acme,2025-03-30,,2,dan
HO-4,2025-04-19,USD,10000,acme,2025-03-30,agreed,2,dan
HO-5,2025-04-19,USD,10000,acme,,,,
`;

beforeAll(async () => {
  await holdovers.tell();
  await holdovers.give('bookings', BOOKINGS);
}, 60_000);

describe('a booking that says itself what it came of', () => {
  it('pays whom the policy names by that, and a ruling on it says the same', async () => {
    const paid = await holdovers.credited();
    expect(paid).toEqual({
      'HO-1': ['dan 100%'],
      'HO-2': ['nia 100%'],
      'HO-3': ['nia 100%'],
      'HO-4': ['dan 100%'],
      'HO-5': ['nia 100%'],
    });
    expect(await holdovers.ruled()).toEqual(paid);
    expect(await holdovers.explained()).toEqual({
      'HO-1': 'holdover',
      'HO-2': 'account-owner',
      'HO-3': 'account-owner',
      'HO-4': 'agreed-holdover',
      'HO-5': 'account-owner',
    });
  });

  it('is what would be answered of another like it', async () => {
    const service = new WhatIfService(database, new RulesService(database));
    const [answer] = await service.answers(ACTOR, [
      {
        decision: 'credit',
        day: readDay('2025-06-27') ?? 0,
        like: [{ kind: 'booking', subject: 'crm/HO-1/1' }],
        facts: [],
      },
    ]);
    expect(answer?.gives).toMatchObject([{ output: 'dan', value: '100%', as: 'holdover' }]);
  });

  it('refuses a fact that its catalogue types otherwise, and a person whom nobody knows', async () => {
    const bad = `${HEADER}\nHO-6,2025-06-27,USD,1,acme,soon,,5,dan\nHO-7,2025-06-27,USD,1,acme,2025-03-30,,5,nobody\n`;
    const { rejections } = await holdovers.report('bookings', bad);
    expect(rejections.map(({ line, column }) => `${line} ${column}`)).toEqual([
      '2 transfer.date',
      '3 opportunity.previous-owner',
    ]);
  });
});
