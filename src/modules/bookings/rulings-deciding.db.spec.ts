import { beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR, people, publishRules, tell } from '../../../test/support/small-company.js';
import { RulesService } from '../rules/rules.service.js';
import { CreditRulingsService } from './credit-rulings.service.js';

const database = testDatabase();
const give = importing(database);
const rulings = new CreditRulingsService(new RulesService(database));

/** Tells lines, written `booking line` or `booking line changed`. */
async function booked(...lines: readonly string[]): Promise<void> {
  const rows = lines.map((line) => {
    const [booking, nth, changes = ''] = line.split(' ');
    return `${booking},${nth},2026-08-06,USD,100,seller-0,acme,${changes}`;
  });
  const head = 'booking,line,date,currency,net,salesperson,account,changes';
  expect((await give('bookings', `${head}\n${rows.join('\n')}\n`)).rejections).toEqual([]);
}

async function ruled(...rows: readonly string[]): Promise<void> {
  const told = rows.map((row) => `${row},seller-2 1,He closed it,Comp\n`).join('');
  const head = 'ruling,booking,account,from,until,shares,reason,decided_by';
  expect((await give('credit-rulings', `${head}\n${told}`)).rejections).toEqual([]);
}

const deciding = (booking: string): Promise<readonly string[]> =>
  database.reading(ACTOR, async (tx) => {
    await tx.query(`set local statement_timeout = '20s'`);
    return await rulings.deciding(tx, { source: 'crm', booking, account: 'acme', day: '2026-08-06' });
  });

beforeAll(async () => {
  await publishRules(database);
  await tell(database, people());
  expect((await give('accounts', 'account,name\nacme,Acme\nother,Other\n')).rejections).toEqual([]);
}, 60_000);

describe('the rulings that decide a booking', () => {
  it('are found where bookings change each other in a circle, each with two lines', async () => {
    await booked('CA 1 CB', 'CA 2 CC', 'CB 1 CA', 'CC 1 CA');
    expect(await deciding('CA')).toEqual([]);
    await ruled('CR-CC,CC,,,');
    expect([await deciding('CA'), await deciding('CB'), await deciding('CC')]).toEqual([
      ['CR-CC'],
      ['CR-CC'],
      ['CR-CC'],
    ]);
  }, 60_000);

  it('are found where each booking changes two, of which both change the same, sixty times over', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => [
      `X${at} 1 X${at + 1}`,
      `X${at} 2 Y${at + 1}`,
      `Y${at} 1 X${at + 1}`,
      `Y${at} 2 Y${at + 1}`,
    ]);
    await booked(...rows.flat(), 'X60 1', 'Y60 1');
    await ruled('CR-X60,X60,,,');
    expect(await deciding('X0')).toEqual(['CR-X60']);
  }, 60_000);

  it('are the nearest of each of its lines, and those of the account where a line has none', async () => {
    await booked('L 1 M', 'L 2 N', 'L 3', 'M 1', 'N 1 O', 'O 1');
    await ruled('CR-M,M,,,', 'CR-O,O,,,', 'CR-A,,acme,2026-01-01,');
    expect(await deciding('L')).toEqual(['CR-A', 'CR-M', 'CR-O']);
    expect(await deciding('N')).toEqual(['CR-O']);
  });

  it('are those of the account and the day of any of its lines, as known now', async () => {
    const head = 'booking,line,date,currency,net,salesperson,account';
    const rows = ['S,1,2025-08-06,USD,100,seller-0,acme', 'S,2,2025-08-06,USD,100,seller-0,other'];
    expect((await give('bookings', `${head}\n${rows.join('\n')}\n`)).rejections).toEqual([]);
    await ruled('CR-OTHER,,other,2025-01-01,');
    expect(await deciding('S')).toEqual(['CR-OTHER']);
  });

  it('are none of another day', async () => {
    await booked('D 1');
    await ruled('CR-LATER,D,,2026-09-01,', 'CR-BEFORE,D,,,2026-08-06');
    expect(await deciding('D')).toEqual(['CR-A']);
  });
});
