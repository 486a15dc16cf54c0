import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { AccessOf, COMMAND_LINE } from '../../../test/support/actors/access.js';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { codeOf } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../test/support/disputes/dispute-policy.js';
import { answer, disputer as as, disputing, filing } from '../../../test/support/disputes/disputing.js';
import {
  ACTOR,
  booking,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../test/support/small-company.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { DisputeTime } from './time/dispute-time.service.js';
import { insertDispute, readDisputes } from './store/disputes-stored.js';

const database = testDatabase();
const give = importing(database);
const { service } = calculationOn(database);
const { disputes, list, rules } = disputing(database);

const of = (id: string): Told => booking({ id, day: '2026-08-06', net: '1000', seller: 'seller-0' });

const ACME = { account: 'acme' };
const CHANGED = (
  [
    ['B9', ACME],
    ['B10', { changes: 'B8' }],
    ['B11', ACME],
  ] as const
).map(([id, more]) => ({ ...of(id), columns: { ...of(id).columns, ...more } }));

const RULINGS = 'ruling,booking,account,from,until,shares,reason,decided_by,arises_from,revision,withdrawn\n';

async function publish(policy: string): Promise<void> {
  const files = [
    { path: 'facts.yaml', text: withDisputeFacts(benchFacts()) },
    { path: 'disputes.yaml', text: policy },
  ];
  const { findings, position } = await rules.publish(ACTOR, files, 'Written anew');
  if (position === null) throw new Error(JSON.stringify(findings));
}

beforeAll(async () => {
  await publishRules(database);
  await tell(database, [
    ...people(),
    ...['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B12'].map(of),
    ...CHANGED,
  ]);
  await publish(DISPUTE_POLICY);
}, 60_000);

describe('a ruling of a dispute', () => {
  /** A dispute as it was filed, under an id that begins as another does. */
  async function alike(of: string): Promise<string> {
    const filed = await disputes.file(as('seller-1'), filing({ booking: of }));
    const [stored] = await database.reading(ACTOR, (tx) => readDisputes(tx, [filed]));
    const [event] = stored?.events ?? [];
    if (event?.event !== 'FILE') throw new Error('nothing was filed');
    await disputes.withdraw(as('seller-1'), filed, null);
    const id = `0badcafe-${randomUUID().slice(9)}`;
    await database.change(ACTOR, { action: 'dispute.file', subject: id }, async (tx) => ({
      result: await insertDispute(tx, id, event),
    }));
    return id;
  }

  it('is its own, however like the id of the dispute is to that of another', async () => {
    const [first, second] = [await alike('B1'), await alike('B2')];
    for (const each of [first, second]) await disputes.answer(as('manager-1'), answer(each));
    const rows = await database.reading(ACTOR, (tx) =>
      tx.query('select external_id as ruling, booking, revision from credit_ruling order by booking'),
    );
    expect(rows).toEqual([
      { ruling: `D-${first}`, booking: 'B1', revision: 1 },
      { ruling: `D-${second}`, booking: 'B2', revision: 1 },
    ]);
  });
});

describe('whoever is credited since a dispute was filed', () => {
  it('takes part in it, and decides nothing of it', async () => {
    await service.calculate(ACTOR);
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    const ruled = 'CR-1,B3,,,,manager-1 1,The account moved,Comp operations,,,\n';
    expect((await give('credit-rulings', `${RULINGS}${ruled}`)).rejections).toEqual([]);
    await service.calculate(ACTOR);
    const deny = answer(id, { answer: 'deny' });
    expect(await codeOf(disputes.answer(as('manager-1'), deny))).toBe('DISPUTE_TAKES_PART');
    expect(await list.one(as('cop'), id)).toMatchObject({ standing: 'OPEN' });
  });
});

describe('whoever is asked and leaves', () => {
  const BOARD = DISPUTE_POLICY.replace(
    'otherwise: { gives: { decided-by: manager',
    'otherwise: { gives: { decided-by: board',
  );
  const board = 'group,participant,from,until,revision\n';
  const deny = (id: string): Promise<string> =>
    codeOf(disputes.answer(as('cop'), answer(id, { answer: 'deny' })));

  const hourLater = (id: string): Promise<unknown> =>
    database.inTransaction(ACTOR, (tx) =>
      tx.query(`update dispute set looked_at = looked_at - interval '1 hour' where id = $1`, [id]),
    );

  it('is replaced by whom the level means now, and comp operations decide where nobody is left at the top', async () => {
    await publish(BOARD);
    expect((await give('approver-groups', `${board}board,seller-3,2026-01-01,,1\n`)).rejections).toEqual([]);
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B4' }));
    const unfollowed = await disputes.file(as('seller-1'), filing({ booking: 'B5' }));
    expect(await list.one(as('seller-1'), id)).toMatchObject({ level: 'board', asked: ['seller-3'] });

    const others = `${board}board,seller-3,2026-01-01,2026-02-01,2\nboard,seller-4,2026-01-01,,1\n`;
    expect((await give('approver-groups', others)).rejections).toEqual([]);
    const time = new DisputeTime(disputes);
    expect(await time.look()).toBe(0);
    await hourLater(id);
    expect([await time.look(), await time.look()]).toEqual([1, 0]);
    const followed = await list.one(as('seller-1'), id);
    expect(followed).toMatchObject({ level: 'board', asked: ['seller-4'], standing: 'OPEN' });
    expect(followed?.events.map(({ event }) => event)).toEqual(['FILE', 'REORGANISE']);
    expect(await list.one(as('seller-1'), unfollowed)).toMatchObject({ asked: ['seller-3'] });
    expect(await deny(id)).toBe('DISPUTE_NOT_ASKED');

    const left = 'participant,name,left,revision\nseller-4,seller-4,2026-03-01,2\n';
    expect((await give('participants', left)).rejections).toEqual([]);
    expect([await deny(id), await deny(unfollowed)]).toEqual(['done', 'done']);
  });
});

describe('the database', () => {
  const TABLES = ['dispute', 'dispute_event', 'dispute_party'];
  const own = (id: string, table: string): string =>
    `select from ${table} where ${table === 'dispute' ? 'id' : 'dispute'} = '${id}'`;

  it('shows a dispute to no statement of who has no part in it, and to none of the worker', async () => {
    await publish(DISPUTE_POLICY);
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B6', tag: 'alike' }));
    const seen = async (who: string): Promise<number[]> => {
      const all = TABLES.map((table) =>
        database.reading(as(who), async (tx) => (await tx.query(own(id, table))).length),
      );
      return await Promise.all(all);
    };
    for (const who of ['seller-1', 'seller-0', 'manager-1', 'cop'])
      expect([who, (await seen(who)).every((count) => count > 0)]).toEqual([who, true]);
    for (const who of ['seller-5', 'manager-0']) expect([who, await seen(who)]).toEqual([who, [0, 0, 0]]);
    for (const table of TABLES)
      await expect(database.asWorker((tx) => tx.query(own(id, table)))).rejects.toMatchObject({
        code: '42501',
      });
    const alike = (who: string): Promise<object[]> =>
      database.reading(as(who), (tx) => tx.query(`select from disputes_alike('{alike}')`));
    await disputes.answer(as('manager-1'), answer(id));
    expect([(await alike('manager-1')).length, (await alike('seller-5')).length]).toEqual([1, 0]);
  });
});

describe('whoever told a ruling', () => {
  const teller = { ...as('cop'), id: 'tester' };
  beforeAll(async () => {
    await publish(DISPUTE_POLICY.replace('decided-by: manager', 'decided-by: comp-operations'));
    expect((await give('accounts', 'account,name\nacme,Acme\n')).rejections).toEqual([]);
    const rows = ['CR-6,B7,,,', 'CR-7,B8,,,', 'CR-8,,acme,2026-01-01,2027-01-01'];
    const told = rows.map((row) => `${row},seller-2 1,He closed it,Comp operations,,,\n`).join('');
    expect((await give('credit-rulings', `${RULINGS}${told}`)).rejections).toEqual([]);
  }, 60_000);

  const codes = async (id: string): Promise<string[]> => {
    const got = [];
    for (const each of ['uphold', 'deny', 'send-back'] as const)
      got.push(await codeOf(disputes.answer(teller, answer(id, { answer: each }))));
    return got;
  };
  const OWN = ['DISPUTE_TAKES_PART', 'DISPUTE_TAKES_PART', 'done'];

  it('decides no dispute of it, and sends it back or passes it up', async () => {
    const of = filing({ source: null, booking: null, ruling: 'CR-6' });
    const id = await disputes.file(as('seller-1'), of);
    expect(await codes(id)).toEqual(OWN);
    await disputes.bring(as('seller-1'), id, [{ what: 'Note', says: 'Here', link: null }]);
    expect(await codeOf(disputes.answer(teller, answer(id, { answer: 'pass-up' })))).toBe('done');
    expect((await list.one(as('seller-1'), id))?.level).toBe('board');
    const again = await disputes.file(as('seller-0'), filing({ ...of, claims: 'seller-0 1' }));
    expect(await codeOf(disputes.answer(as('cop'), answer(again, { answer: 'deny' })))).toBe('done');
  });

  it.each([
    ['a booking that it decides', 'B8'],
    ['a booking that changes one that it decides', 'B10'],
    ['a booking of an account that it decides', 'B9'],
  ])('decides no dispute of %s', async (_, id) => {
    const dispute = await disputes.file(as('seller-1'), filing({ booking: id }));
    expect(await codes(dispute)).toEqual(OWN);
  });

  it('decides disputes of bookings that another ruling decides, or none', async () => {
    const upheld = await disputes.file(as('seller-1'), filing({ booking: 'B11' }));
    expect(await codeOf(disputes.answer(as('cop'), answer(upheld)))).toBe('done');
    for (const id of ['B11', 'B5']) {
      const dispute = await disputes.file(as('seller-0'), filing({ booking: id, claims: 'seller-0 1' }));
      expect([id, await codeOf(disputes.answer(teller, answer(dispute, { answer: 'deny' })))]).toEqual([
        id,
        'done',
      ]);
    }
  });
});

describe('a dispute that waits for comp operations', () => {
  const access = new AccessOf(database);
  const admin = (login: string, participant: string | null = null): Promise<Viewer> =>
    access.viewer(login, { roles: ['comp_admin'], participant });

  it('tells who sees all disputes who of them may decide it, and nobody else', async () => {
    const [free, teller] = [await admin('cop-free'), await admin('cop-teller')];
    const others = [await admin('cop-files', 'seller-1'), await admin('cop-credited', 'seller-2')];
    await admin('cop-gone');
    await access.users.disable(COMMAND_LINE, 'cop-gone');
    const ruling = `${RULINGS}CR-12,B12,,,,seller-3 1,She closed it,Comp operations,,,\n`;
    expect((await importing(database, seeingAll(teller.id))('credit-rulings', ruling)).rejections).toEqual(
      [],
    );
    const of = filing({ source: null, booking: null, ruling: 'CR-12', claims: 'seller-1 1, seller-2 1' });
    const id = await disputes.file(as('seller-1'), of);

    expect((await list.one(as('seller-1'), id))?.askedNames).toBeNull();
    expect(await list.one(as('cop'), id)).toMatchObject({ asked: [], askedNames: ['cop-free'] });
    const deny = answer(id, { answer: 'deny' });
    for (const each of [teller, ...others])
      expect([each.login, await codeOf(disputes.answer(each, deny))]).toEqual([
        each.login,
        'DISPUTE_TAKES_PART',
      ]);
    expect(await codeOf(disputes.answer(free, deny))).toBe('done');
    expect((await list.one(as('cop'), id))?.askedNames).toBeNull();
  });
});
