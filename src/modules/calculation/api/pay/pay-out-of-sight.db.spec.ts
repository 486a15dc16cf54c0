import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../../../test/support/api/api.js';
import { calculateSmallCompany } from '../../../../../test/support/api/small-company-calculated.js';
import { ALL_SEEING } from '../../../../../test/support/api/viewers.js';
import { testDatabase } from '../../../../../test/support/database.js';
import { ALL_DAYS } from '../../../../platform/database/actor.js';

const database = testDatabase();
beforeAll(() => calculateSmallCompany(database));
const all = testApi(database);
/** The manager of seller-2 up to the end of March. */
const manager = testApi(database, {
  ...ALL_SEEING,
  id: 'manager-0',
  participant: 'manager-0',
  sight: {
    pay: new Map([
      ['manager-0', ALL_DAYS],
      ['seller-2', '{[2026-01-01,2026-04-01)}'],
    ]),
    bookings: 'credited',
    audit: 'none',
  },
});

const FIELDS = [
  'earnings(period: $period) { incentive }',
  'attainment(period: $period) { measure }',
  'whyNothing(period: $period) { says }',
];
const oneText = (field: string): string =>
  `query ($id: ID!, $period: String!) { participant(id: $id) { name shown: ${field} } }`;

describe('the pay of somebody who reported to one for a time', () => {
  it.each(FIELDS)('is refused for other periods, and shown for that time: %s', async (field) => {
    const asked = { id: 'seller-2', period: '2026-Q2' };
    const { data, errors } = await manager.answer(oneText(field), asked);
    expect(data).toEqual({ participant: { name: 'seller-2', shown: null } });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['PERIOD_NOT_SEEN']);
    const then = { id: 'seller-2', period: '2026-Q1' };
    expect(await manager.ask(oneText(field), then)).toEqual(await all.ask(oneText(field), then));
  });

  it('is refused as a sum over people and a period that are named', async () => {
    const text = `query ($participants: [ID!], $period: String) {
      earnings(filter: { participants: $participants, period: $period }) { totalCount totals { amount } } }`;
    const of = { participants: ['manager-0', 'seller-2'] };
    const { errors } = await manager.answer(text, { ...of, period: '2026-Q2' });
    expect(errors?.[0]?.extensions['code']).toBe('PERIOD_NOT_SEEN');
    const then = { ...of, period: '2026-Q1' };
    expect(await manager.ask(text, then)).toEqual(await all.ask(text, then));
  });

  it('leaves the rest of a list whole, and says of strangers nothing', async () => {
    const text = `query ($period: String!) { participants(first: 50) { nodes { id earnings(period: $period) { incentive } } } }`;
    const { data, errors } = await manager.answer(text, { period: '2026-Q2' });
    expect(errors).toHaveLength(1);
    const { nodes } = (data as { participants: { nodes: { id: string; earnings: object[] | null }[] } })
      .participants;
    const of = new Map(nodes.map(({ id, earnings }) => [id, earnings]));
    expect(of.get('seller-2')).toBeNull();
    expect(of.get('seller-3')).toEqual([]);
    expect(of.get('manager-0')).not.toEqual([]);
  });
});
