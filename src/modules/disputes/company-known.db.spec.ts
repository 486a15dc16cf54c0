import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AccessOf } from '../../../test/support/actors/access.js';
import { testDatabase } from '../../../test/support/database.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../test/support/disputes/dispute-policy.js';
import { answer, disputer as as, disputing, filing } from '../../../test/support/disputes/disputing.js';
import { Offers } from '../../../test/support/approvals/offers.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { writeDay } from '../../engine/kernel/day.js';
import { zoneClock } from '../approvals/approvals.service.js';
import { DealsService } from '../deals/deals.service.js';
import { readGivers } from './store/sees-dispute.js';

const database = testDatabase();
const give = importing(database);
const { disputes, list, rules } = disputing(database);
const now = Date.now();
/** Where it is another day than in UTC, at any hour. */
const FAR = new Date(now).getUTCHours() < 10 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
const there = zoneClock(FAR).dayOf(now);
const elsewhere = Math.floor(now / 86_400_000);

beforeAll(async () => {
  await publishRules(database);
  const bookings = ['B1', 'B2', 'B3'].map((id) =>
    booking({ id, day: '2026-08-06', net: '1000', seller: 'seller-0' }),
  );
  await tell(database, [...people(), ...bookings]);
  const facts = withDisputeFacts(benchFacts()).replace(/^time-zone: .*$/m, `time-zone: ${FAR}`);
  const files = [
    { path: 'facts.yaml', text: facts },
    { path: 'disputes.yaml', text: DISPUTE_POLICY },
  ];
  const { findings, position } = await rules.publish(ACTOR, files, 'Disputes');
  if (position === null) throw new Error(JSON.stringify(findings));
  await new Offers(database).following.look();
}, 60_000);
afterEach(() => {
  jest.restoreAllMocks();
});

describe('what disputes know of the company', () => {
  it('is read once for all acts, until something is told of people', async () => {
    const read = jest.spyOn(DealsService.prototype, 'readGroups');
    const ids = [];
    for (const id of ['B1', 'B2']) ids.push(await disputes.file(as('seller-1'), filing({ booking: id })));
    for (const id of ids) await disputes.tend(ACTOR, id);
    for (const id of ids) await disputes.answer(as('manager-1'), answer(id, { answer: 'deny' }));
    expect(read).toHaveBeenCalledTimes(1);
    const third = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    expect(
      (await give('participants', 'participant,name,left,revision\nmanager-1,manager-1,2026-01-02,2\n'))
        .rejections,
    ).toEqual([]);
    await disputes.tend(ACTOR, third);
    expect(read).toHaveBeenCalledTimes(2);
    expect(await list.one(as('seller-1'), third)).toMatchObject({ level: 'comp-operations' });
  });

  it('says who stands in today by the day where the company is', async () => {
    const access = new AccessOf(database);
    const on = (day: number): string => `${writeDay(day)},${writeDay(day + 1)}`;
    const rows = [`manager-0,seller-6,${on(there)},Away`, `manager-0,seller-7,${on(elsewhere)},Away`];
    const { rejections } = await give('delegations', `giver,deputy,from,until,reason\n${rows.join('\n')}\n`);
    expect(rejections).toEqual([]);
    const given = ['seller-6', 'seller-7'].map(async (login) => {
      const viewer = await access.viewer(login, { participant: login, roles: ['rep'] });
      return [...(await database.reading(viewer, readGivers))];
    });
    expect(there).not.toBe(elsewhere);
    expect(await Promise.all(given)).toEqual([['manager-0'], []]);
  });
});
