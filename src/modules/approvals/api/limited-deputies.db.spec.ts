import { beforeAll, expect, it } from '@jest/globals';
import { COMMAND_LINE } from '../../../../test/support/actors/access.js';
import { personaApi } from '../../../../test/support/api/api.js';
import { as, codeOf, offer, Offers, standsIn } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { UsersService } from '../../access/users.service.js';

const database = testDatabase();
const offers = new Offers(database);
const api = personaApi(database);

beforeAll(async () => {
  await offers.open();
  for (const login of ['ben', 'max'])
    await api.server
      .get(UsersService)
      .add(COMMAND_LINE, { login, name: login, participant: login, roles: ['rep'] });
}, 60_000);

interface Limits {
  readonly matrix?: string;
  readonly most?: string;
  readonly currency?: string;
}

let revision = 0;

/** Ben stands in for max as far as limits go. */
async function limited(limits: Limits): Promise<void> {
  const { columns, ...told } = standsIn('max', 'ben', { revision: (revision += 1) });
  await offers.tell({ ...told, columns: { ...columns, ...limits } });
}

const SEEN =
  'query ($id: ID!) { deal(id: $id) { id } mine: approvals(of: MINE) { totalCount } all: approvals { totalCount } }';

/** What somebody sees of a deal and of requests: the deal, how many are theirs to decide, and how many they see at all. */
async function seen(login: string): Promise<unknown> {
  const found = await api.askAs<{
    deal: { id: string } | null;
    mine: { totalCount: number };
    all: { totalCount: number };
  }>(login, SEEN, { id: 'G1' });
  return [found.deal?.id ?? null, found.mine.totalCount, found.all.totalCount];
}

it('shows a deputy only those requests that the delegation lets them decide', async () => {
  const line = { deal: 'G1', line_no: 1, net: '5000', attributes: '{}' };
  await offers.tell(offer('G1', { discount: '5%', margin: '30%' }), {
    table: 'deal_line',
    id: 'G1/1',
    revision: 1,
    columns: line,
  });
  const { id: request, hash } = await offers.approvals.submit(as('ana'), {
    deal: 'G1',
    matrix: null,
    seen: null,
  });
  const nothing = [null, 0, 0];
  const all = ['G1', 1, 1];
  expect(await seen('max')).toEqual(all);
  expect(await seen('ben')).toEqual(nothing);
  for (const [limits, wanted] of [
    [{ matrix: 'terms' }, nothing],
    [{ most: '4999.99', currency: 'USD' }, nothing],
    [{ most: '9000', currency: 'EUR' }, nothing],
    [{ matrix: 'terms', most: '9000', currency: 'USD' }, nothing],
    [{ most: '5000', currency: 'USD' }, all],
    [{ matrix: 'discounts' }, all],
    [{}, all],
  ] as const) {
    await limited(limits);
    expect([limits, await seen('ben')]).toEqual([limits, wanted]);
  }
  await limited({ matrix: 'discounts', most: '5000', currency: 'USD' });
  const decided = { request, step: 0, decision: 'approve', hash, reason: null } as const;
  await offers.approvals.decide(as('ben'), decided);
  // Who decided for somebody sees it for good.
  await limited({ matrix: 'terms' });
  expect(await seen('ben')).toEqual(['G1', 0, 1]);
});

it('lets a deputy decide what they are shown, by what the deal came to when it was submitted', async () => {
  const deal = 'G2';
  const tellDeal = async (net: string, of: number): Promise<void> =>
    offers.tell(offer(deal, { discount: '5%', margin: '30%', revision: of }), {
      table: 'deal_line',
      id: 'G2/1',
      revision: of,
      columns: { deal, line_no: 1, net, attributes: '{}' },
    });
  await tellDeal('60000', 1);
  const { id: request, hash } = await offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
  await tellDeal('40000', 2);
  const decide = async (): Promise<string> =>
    codeOf(offers.approvals.decide(as('ben'), { request, step: 0, decision: 'approve', hash, reason: null }));
  const shown = async (): Promise<unknown> =>
    (await api.askAs<{ deal: unknown }>('ben', 'query ($id: ID!) { deal(id: $id) { id } }', { id: deal }))
      .deal;
  await limited({ most: '50000', currency: 'USD' });
  expect([await shown(), await decide()]).toEqual([null, 'APPROVAL_NOT_ASKED']);
  await limited({ most: '60000', currency: 'USD' });
  expect([await shown(), await decide()]).toEqual([{ id: deal }, 'done']);
});
