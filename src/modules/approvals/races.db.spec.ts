import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, offer, Offers, seat } from '../../../test/support/approvals/offers.js';
import { interleaved, race, Racing, votes } from '../../../test/support/approvals/races/racing.js';
import { testDatabase } from '../../../test/support/database.js';

const offers = new Offers(testDatabase());
beforeAll(() => offers.open(), 60_000);
const { approvals } = offers;
const racing = new Racing(offers);

describe('at once', () => {
  it('one person who votes twice votes once, and against themselves is refused', async () => {
    await interleaved(10, async (delays) => {
      const same = await racing.submitted('desk');
      expect(
        await race(
          delays,
          () => racing.decide(same, 'kim'),
          () => racing.decide(same, 'kim'),
        ),
      ).toEqual(['done', 'done']);
      expect(votes(await racing.last(same.deal))).toEqual(['kim approve']);
      const other = await racing.submitted('desk');
      const told = await race(
        delays,
        () => racing.decide(other, 'kim'),
        () => racing.decide(other, 'kim', { decision: 'reject' }),
      );
      expect(told.filter((code) => code === 'done')).toHaveLength(1);
      expect(['APPROVAL_ALREADY_DECIDED', 'APPROVAL_NOT_OPEN']).toContain(
        told.find((code) => code !== 'done'),
      );
      const { standing } = await racing.last(other.deal);
      expect(standing).toBe(told[0] === 'done' ? 'PENDING' : 'REJECTED');
    });
  }, 300_000);

  it('of three approvers, two of whom are enough, two are heard', async () => {
    await interleaved(10, async (delays) => {
      const request = await racing.submitted('desk');
      const people = ['kim', 'lou', 'max'];
      const told = await race(delays, ...people.map((person) => () => racing.decide(request, person)));
      expect([...told].sort()).toEqual(['APPROVAL_NOT_OPEN', 'done', 'done']);
      const end = await racing.last(request.deal);
      expect([end.standing, votes(end)]).toEqual([
        'APPROVED',
        people.filter((_, at) => told[at] === 'done').map((person) => `${person} approve`),
      ]);
    });
  }, 300_000);

  it('a decision and a recall have one winner', async () => {
    await interleaved(10, async (delays) => {
      const request = await racing.submitted('manager');
      const told = await race(
        delays,
        () => racing.decide(request, 'mia'),
        () => approvals.recall(as('ana'), request.id),
      );
      const { standing } = await racing.last(request.deal);
      expect([told, standing]).toEqual(
        told[0] === 'done'
          ? [['done', 'APPROVAL_NOT_OPEN'], 'APPROVED']
          : [['APPROVAL_NOT_OPEN', 'done'], 'RECALLED'],
      );
    });
  }, 300_000);

  it('a decision and a change of the deal leave no approval of terms that nobody saw', async () => {
    await interleaved(10, async (delays) => {
      const request = await racing.submitted('manager');
      const { deal } = request;
      const [decided = ''] = await race(
        delays,
        () => racing.decide(request, 'mia'),
        () => offers.tell(offer(deal, { discount: '25%', revision: 2 })),
      );
      expect(['done', 'APPROVAL_OLD_FINGERPRINT']).toContain(decided);
      // Whoever touches the request next finds the change, whoever came first.
      await codeOf(racing.decide(request, 'mia'));
      const [first, second] = await racing.settled(deal);
      expect([first?.standing, second?.standing]).toEqual(
        decided === 'done' ? ['STALE', undefined] : ['SUPERSEDED', 'PENDING'],
      );
    });
  }, 300_000);

  it('two submissions make one request', async () => {
    await interleaved(10, async (delays) => {
      const deal = await racing.told('manager');
      const told = await race(
        delays,
        () => racing.submit(deal),
        () => racing.submit(deal),
      );
      expect([...told].sort()).toEqual(['APPROVAL_NOT_OPEN', 'done']);
      expect(await racing.settled(deal)).toHaveLength(1);
    });
  }, 300_000);

  it('an approver who is moved away decides before that or not at all', async () => {
    let revision = 1;
    await interleaved(10, async (delays) => {
      const request = await racing.submitted('manager');
      const [decided = ''] = await race(
        delays,
        () => racing.decide(request, 'mia'),
        () => offers.tell(seat('ana', 'dan', { revision: (revision += 1) })),
      );
      expect(['done', 'APPROVAL_NOT_ASKED']).toContain(decided);
      if (decided !== 'done') await racing.decide(request, 'dan');
      const end = await racing.last(request.deal);
      expect([end.standing, votes(end)]).toEqual([
        'APPROVED',
        [decided === 'done' ? 'mia approve' : 'dan approve'],
      ]);
      await offers.tell(seat('ana', 'mia', { revision: (revision += 1) }));
    });
  }, 300_000);
});
