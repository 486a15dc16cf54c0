import { beforeAll, describe, expect, it } from '@jest/globals';
import { file, movingOn, openMoving } from '../../../test/support/accounts/moving-company.js';
import { give } from '../../../test/support/accounts/owned-company.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { asAdministrator, testDatabase } from '../../../test/support/database.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { EarningsService } from '../calculation/earnings.service.js';

const database = testDatabase();
const { previews, transitions } = movingOn(database);
const MOVES = file('n-1,ben,balance,2026-01-01', 'm-1,ben,balance,2026-01-01');

async function tell(kind: string, ...rows: readonly string[]): Promise<void> {
  expect((await give(database, [kind, ...rows])).rejections).toEqual([]);
}

async function earned(): Promise<Record<string, string>> {
  const { summary } = await calculationOn(database).service.calculate(ACTOR);
  const found = await new EarningsService(database).earnings(ACTOR, { calculation: summary.calculation });
  const paid = found.filter(({ earning }) => earning.amount !== 0n);
  return Object.fromEntries(paid.map(({ earning: { participant, amount } }) => [participant, `${amount}`]));
}

beforeAll(async () => {
  await openMoving(database);
  await tell('accounts', 'account,name,owner', 'n-1,Nobody,');
  await tell(
    'bookings',
    'booking,date,currency,net,account',
    'A,2026-02-05,USD,1000,n-1',
    'B,2026-02-05,USD,2000,m-1',
  );
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '20 days'`,
    'alter table audit_entry enable always trigger append_only',
  );
  await tell('bookings', 'booking,date,currency,net,account', 'C,2026-02-06,USD,4000,n-1');
});

describe('moving an account that nobody owned', () => {
  it('is previewed without what was booked before, which stays at the house', async () => {
    const { credits, exceptions } = await previews.preview(ACTOR, MOVES);
    expect(credits.map(({ booking, participant }) => `${booking} ${participant}`)).toEqual([
      'B ana',
      'B ben',
      'C ben',
    ]);
    expect(exceptions).toEqual([]);
  });

  it('pays as it was previewed', async () => {
    expect(await earned()).toEqual({ ana: '20000' });
    const { id } = await transitions.propose(ACTOR, MOVES);
    await transitions.apply(ACTOR, id);
    expect(await earned()).toEqual({ ben: '60000' });
  });
});
