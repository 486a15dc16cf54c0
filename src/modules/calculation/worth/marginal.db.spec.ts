import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { seeingAll } from '../../../../test/support/actors/actor.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { ENGAGEMENT, FACTS } from '../../../../test/support/rules/window-plan.js';
import { ALL_DAYS, type Actor } from '../../../platform/database/actor.js';
import { DatabaseModule } from '../../../platform/database/database.module.js';
import { RulesService } from '../../rules/rules.service.js';
import { CalculationModule } from '../calculation.module.js';
import { CalculationService } from '../calculation.service.js';
import { EarningsService } from '../earnings.service.js';
import { MarginalService, type BookingWorth } from './marginal.service.js';

const PLAN = `kicker: 1
plan: seller
title: Seller
source: { document: Seller plan, signed: 2025-12-12 }
from: 2026-01-01
currency: USD
calendar: company
pay-every: month
measures:
  - { id: net, sum: line.net, window: quarter, negative: carry-measure }
incentives:
  - id: commission
    title: Commission
    source: '1'
    tiers: { axis: measure.net, mode: whole, starts: [{ id: base, from: 0 USD, pays: 5% }, { id: all, from: "100,000 USD", pays: 8% }] }
modify: [{ guarantee: { at: attribute.floor, window: month } }]
`;

const database = testDatabase();
const give = importing(database);
const actor = seeingAll('finance');
let app: TestingModule;
let calculation: bigint;

beforeAll(async () => {
  const imports = [DatabaseModule.forRoot(database), CalculationModule];
  app = await Test.createTestingModule({ imports }).compile();
  const documents = [FACTS, ENGAGEMENT, PLAN].map((text, at) => ({ path: `rules/${at}.yaml`, text }));
  const { findings } = await app.get(RulesService).publish(actor, documents, 'the plan was signed');
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  await give('participants', 'participant,name\nana,Ana\nben,Ben\n');
  await give(
    'assignments',
    'assignment,participant,plan,from\nas-1,ana,seller,2026-01-01\nas-2,ben,seller,2026-01-01\n',
  );
  await give(
    'quotas',
    'quota,participant,attribute,amount,currency,from\nq-1,ana,attribute.floor,500,USD,2026-01-01\n',
  );
  await give(
    'bookings',
    `booking,date,currency,net,salesperson
A,2026-01-10,USD,99000,ana
B,2026-02-10,USD,2000,ana
C,2026-02-11,USD,70000,ben
`,
  );
  ({ calculation } = (await app.get(CalculationService).calculate(actor)).summary);
});
afterAll(() => app.close());

async function worthOf(booking: string, period: string, who: Actor = actor): Promise<BookingWorth> {
  const wanted = { calculation, participant: 'ana', period };
  const [found] = await app.get(EarningsService).earnings(actor, wanted);
  return await app
    .get(MarginalService)
    .worth(who, { calculation, earning: found?.id ?? '', source: 'crm', booking });
}

function seeing(days: string): Actor {
  return { id: 'ana', sight: { pay: new Map([['ana', days]]), bookings: 'credited', audit: 'none' } };
}

describe('what a booking was worth at the margin', () => {
  it('semantics 19: contributed 160 and was worth 3,130, to whoever sees the pay', async () => {
    for (const who of [actor, seeing(ALL_DAYS)]) {
      const { contribution, worth, inAll, changes } = await worthOf('B', '2026-02', who);
      expect([contribution, worth, inAll]).toEqual([16_000n, 313_000n, 263_000n]);
      expect(changes.map((each) => [each.incentive, each.period.name, each.with, each.without])).toEqual([
        ['commission', '2026-02', 313_000n, 0n],
        ['guarantee', '2026-02', 0n, 50_000n],
      ]);
    }
  });

  it('reaches every pay period of the window', async () => {
    const { contribution, worth, inAll } = await worthOf('A', '2026-02');
    expect([contribution, worth, inAll]).toEqual([792_000n, 798_000n, 708_000n]);
  });

  it('pays with the booking what the calculation pays', async () => {
    const earned = await app.get(EarningsService).earnings(actor, { calculation, participant: 'ana' });
    const paid = earned.reduce((sum, { earning }) => sum + earning.amount, 0n);
    const { changes } = await worthOf('A', '2026-02');
    expect(changes.reduce((sum, each) => sum + each.with, 0n)).toBe(paid);
  });

  it('is not told of a booking that the earning has no line of', async () => {
    await expect(worthOf('C', '2026-02')).rejects.toMatchObject({ code: 'NOT_FOUND', path: 'booking' });
  });

  it('is refused where pay would differ on days that are not seen, and where nothing is seen', async () => {
    await expect(worthOf('A', '2026-02', seeing('{[2026-02-01,2026-03-01)}'))).rejects.toMatchObject({
      code: 'PERIOD_NOT_SEEN',
    });
    await expect(worthOf('A', '2026-02', { id: 'eve' })).rejects.toMatchObject({ code: 'UNKNOWN_EARNING' });
  });
});
