import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { ImportService } from '../bookings/import.service.js';
import { CreditRulingsService } from '../bookings/credit-rulings.service.js';
import { RulesService } from '../rules/rules.service.js';
import { whatIsDisputed } from './acting/what-is-disputed.js';

const database = testDatabase();
const give = importing(database);
const OF = { id: 'B1', day: '2026-02-05', net: '1000', seller: 'seller-0' } as const;

beforeAll(async () => {
  await publishRules(database);
  await tell(database, [...people(), booking(OF)]);
}, 60_000);

/** Whether the booking counts as told anew by what was told last. */
async function isToldAnew(telling: () => Promise<unknown>): Promise<boolean> {
  const told = (): Promise<number> =>
    database.reading(ACTOR, async (tx) => {
      const rulings = new CreditRulingsService(new RulesService(database));
      const found = await whatIsDisputed(tx, rulings, { source: 'crm', booking: 'B1', ruling: null });
      return found.told.getTime();
    });
  const before = await told();
  await telling();
  return (await told()) > before;
}

// One history, told in order.
describe('a booking that is disputed', () => {
  it('is told anew by what may change who is credited for it, and by nothing else', async () => {
    expect(await isToldAnew(() => tell(database, [booking({ ...OF, net: '900', revision: 2 })]))).toBe(false);
    const other = { ...OF, net: '900', seller: 'seller-1', revision: 3 };
    expect(await isToldAnew(() => tell(database, [booking(other)]))).toBe(true);
    const ruling =
      'ruling,booking,shares,reason,decided_by\nCR-1,B1,seller-2 1,He closed it,Comp operations\n';
    let entry = '';
    expect(
      await isToldAnew(async () => {
        entry = (await give('credit-rulings', ruling)).entry ?? '';
      }),
    ).toBe(true);
    expect(entry).not.toBe('');
    expect(await isToldAnew(() => new ImportService(database).undoImport(ACTOR, entry))).toBe(true);
    expect(await isToldAnew(() => give('accounts', 'account,name\nacme,Acme\n'))).toBe(false);
  });
});
