import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, offer, Offers, seat } from '../../../test/support/approvals/offers.js';
import { interleaved, race, Racing } from '../../../test/support/approvals/races/racing.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Told } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { DealsService } from '../deals/deals.service.js';
import { ApprovalPreviewsService } from './approval-previews.service.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);
const racing = new Racing(offers);
const previews = new ApprovalPreviewsService(database, offers.rules, new DealsService(offers.rules));
const HOUR = 3_600_000;

const order = (deal: string): Told => ({
  table: 'booking_line',
  id: `SO-${deal}`,
  revision: 1,
  key: `SO-${deal} 1`,
  columns: {
    line_no: 1,
    booked_on: '2026-03-10',
    sequence: 0,
    currency: 'USD',
    net: '1000',
    deal,
    salesperson: 'ana',
    attributes: '{}',
  },
});

const left = (id: string, on: string | null, revision: number): Told => ({
  table: 'participant',
  id,
  revision,
  columns: { name: id, left_on: on, attributes: '{}' },
});

async function clearanceOf(deal: string): Promise<string> {
  const [row] = await database.reading(as('vic'), (tx) =>
    tx.query<{ standing: string; lacks: string | null }>(
      'select standing, lacks from booking_clearance where deal = $1 order by nth desc limit 1',
      [deal],
    ),
  );
  return `${row?.standing} ${row?.lacks}`;
}

/** What became of a decision, and how the request stands after it. */
async function outcome({ deal }: Request, decided: string): Promise<string> {
  const { standing } = await racing.last(deal);
  if (decided === 'done') return `done ${standing}`;
  expect(['APPROVAL_NOT_ASKED', 'APPROVAL_NOT_OPEN']).toContain(decided);
  return `refused ${standing}`;
}

describe('at once with what others do', () => {
  it('a deal that changes after its preview is submitted as it was seen, and followed, or not at all', async () => {
    await interleaved(10, async (delays) => {
      const deal = await racing.told('manager');
      const [seen] = await previews.previewMany(as('ana'), { deals: [deal], matrix: null });
      const [submitted] = await race(
        delays,
        () => racing.submit(deal, seen?.hash ?? null),
        () => offers.tell(offer(deal, { discount: '25%', revision: 2 })),
      );
      await offers.following.look();
      const requests = await racing.settled(deal);
      const levels = requests.at(-1)?.steps.map(({ requirement }) => requirement.level);
      expect([submitted, requests.map(({ standing }) => standing), levels]).toEqual(
        submitted === 'done'
          ? ['done', ['SUPERSEDED', 'PENDING'], ['manager', 'director']]
          : ['APPROVAL_OLD_FINGERPRINT', [], undefined],
      );
    });
  }, 300_000);

  it('an approver who is director no more decides before that or not at all', async () => {
    let revision = 1;
    await interleaved(6, async (delays) => {
      const request = await racing.submitted('director');
      await racing.decide(request, 'mia');
      const [decided = ''] = await race(
        delays,
        () => racing.decide(request, 'dan', { step: 1 }),
        () => offers.tell(seat('dan', 'vic', { role: 'seller', revision: (revision += 1) })),
        () => offers.following.look(),
      );
      await offers.following.look();
      expect(await outcome(request, decided)).toEqual(
        decided === 'done' ? 'done APPROVED' : 'refused EVALUATION_FAILED',
      );
      await offers.tell(seat('dan', 'vic', { role: 'director', revision: (revision += 1) }));
    });
  }, 300_000);

  it('an approver who leaves decides before that or not at all', async () => {
    let revision = 1;
    await interleaved(6, async (delays) => {
      const request = await racing.submitted('manager');
      const [decided = ''] = await race(
        delays,
        () => racing.decide(request, 'mia'),
        () => offers.tell(left('mia', '2026-03-01', (revision += 1))),
        () => offers.following.look(),
      );
      await offers.following.look();
      expect(await outcome(request, decided)).toEqual(
        decided === 'done' ? 'done APPROVED' : 'refused EVALUATION_FAILED',
      );
      await offers.tell(left('mia', null, (revision += 1)));
    });
  }, 300_000);

  it('of a decision and the time that hands the step on, one comes first', async () => {
    await interleaved(6, async (delays) => {
      const request = await racing.submitted('manager');
      offers.ahead = 2 * HOUR;
      const [decided = ''] = await race(
        delays,
        () => racing.decide(request, 'mia'),
        () => offers.time.look(),
        () => offers.time.look(),
      ).finally(() => {
        offers.ahead = 0;
      });
      const { standing, steps } = await racing.last(request.deal);
      const asked = decided === 'done' ? [] : steps[0]?.people;
      expect([decided, standing, asked]).toEqual(
        decided === 'done' ? ['done', 'APPROVED', []] : ['APPROVAL_NOT_ASKED', 'PENDING', ['dan']],
      );
    });
  }, 300_000);

  it('a booking and a change of its deal leave no pay for what nobody approved', async () => {
    await interleaved(5, async (delays) => {
      const request = await racing.submitted('manager');
      const { deal } = request;
      await racing.decide(request, 'mia');
      await race(
        delays,
        async () => {
          await offers.tell(order(deal));
          await offers.clearings.look();
        },
        async () => {
          await offers.tell(offer(deal, { discount: '35%', revision: 2 }));
          await offers.clearings.look();
        },
        () => offers.following.look(),
      );
      await offers.following.look();
      await offers.clearings.look();
      expect(await clearanceOf(deal)).toBe('missing OTHER_TERMS');
      expect(['STALE', 'CONSUMED']).toContain((await racing.last(deal)).standing);
    });
  }, 300_000);
});
