import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, offer, Offers } from '../../../test/support/approvals/offers.js';
import { tell } from '../../../test/support/small-company.js';
import { testDatabase } from '../../../test/support/database.js';
import { ApprovalPreviewsService } from '../../modules/approvals/approval-previews.service.js';
import { DealsService } from '../../modules/deals/deals.service.js';
import { OPERATOR } from '../output.js';
import { ApprovalListService } from '../../modules/approvals/approval-list.service.js';
import { overridesAnswer, previewAnswer } from './approvals.js';

const database = testDatabase();
const offers = new Offers(database);
const previews = new ApprovalPreviewsService(database, offers.rules, new DealsService(offers.rules));

beforeAll(async () => {
  await offers.open();
  await offers.tell(
    offer('Q1', { discount: '5%' }),
    offer('Q2', { discount: '25%', margin: '38%' }),
    offer('Q3', { discount: '15%', standing: 'lost' }),
    offer('Q4', { discount: '15%', seller: 'vic' }),
    offer('Q5', { discount: '15%', seller: 'ben' }),
  );
}, 60_000);

const ANY: unknown = expect.stringMatching(/held/);
const open = () => previews.previewMany(OPERATOR, { deals: 'open', matrix: null });

describe('many deals judged at once', () => {
  it('are the open ones, each with levels, people, rows and what would avoid them', async () => {
    const { text, json } = previewAnswer(await open());
    expect(text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
      'Deal | Level | People | Why | Avoided by',
      'Q1 | none',
      'Q2 | manager | mia | twenty: Above 20% | deal.discount at 10%',
      ' | director | dan | twenty: Above 20% | deal.discount at 20%',
      ' | desk | 2 of kim, lou, max | thin: Thin margin | deal.margin at 40%',
      'Q4 | refused | Nobody of manager is there to decide.',
      'Q5 | manager | mia | ten: Above 10% | deal.discount at 10%',
      '2 of 4 deals ask somebody, 1 of 4 cannot be approved as they are.',
    ]);
    expect(json).toMatchObject({ deals: [{ deal: 'Q1', isApproved: true }, { deal: 'Q2' }, {}, {}] });
  });

  it('are judged as each by itself when its seller looks at it, also after decisions', async () => {
    const request = await offers.approvals.submit(as('ben'), { deal: 'Q5', matrix: null, seen: null });
    const decision = { request: request.id, step: 0, decision: 'approve', hash: request.hash } as const;
    await offers.approvals.decide(as('mia'), { ...decision, reason: null });
    await offers.tell(offer('Q5', { discount: '14%', seller: 'ben', revision: 2 }));
    const many = await open();
    expect(many.map(({ deal }) => deal)).toEqual(['Q1', 'Q2', 'Q4', 'Q5']);
    for (const { deal, ...found } of many) {
      const seller = deal === 'Q4' ? 'vic' : deal === 'Q5' ? 'ben' : 'ana';
      expect(found).toEqual(await offers.approvals.preview(as(seller), deal, null));
    }
    expect(many.at(-1)?.plan).toMatchObject({ steps: [{ kind: 'carried' }], isApproved: true });
  });

  it('may be named, also when they are not open, and must be there', async () => {
    const named = await previews.previewMany(OPERATOR, { deals: ['Q3', 'Q1'], matrix: 'discounts' });
    expect(named.map(({ deal }) => deal)).toEqual(['Q1', 'Q3']);
    const ask = (deals: string[], matrix: string | null): Promise<string> =>
      codeOf(previews.previewMany(OPERATOR, { deals, matrix }));
    expect(await ask(['Q1', 'Q9'], null)).toBe('DEAL_UNKNOWN');
    expect(await ask(['Q1'], 'other')).toBe('MATRIX_UNKNOWN');
    expect(previewAnswer([]).text).toBe('No deal is open.');
  });
});

it('a preview warns of deals of which nobody said what they come to', async () => {
  const told = [1, 2, 3, 4, 5, 6, 7].map((at) => offer(`N${at}`, { discount: '5%' }));
  const net = { id: 'N7/1', revision: 1, columns: { deal: 'N7', line_no: 1, net: '100', attributes: '{}' } };
  await tell(database, [...told, { table: 'deal_line', ...net }]);
  const { text, json } = previewAnswer(
    await previews.previewMany(OPERATOR, { deals: told.map(({ id }) => id), matrix: null }),
  );
  expect(text.split('\n').at(-1)).toMatch(
    /^N1, N2, N3, N4, N5 and 1 others: Nobody said what the deal comes to/,
  );
  expect(json).toMatchObject({ deals: told.map(({ id }) => ({ warnings: id === 'N7' ? [] : [ANY] })) });
});

it('levels that were passed over are listed until somebody has looked at them', async () => {
  const list = new ApprovalListService(database);
  const { approvals } = offers;
  expect(overridesAnswer(await list.toReview(OPERATOR)).text).toBe(
    'Whatever was passed over, somebody has looked at it.',
  );
  await offers.tell(offer('Q6', { discount: '15%' }));
  const { id: request } = await approvals.submit(as('ana'), { deal: 'Q6', matrix: null, seen: null });
  const named = { request, step: 0, second: 'kim' };
  await approvals.override(as('lou'), { ...named, reason: 'Signs today' });
  expect(await list.toReview(OPERATOR)).toEqual([]);
  await approvals.override(as('kim'), { ...named, second: null, reason: 'I know them' });
  const { text, json } = overridesAnswer(await list.toReview(OPERATOR));
  expect(text.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    'Deal | Level | Passed over by | When | Why',
    expect.stringMatching(/^Q6 \| manager \| lou, kim \| \S+Z \| I know them$/),
  ]);
  expect(json).toMatchObject({ overrides: [{ request, deal: 'Q6', people: ['lou', 'kim'] }] });
  await approvals.review(as('max'), { request, step: 0, comment: 'In order' });
  expect(await list.toReview(OPERATOR)).toEqual([]);
});
