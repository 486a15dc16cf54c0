import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../test/support/api/small-company-calculated.js';
import { ALL_SEEING } from '../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { booking, tell, type Told } from '../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../platform/database/actor.js';
import { sayTurnedAway } from './turned-away.js';

const inPounds = (id: string, day: string, net: string): Told => {
  const told = booking({ id, day, net, seller: 'sterling' });
  return { ...told, columns: { ...told.columns, currency: 'GBP' } };
};

const database = testDatabase();
const all = testApi(database);
const own = testApi(database, {
  ...ALL_SEEING,
  id: 'sterling',
  sight: { pay: new Map([['sterling', ALL_DAYS]]), bookings: 'credited', audit: 'none' },
});
beforeAll(async () => {
  const seat = { effective_from: '2026-01-01', effective_until: null, attributes: '{}' };
  await tell(database, [
    { table: 'participant', id: 'sterling', revision: 1, columns: { name: 'Sterling', attributes: '{}' } },
    {
      table: 'assignment',
      id: 'sterling seller',
      revision: 1,
      columns: { participant: 'sterling', plan: 'seller', manager: null, ...seat },
    },
    inPounds('B901', '2026-01-05', '5000'),
    ...[1, 2, 3, 4, 5].map((at) => inPounds(`B91${at}`, `2026-04-0${at}`, '100')),
  ]);
  await calculateSmallCompany(database);
});

async function says(api: TestApi, period: string): Promise<string[]> {
  const text = `query ($period: String!) { participant(id: "sterling") { whyNothing(period: $period) { says } } }`;
  const { participant } = await api.ask<{ participant: { whyNothing: { says: string }[] } }>(text, {
    period,
  });
  return participant.whyNothing.map((each) => each.says);
}

describe('a booking that a rule gave and the plan turned away', () => {
  it('is named with the reason to who got nothing else', async () => {
    expect(await says(all, '2026-Q1')).toEqual([
      'Nothing was credited in 2026-Q1: the rules of engagement gave them what follows, and it was turned away: B901, line 1, of 2026-01-05 (CURRENCY: The booking is in GBP, the plan seller pays in USD).',
    ]);
  });

  it('is one of several: the first are told, and of the rest how many', async () => {
    const [said] = await says(all, '2026-Q2');
    expect(said).toContain('they were turned away: B911, line 1');
    expect(said).toMatch(/B913, line 1[^;]*; and 2 more\.$/);
    expect(said).not.toContain('no rule of engagement');
  });

  it('is shown to who sold it', async () => {
    expect(await says(own, '2026-Q1')).toEqual(await says(all, '2026-Q1'));
  });

  it('is told without its id and its reason to who does not see it', () => {
    const at = { source: 'crm', external_id: 'B1', line_no: 1, booked_on: '2026-01-05' };
    const away = { ...at, participant: 'ana', code: 'NO_RATE', reason: 'No rate of GBP.' };
    expect(sayTurnedAway('2026-Q1', [away], { all: false, lines: new Set() })).toBe(
      'Nothing was credited in 2026-Q1: the rules of engagement gave them what follows, and it was turned away: a booking that you do not see (NO_RATE).',
    );
  });

  it('is no reason in a period in which there is none', async () => {
    expect(await says(all, '2026-Q3')).toEqual([expect.stringContaining('nothing in a period 2026-Q3')]);
  });
});
