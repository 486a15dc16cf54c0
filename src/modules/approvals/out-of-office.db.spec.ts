import { beforeAll, expect, it } from '@jest/globals';
import { as, offer, Offers, standsIn } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Told } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);

function absent(participant: string, until: string | null): Told {
  const columns = { participant, kind: 'leave', effective_from: '2021-01-01', effective_until: until };
  return { table: 'absence', id: `${participant} leave`, revision: until === null ? 1 : 2, columns };
}

async function submitted(deal: string): Promise<Request> {
  await offers.tell(offer(deal, { discount: '25%' }));
  return await offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
}

async function approve({ id: request, hash }: Request, person: string, step: number): Promise<Request> {
  const decision = { request, step, decision: 'approve', hash, reason: null } as const;
  return await offers.approvals.decide(as(person), decision);
}

it('somebody who is absent today is asked through their deputy, or not at all', async () => {
  const asked = await submitted('L1');
  await offers.tell(absent('mia', null), absent('dan', null));
  // Mia was asked before and keeps the step, as nobody else is found.
  expect(await offers.approvals.tend(as('vic'), asked.id)).toMatchObject({ standing: 'PENDING' });
  expect((await submitted('L2')).standing).toBe('EVALUATION_FAILED');
  await offers.tell(standsIn('mia', 'kim'), standsIn('dan', 'vic'));
  const request = await submitted('L3');
  expect(request.steps.map(({ people }) => people)).toEqual([['mia'], []]);
  await approve(request, 'kim', 0);
  const { standing, steps } = await approve(request, 'vic', 1);
  expect(standing).toBe('APPROVED');
  expect(steps.flatMap(({ votes }) => votes)).toMatchObject([
    { person: 'kim', actingFor: 'mia' },
    { person: 'vic', actingFor: 'dan' },
  ]);
  await offers.tell(standsIn('mia', 'kim', { revision: 2, withdrawn: true }));
  await offers.tell(absent('mia', '2021-02-01'), absent('dan', '2021-02-01'));
  expect((await submitted('L4')).steps[0]?.people).toEqual(['mia']);
});
