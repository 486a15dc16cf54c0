import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { as, member, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../../test/support/database.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { DealsService } from '../../deals/deals.service.js';
import { sharedOrganisation } from './shared-organisation.js';
import type { StoredOrganisation } from './read-organisation.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);
afterEach(() => {
  jest.restoreAllMocks();
});

const deals = new DealsService(offers.rules);
const reads = () => jest.spyOn(DealsService.prototype, 'readGroups');

function organisation({
  day = '2026-03-05',
  before = 0n,
  of = deals,
}: { day?: string; before?: bigint; of?: DealsService } = {}): Promise<StoredOrganisation> {
  return database.reading(ACTOR, async (tx) => {
    const { position } = await offers.rules.rulebookNow(tx);
    return await sharedOrganisation({ tx, deals: of, day, position: position - before });
  });
}

describe('the organisation', () => {
  it('is read once for any number of decisions, whatever is told of deals between them', async () => {
    const count = reads();
    for (const deal of ['A1', 'A2', 'A3']) {
      await offers.tell(offer(deal, { discount: '15%' }));
      const { id, hash } = await offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null });
      const asked = { request: id, step: 0, decision: 'approve' as const, hash, reason: null };
      expect((await offers.approvals.decide(as('mia'), asked)).standing).toBe('APPROVED');
    }
    expect(count).toHaveBeenCalledTimes(1);
  });

  it('is read once for all that ask at the same time, and again once something is told of people', async () => {
    const count = reads();
    const of = new DealsService(offers.rules);
    const all = await Promise.all(Array.from({ length: 8 }, () => organisation({ of })));
    expect(new Set(all).size).toBe(1);
    expect(all[0]?.groups.get('desk')).toEqual(['kim', 'lou', 'max']);
    await offers.tell(member('desk', 'ben'));
    expect((await organisation({ of })).groups.get('desk')).toEqual(['ben', 'kim', 'lou', 'max']);
    await offers.tell(member('desk', 'ben', { revision: 2, withdrawn: true }));
    expect((await organisation({ of })).groups.get('desk')).toEqual(['kim', 'lou', 'max']);
    expect(count).toHaveBeenCalledTimes(3);
  });

  it('is that of the day and of the position that is asked for', async () => {
    await offers.tell(member('desk', 'dan'));
    expect((await organisation()).groups.get('desk')).toContain('dan');
    expect((await organisation({ before: 1n })).groups.get('desk')).not.toContain('dan');
    expect((await organisation({ day: '2019-03-05' })).groups.size).toBe(0);
    expect((await organisation()).groups.get('desk')).toContain('dan');
  });

  it('is read by each where the reading of another failed', async () => {
    const of = new DealsService(offers.rules);
    reads().mockRejectedValueOnce(new Error('gone'));
    const told = await Promise.allSettled(Array.from({ length: 4 }, () => organisation({ of })));
    expect(told.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
  });
});
