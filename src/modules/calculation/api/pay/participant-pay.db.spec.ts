import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../../test/support/api/small-company-calculated.js';
import { statementsOf } from '../../../../../test/support/api/statements.js';
import { ALL_SEEING } from '../../../../../test/support/api/viewers.js';
import { calculationOn } from '../../../../../test/support/calculation.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { ACTOR, booking, tell, type Told } from '../../../../../test/support/small-company.js';
import { ALL_DAYS } from '../../../../platform/database/actor.js';

const SEAT = { effective_from: '2026-01-01', effective_until: '2026-07-01', attributes: '{}' };
const untyped = (id: string, net: string): Told => {
  const told = booking({ id, day: '2026-02-03', net, seller: 'seller-2' });
  return { ...told, columns: { ...told.columns, attributes: '{}' } };
};

const database = testDatabase();
beforeAll(async () => {
  await tell(database, [
    { table: 'participant', id: 'idle', revision: 1, columns: { name: 'Idle', attributes: '{}' } },
    { table: 'participant', id: 'guest', revision: 1, columns: { name: 'Guest', attributes: '{}' } },
    {
      table: 'assignment',
      id: 'idle seller',
      revision: 1,
      columns: { participant: 'idle', plan: 'seller', manager: null, ...SEAT },
    },
    untyped('B901', '70'),
    booking({ id: 'B902', day: '2026-05-03', net: '-90000', seller: 'seller-4' }),
  ]);
  await calculateSmallCompany(database);
});
const api = testApi(database);
const rep = testApi(database, {
  ...ALL_SEEING,
  id: 'seller-2',
  sight: { pay: new Map([['seller-2', ALL_DAYS]]), bookings: 'credited', audit: 'none' },
});

interface Reason {
  incentive: string | null;
  says: string;
  credits: { booking: string; because: { id: string; because: string[] }[] }[];
}
interface Paid {
  id: string;
  earnings: { incentive: string; amount: { amount: string } }[];
  attainment: { incentive: string; measure: string; quota: string; attainment: string }[];
  whyNothing: Reason[];
}

const PAID = `id earnings(period: $period) { incentive amount { amount } lines { booking } }
  attainment(period: $period) { incentive plan window { name } measure quota attainment }
  whyNothing(period: $period) { incentive says credits { booking line date rule credited because { id because } } }`;

async function paid(id: string, period: string, by = api): Promise<Paid> {
  const text = `query ($id: ID!, $period: String!) { participant(id: $id) { ${PAID} } }`;
  return (await by.ask<{ participant: Paid }>(text, { id, period })).participant;
}

async function page(first: number): Promise<Paid[]> {
  const text = `query ($first: Int!, $period: String!) { participants(first: $first) { nodes { ${PAID} } } }`;
  const asked = { first, period: '2026-Q1' };
  return (await api.ask<{ participants: { nodes: Paid[] } }>(text, asked)).participants.nodes;
}

describe('what a participant earned, by GraphQL', () => {
  it('tells earnings and attainment of a period, measure ÷ quota', async () => {
    const { earnings, attainment } = await paid('seller-0', '2026-Q1');
    expect(earnings.map(({ incentive }) => incentive)).toEqual(['commission']);
    const [{ measure, quota, attainment: reached } = { measure: '', quota: '', attainment: '' }] = attainment;
    expect(Number(quota)).toBe(10_000);
    expect(Number(reached)).toBeCloseTo(Number(measure) / 10_000, 9);
  });

  it('says which test a credit failed that no incentive counts', async () => {
    const { whyNothing, attainment } = await paid('seller-2', '2026-Q1');
    expect(attainment.map(({ incentive }) => incentive)).not.toContain('');
    const [uncounted] = whyNothing.filter(({ incentive }) => incentive === null);
    expect(uncounted?.credits.map((credit) => credit.booking)).toEqual(['B901']);
    expect(uncounted?.credits[0]?.because[0]).toMatchObject({ id: 'sales' });
    expect(uncounted?.credits[0]?.because[0]?.because.join(' ')).toContain('booking.type');
  });

  it('says why an incentive earned nothing, and why nothing was credited at all', async () => {
    const [below] = (await paid('seller-4', '2026-Q2')).whyNothing;
    expect(below).toEqual({ incentive: 'commission', says: 'below zero nothing is paid.', credits: [] });
    const says = async (id: string, period: string): Promise<string[]> =>
      (await paid(id, period)).whyNothing.map((reason) => reason.says);
    expect(await says('idle', '2026-Q1')).toEqual([expect.stringContaining('Nothing was credited')]);
    expect(await says('guest', '2026-Q1')).toEqual(['They are on no plan in 2026-Q1.']);
    expect(await says('idle', '1999-Q1')).toEqual([expect.stringContaining('nothing in a period 1999-Q1')]);
    expect(await says('seller-0', '2026-Q1')).toEqual([]);
  });

  it('asks as many statements for one participant as for fifty', async () => {
    // The first eight have people who earned, who have a credit that does not count, and who have none.
    const some = await statementsOf(() => page(8));
    const all = await statementsOf(() => page(50));
    expect((await page(50)).length).toBe(13);
    expect(some).toBeGreaterThan(5);
    expect(all).toBe(some);
  });

  it('shows a rep their own pay, and of others nothing', async () => {
    expect((await paid('seller-2', '2026-Q1', rep)).earnings).toHaveLength(2);
    const other = await paid('seller-0', '2026-Q1', rep);
    expect(other.earnings).toEqual([]);
    expect(other.attainment).toEqual([]);
    expect(other.whyNothing).toEqual([]);
    expect((await paid('guest', '2026-Q1', rep)).whyNothing).toEqual([]);
  });

  it('follows the latest calculation', async () => {
    await tell(database, [booking({ id: 'B903', day: '2026-03-03', net: '50', seller: 'idle' })]);
    await calculationOn(database).service.calculate(ACTOR);
    expect((await paid('idle', '2026-Q1')).attainment.map(({ measure }) => measure)).toEqual(['50']);
  });
});
