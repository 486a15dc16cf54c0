import { beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, FACTS, offer, Offers, standsIn } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import type { Told } from '../../../test/support/small-company.js';
import { writeDay } from '../../engine/kernel/day.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { zoneClock } from './time/zone-clock.js';

const database = testDatabase();
const offers = new Offers(database);
const now = Date.now();
/** Where it is another day than in UTC, at any hour. */
const FAR = new Date(now).getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
const there = zoneClock(FAR).dayOf(now);
const elsewhere = Math.floor(now / 86_400_000);

beforeAll(async () => {
  await offers.open();
  await offers.publish(FACTS.replace('time-zone: UTC', `time-zone: ${FAR}`));
  await offers.time.look();
}, 60_000);

const ownSight = (id: string): Viewer => ({ ...as(id), sees: () => 'own' }) as unknown as Viewer;
const standsInOn = (day: number, deputy: string): Told => {
  const { columns, ...told } = standsIn('mia', deputy);
  const days = { effective_from: writeDay(day), effective_until: writeDay(day + 1) };
  return { ...told, columns: { ...columns, ...days } };
};

describe('who stands in for a day', () => {
  it('finds in the inbox what they may decide: by the day where the company is', async () => {
    expect(there).not.toBe(elsewhere);
    await offers.tell(
      offer('Z1', { discount: '15%' }),
      standsInOn(there, 'lou'),
      standsInOn(elsewhere, 'max'),
    );
    const request = await offers.approvals.submit(as('ana'), { deal: 'Z1', matrix: null, seen: null });
    const asked = {
      request: request.id,
      step: 0,
      decision: 'approve' as const,
      hash: request.hash,
      reason: null,
    };
    const told = await Promise.all(
      ['max', 'lou'].map(async (person) => {
        const filter = { of: 'mine', deal: null, standing: null } as const;
        const page = await offers.list.page(ownSight(person), filter, { first: 5, after: null });
        return [person, page.nodes.length, await codeOf(offers.approvals.decide(ownSight(person), asked))];
      }),
    );
    expect(told).toEqual([
      ['max', 0, 'REQUEST_UNKNOWN'],
      ['lou', 1, 'done'],
    ]);
  });
});
