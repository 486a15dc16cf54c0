import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import {
  ACTOR,
  booking,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../test/support/small-company.js';
import { RulesService } from '../rules/rules.service.js';
import { LedgerService } from './ledger.service.js';

const database = testDatabase();
const give = importing(database);
const { service, changes } = calculationOn(database);
const ledger = new LedgerService(database, new RulesService(database));

const HEADER = 'ruling,booking,account,from,until,shares,reason,decided_by,revision\n';

const ofAcme = (id: string, day: string): Told => {
  const told = booking({ id, day, net: '1000', seller: 'seller-0' });
  return { ...told, columns: { ...told.columns, account: 'acme' } };
};

async function rule(row: string): Promise<void> {
  expect((await give('credit-rulings', `${HEADER}${row}\n`)).rejections).toEqual([]);
}

/** Which quarters are known to be touched, and what posting them says of seller-0. */
async function posted(): Promise<{ periods: readonly string[]; lines: readonly string[] }> {
  const { periods } = await changes.staleness(ACTOR);
  const { summary, position } = await service.calculate(ACTOR, { shards: 3 });
  const { identity } = await ledger.settle(ACTOR, summary.calculation, position);
  const rows = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ said: string }>(
      `select distinct concat_ws(' ', e.origin, l.cause::text) as said
       from settlement s join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
       where s.identity = $1 and e.participant = 'seller-0' order by 1`,
      [identity],
    ),
  );
  return { periods, lines: rows.map(({ said }) => said) };
}

beforeAll(async () => {
  await publishRules(database);
  await give('accounts', 'account,name\nacme,Acme\n');
  const booked = [ofAcme('B1', '2026-02-05'), ofAcme('B2', '2026-05-06'), ofAcme('B3', '2026-08-06')];
  await tell(database, [...people(), ...booked]);
  await service
    .calculate(ACTOR)
    .then(({ summary, position }) => ledger.settle(ACTOR, summary.calculation, position));
}, 60_000);

// One history, told in order.
describe('a credit ruling that is corrected is the cause of what it no longer decides', () => {
  it('where its days become fewer', async () => {
    await rule('CR-9,,acme,2026-01-01,,seller-1 1,r,b,1');
    await posted();
    await rule('CR-9,,acme,2026-01-01,2026-04-01,seller-1 1,r,b,2');
    expect(await posted()).toEqual({
      periods: ['2026-Q1', '2026-Q2', '2026-Q3'],
      lines: ['2026-Q2 {"credit ruling CR-9 revision 2"}', '2026-Q3 {"credit ruling CR-9 revision 2"}'],
    });
  }, 60_000);

  it('where its days begin later', async () => {
    await rule('CR-9,,acme,2026-03-01,2026-04-01,seller-1 1,r,b,3');
    expect((await posted()).lines).toEqual(['2026-Q1 {"credit ruling CR-9 revision 3"}']);
  }, 60_000);

  it('where it is about a later booking', async () => {
    await rule('CR-8,B2,,,,seller-2 1,r,b,1');
    expect((await posted()).lines).toEqual(['2026-Q2 {"credit ruling CR-8 revision 1"}']);
    await rule('CR-8,B3,,,,seller-2 1,r,b,2');
    expect(await posted()).toEqual({
      periods: ['2026-Q2', '2026-Q3'],
      lines: ['2026-Q2 {"credit ruling CR-8 revision 2"}', '2026-Q3 {"credit ruling CR-8 revision 2"}'],
    });
  }, 60_000);
});
