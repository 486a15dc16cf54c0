import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { digestBySql } from '../../../test/support/digest-sql.js';
import { importing } from '../../../test/support/importing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { ImportService } from '../bookings/import.service.js';
import { RulesService } from '../rules/rules.service.js';
import { LedgerService } from './ledger.service.js';

const database = testDatabase();
const api = testApi(database);
const give = importing(database);
const { service } = calculationOn(database);
const ledger = new LedgerService(database, new RulesService(database));

const HEADER = 'ruling,booking,account,from,until,shares,reason,decided_by,arises_from,revision,withdrawn\n';
const OF_B2 = 'CR-1,B2,,,,seller-1 1,seller-1 closed it,Comp operations,D-1,,\n';

beforeAll(async () => {
  await publishRules(database);
  await tell(database, [
    ...people(),
    booking({ id: 'B1', day: '2026-01-05', net: '1000', seller: 'seller-0' }),
    booking({ id: 'B2', day: '2026-02-05', net: '2000', seller: 'seller-0' }),
    booking({ id: 'B3', day: '2026-05-05', net: '500', seller: null }),
  ]);
  await give('accounts', 'account,name\nacme,Acme\n');
  await posted();
  await ledger.closePeriod(ACTOR, { period: '2026-Q1' });
});

async function rule(...rows: readonly string[]): Promise<{ entry: string; reasons: readonly string[] }> {
  const { rejections, entry } = await give('credit-rulings', `${HEADER}${rows.join('')}`);
  return { entry: entry ?? '', reasons: rejections.map(({ column, reason }) => `${column}: ${reason}`) };
}

/** Calculates and settles; what it posted, by participant, in which period and why. */
async function posted(): Promise<readonly string[]> {
  const { summary, position } = await service.calculate(ACTOR, { shards: 3 });
  expect(await digestBySql(database, summary.calculation)).toBe(summary.digest);
  const { identity } = await ledger.settle(ACTOR, summary.calculation, position);
  const rows = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ said: string }>(
      `select concat_ws(' ', e.participant, e.origin, 'in', e.posted, l.cause::text) as said
       from settlement s join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
       where s.identity = $1 and e.participant like 'seller-%' order by 1`,
      [identity],
    ),
  );
  return [...new Set(rows.map(({ said }) => said))];
}

interface Ruled {
  credits: { participantId: string; rule: string }[];
  ruling: {
    rule: string;
    because: string;
    rules: { phase: string; rule: string; outcome: string; says: string[] }[];
  }[];
}

async function ruled(id: string): Promise<Ruled> {
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { credits { participantId rule }
    ruling { rule because rules { phase rule outcome says } } } }`;
  return (await api.ask<{ booking: Ruled }>(text, { id })).booking;
}

describe('a credit ruling told', () => {
  it.each([
    [
      'for two things',
      'X,B2,acme,,,house,r,b,,,',
      'booking: a ruling is about one booking or about one account',
    ],
    ['for nothing', 'X,,,,,house,r,b,,,', 'booking: a ruling is about one booking or about one account'],
    [
      'for an account without a day',
      'X,,acme,,,house,r,b,,,',
      'from: a ruling about an account needs the first day',
    ],
    ['for an unknown booking', 'X,B99,,,,house,r,b,,,', 'booking: there is no booking with this id'],
    [
      'for an unknown account',
      'X,,zeta,2026-01-01,,house,r,b,,,',
      'account: there is no account with this id',
    ],
    [
      'for somebody unknown',
      'X,B2,,,,"seller-0 1, ghost 1",r,b,,,',
      'shares: somebody in it is no participant',
    ],
    ['for the house as if it were somebody', 'X,B2,,,,house 1,r,b,,,', 'shares: the house has no parts'],
    [
      'for the house beside somebody',
      'X,B2,,,,"seller-0 1, house 1",r,b,,,',
      'shares: the house has no parts and is beside nobody: write house alone, or people with whole parts',
    ],
    [
      'with shares that are none',
      'X,B2,,,,seller-0 half,r,b,,,',
      'shares: write house, or ids with whole parts',
    ],
    ['with nobody’s parts', 'X,B2,,,,seller-0 0,r,b,,,', 'shares: the parts of seller-0 must be'],
    ['with one person twice', 'X,B2,,,,"seller-0 1, seller-0 2",r,b,,,', 'shares: seller-0 is named twice'],
    ['with a long reason', `X,B2,,,,house,${'r'.repeat(501)},b,,,`, 'reason: it stands on statements'],
  ])('%s is refused', async (_, row, reason) => {
    const { reasons } = await rule(`${row}\n`);
    expect(reasons).toEqual([expect.stringContaining(reason)]);
  });

  it('twice for one booking, or for an account on the same days, is refused', async () => {
    const one = 'X,B3,,,,house,r,b,,,\nY,B3,,,,seller-0 1,r,b,,,\n';
    const remedy = 'tell that one anew with the other shares, or withdraw it first';
    expect((await rule(one)).reasons).toEqual([`booking: two rulings about one booking: line 2; ${remedy}`]);
    const account = 'X,,acme,2026-01-01,,house,r,b,,,\nY,,acme,2026-06-01,,seller-0 1,r,b,,,\n';
    expect((await rule(account)).reasons).toEqual([
      'from: two rulings about one account overlap: line 2, from 2026-01-01, open; give that one an until',
    ]);
  });
});

// One history, told in order: each test continues where the one before ended.
describe('a credit ruling on a booking of a closed period', () => {
  let entry = '';

  it('posts the differences in the open period, and names itself as their cause', async () => {
    entry = (await rule(OF_B2)).entry;
    expect(await posted()).toEqual([
      'seller-0 2026-Q1 in 2026-Q2 {"credit ruling CR-1 revision 1"}',
      'seller-1 2026-Q1 in 2026-Q2 {"credit ruling CR-1 revision 1"}',
    ]);
  });

  it('is cited where the credit and the decision are explained; what the policy says has lost', async () => {
    const { credits, ruling } = await ruled('B2');
    expect(credits).toContainEqual({ participantId: 'seller-1', rule: 'ruling/CR-1: seller-1 closed it' });
    expect(credits.some(({ participantId }) => participantId === 'seller-0')).toBe(false);
    expect(ruling).toEqual([
      {
        rule: 'CR-1',
        because: 'seller-1 closed it',
        rules: [
          {
            phase: 'ruling',
            rule: 'CR-1',
            outcome: 'WON',
            says: ['Comp operations ruled: seller-1 1, from D-1.'],
          },
          { phase: 'named', rule: 'named-seller', outcome: 'LOST', says: expect.anything() },
        ],
      },
    ]);
  });

  it('takes somebody who is at the house out of it', async () => {
    await rule('CR-2,B3,,,,"seller-2 1, seller-3 1",Worked it together,Comp operations,,,\n');
    expect((await posted()).map((each) => each.slice(0, 8))).toEqual(['seller-2', 'seller-3']);
    expect((await ruled('B3')).credits.filter(({ rule: by }) => by.startsWith('ruling/CR-2'))).toHaveLength(
      2,
    );
  });

  it('names the one that decides the booking already', async () => {
    const input = `{ idempotencyKey: "second", source: "told", ruling: "CR-9", booking: "B3", bookingSource: "crm", shares: "house", reason: "r", decidedBy: "b" }`;
    const text = `mutation { creditRulingRecord(input: ${input}) { userErrors { path message } } }`;
    const message =
      'booking: two rulings about one booking: CR-2, known already; tell that one anew with the other shares, or withdraw it first.';
    expect(await api.ask(text)).toEqual({
      creditRulingRecord: { userErrors: [{ path: ['input', 'booking'], message }] },
    });
  });

  it('that is withdrawn takes the difference back', async () => {
    await rule('CR-2,B3,,,,"seller-2 1, seller-3 1",Worked it together,Comp operations,,2,yes\n');
    expect(await posted()).toEqual([
      'seller-2 2026-Q2 in 2026-Q2 {"credit ruling CR-2 withdrawn"}',
      'seller-3 2026-Q2 in 2026-Q2 {"credit ruling CR-2 withdrawn"}',
    ]);
  });

  it('that is undone takes the difference back, and is known where it was known', async () => {
    const undone = await new ImportService(database).undoImport(ACTOR, entry);
    expect(undone).toBeDefined();
    expect(await posted()).toEqual([
      'seller-0 2026-Q1 in 2026-Q2 {"credit ruling CR-1 revision 1 undone"}',
      'seller-1 2026-Q1 in 2026-Q2 {"credit ruling CR-1 revision 1 undone"}',
    ]);
    expect((await ruled('B2')).ruling[0]?.rule).toBe('named-seller');
  });

  it('keeps people from being untold while it gives to them', async () => {
    const { entry: told } = await give('participants', 'participant,name\nnew,New\n');
    await rule('CR-3,B1,,,,new 1,They did,Comp operations,,,\n');
    await expect(new ImportService(database).undoImport(ACTOR, told ?? '')).rejects.toMatchObject({
      message: expect.stringContaining('credit ruling CR-3 gives to new'),
    });
  });
});
