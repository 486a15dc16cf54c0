import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, MATRIX, offer, Offers, seat, standsIn } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { readRequests } from './store/read-requests.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);

const { approvals } = offers;
let revision = 10;

async function tell(deal: string, discount: string, margin = '45%'): Promise<void> {
  revision += 1;
  await offers.tell(offer(deal, { discount, margin, revision }));
}

const submit = (deal: string): Promise<Request> =>
  approvals.submit(as('ana'), { deal, matrix: null, seen: null });

const approve = ({ id: request, hash }: Request, person: string, step: number): Promise<Request> =>
  approvals.decide(as(person), { request, step, decision: 'approve', hash, reason: null });

const standing = ({ standing: of, steps }: Request): string =>
  [of, ...steps.map((step) => `${step.requirement.level} ${step.standing}`)].join(', ');

async function leave(person: string, day: string | null): Promise<void> {
  revision += 1;
  const columns = { name: person, attributes: '{}', left_on: day };
  await offers.tell({ table: 'participant', id: person, revision, columns });
}

async function report(person: string, manager: string): Promise<void> {
  revision += 1;
  await offers.tell(seat(person, manager, { revision }));
}

describe('what carries over to the next request of a deal', () => {
  it('is no approval that was taken back, even where others of its level stand by theirs', async () => {
    await tell('C1', '15%', '38%');
    const first = await submit('C1');
    await approve(first, 'kim', 1);
    await approve(first, 'lou', 1);
    await approvals.retract(as('kim'), first.id, 1);
    await approvals.recall(as('ana'), first.id);
    expect(standing(await submit('C1'))).toBe('PENDING, manager REQUESTED, desk REQUESTED');
  });

  it('is what was approved before nobody was left and it was judged again', async () => {
    await tell('C2', '25%', '38%');
    const first = await submit('C2');
    await approve(first, 'mia', 0);
    for (const gone of ['kim', 'max']) await leave(gone, '2021-01-01');
    expect((await approvals.tend(as('vic'), first.id)).standing).toBe('EVALUATION_FAILED');
    for (const back of ['kim', 'max']) await leave(back, null);
    const again = 'PENDING, manager AUTO_CARRIED, director REQUESTED, desk REQUESTED';
    expect(standing(await approvals.retry(as('ana'), first.id))).toBe(again);
    await approvals.recall(as('ana'), first.id);
    expect(standing(await submit('C2'))).toBe(again);
  });

  it('is kept by a deal that is judged again while too few are left, with the steps that are stored', async () => {
    await tell('C4', '15%', '38%');
    const { id } = await submit('C4');
    for (const gone of ['kim', 'max']) await leave(gone, '2021-01-01');
    await approvals.tend(as('vic'), id);
    const again = await approvals.retry(as('ana'), id);
    expect(standing(again)).toBe('EVALUATION_FAILED, manager CANCELLED, desk CANCELLED');
    const rows = await database.reading(as('ana'), async (tx) => ({
      steps: await tx.query<{ standing: string }>('select standing from approval_step where request = $1', [
        id,
      ]),
      log: await readRequests(tx, [id]),
    }));
    expect(rows.log[0]?.request).toEqual(again);
    expect(rows.steps.map((step) => step.standing)).toEqual(['CANCELLED', 'CANCELLED']);
    for (const back of ['kim', 'max']) await leave(back, null);
  });

  it('is no approval of a manager who is the seller’s no more, and the same one again once they are', async () => {
    await tell('C5', '25%');
    const first = await submit('C5');
    await approve(first, 'mia', 0);
    await approvals.recall(as('ana'), first.id);
    await report('ana', 'dan');
    const moved = await submit('C5');
    expect(standing(moved)).toBe('PENDING, manager REQUESTED, director WAITING');
    expect(moved.steps[0]?.people).toEqual(['dan']);
    await approvals.recall(as('ana'), moved.id);
    await report('ana', 'mia');
    const back = await submit('C5');
    expect(standing(back)).toBe('PENDING, manager AUTO_CARRIED, director REQUESTED');
    await approvals.recall(as('ana'), back.id);
  });

  it('is an approval by whom it was handed to, for as long as whoever handed it on may still decide', async () => {
    await tell('C6', '25%');
    const first = await submit('C6');
    await offers.tell(standsIn('mia', 'lou'));
    await approvals.delegate(as('mia'), { request: first.id, step: 0, to: 'lou' });
    await approve(first, 'lou', 0);
    await approvals.recall(as('ana'), first.id);
    const carried = await submit('C6');
    expect(standing(carried)).toBe('PENDING, manager AUTO_CARRIED, director REQUESTED');
    await approvals.recall(as('ana'), carried.id);
    await report('ana', 'dan');
    const moved = await submit('C6');
    expect(standing(moved)).toBe('PENDING, manager REQUESTED, director WAITING');
    await approvals.recall(as('ana'), moved.id);
    await report('ana', 'mia');
  });

  it('is an approval by whom an administrator named, for as long as they are there', async () => {
    await tell('C7', '25%');
    const first = await submit('C7');
    const given = { request: first.id, step: 0, to: ['lou'], reason: 'Away' };
    await approvals.reassign(as('vic'), given);
    await approve(first, 'lou', 0);
    await approvals.recall(as('ana'), first.id);
    await report('ana', 'dan');
    const carried = await submit('C7');
    expect(standing(carried)).toBe('PENDING, manager AUTO_CARRIED, director REQUESTED');
    await approvals.recall(as('ana'), carried.id);
    await leave('lou', '2021-01-01');
    expect(standing(await submit('C7'))).toBe('PENDING, manager REQUESTED, director WAITING');
    await leave('lou', null);
    await report('ana', 'mia');
  });

  it('does not keep a deal that could not be judged from being submitted as it is now', async () => {
    for (const gone of ['kim', 'max']) await leave(gone, '2021-01-01');
    await tell('C3', '15%', '38%');
    const failed = await submit('C3');
    expect(standing(failed)).toBe('EVALUATION_FAILED');
    await tell('C3', '15%');
    const next = await submit('C3');
    expect([standing(next), next.parent]).toEqual(['PENDING, manager REQUESTED', failed.id]);
  });

  it('is no approval where a new version asks somebody else, nor one by another matrix with the same names', async () => {
    await tell('C8', '15%');
    const first = await submit('C8');
    await approve(first, 'mia', 0);
    await tell('C8', '14%');
    const manager = '{ id: manager, approver: deal.seller-manager, answers-within';
    await offers.publish(MATRIX.replace(manager, `${manager.replace(', ans', ', up: 2, ans')}`));
    const again = await submit('C8');
    expect(standing(again)).toBe('PENDING, manager REQUESTED');
    await approvals.recall(as('ana'), again.id);
    await offers.publish(MATRIX);
    const same = await submit('C8');
    expect(standing(same)).toBe('APPROVED, manager AUTO_CARRIED');
    await offers.publish(MATRIX, MATRIX.replace('approvals: discounts', 'approvals: others'));
    const other = await approvals.submit(as('ana'), { deal: 'C8', matrix: 'others', seen: null });
    expect(standing(other)).toBe('PENDING, manager REQUESTED');
  });
});
