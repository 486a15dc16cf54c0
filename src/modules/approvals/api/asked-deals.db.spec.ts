import { beforeAll, describe, expect, it } from '@jest/globals';
import { COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { personaApi } from '../../../../test/support/api/api.js';
import { as, offer, Offers, standsIn } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import type { Told } from '../../../../test/support/small-company.js';
import { UsersService } from '../../access/users.service.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);
const api = personaApi(database);

/** Ana sells; max is asked as one of the desk, and ben sells and stands in for max. Neither sees her deals by whom they manage. */
const USERS = [
  ['ana', 'rep'],
  ['ben', 'rep'],
  ['max', 'manager'],
  ['dan', 'manager'],
] as const;
const ASKED = ['max', 'ben'];

beforeAll(async () => {
  for (const [login, role] of USERS)
    await api.server
      .get(UsersService)
      .add(COMMAND_LINE, { login, name: login, participant: login, roles: [role] });
  await offers.tell(standsIn('max', 'ben'));
});

const line = (deal: string): Told => ({
  table: 'deal_line',
  id: `${deal}/1`,
  revision: 1,
  columns: { deal, line_no: 1, net: '5000', attributes: '{}' },
});

const DEAL = `query ($id: ID!) { deal(id: $id) { id lines { line net { amount } } } deals { totalCount } }`;

/** What somebody sees of a deal, and of how many deals. */
async function seen(login: string, id: string): Promise<unknown> {
  const { deal, deals } = await api.askAs<{ deal: unknown; deals: { totalCount: number } }>(login, DEAL, {
    id,
  });
  return [deal, deals.totalCount];
}

async function preview(login: string, deal: string): Promise<unknown> {
  const asked = 'query ($deal: String!) { approvalPreview(deal: $deal) { hash needs { level people } } }';
  const { data, errors } = await api.answerAs(login, asked, { deal });
  return errors?.[0]?.extensions['code'] ?? (data as { approvalPreview: unknown }).approvalPreview;
}

describe('a deal', () => {
  it('is seen with its lines and previewed by whoever is asked to approve it, until that has ended', async () => {
    await offers.tell(
      offer('G1', { discount: '5%', margin: '30%' }),
      line('G1'),
      offer('G2', { discount: '5%' }),
    );
    for (const login of ASKED) {
      expect(await seen(login, 'G1')).toEqual([null, 0]);
      expect(await preview(login, 'G1')).toBe('DEAL_UNKNOWN');
    }
    const request = await offers.approvals.submit(as('ana'), { deal: 'G1', matrix: null, seen: null });
    const G1 = { id: 'G1', lines: [{ line: 1, net: { amount: '5000.00' } }] };
    const needs = [{ level: 'desk', people: ['kim', 'lou', 'max'] }];
    for (const login of ASKED) {
      expect(await seen(login, 'G1')).toEqual([G1, 1]);
      expect(await seen(login, 'G2')).toEqual([null, 1]);
      expect(await preview(login, 'G1')).toEqual({ hash: request.hash, needs });
      expect(await preview(login, 'G2')).toBe('DEAL_UNKNOWN');
    }
    await offers.tell(standsIn('max', 'ben', { revision: 2, withdrawn: true }));
    expect(await seen('ben', 'G1')).toEqual([null, 0]);
    await offers.approvals.recall(as('ana'), request.id);
    expect(await seen('max', 'G1')).toEqual([null, 0]);
  });
});
