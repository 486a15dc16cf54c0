import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { AccessOf, COMMAND_LINE } from '../../../test/support/actors/access.js';
import { codeOf } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../test/support/disputes/dispute-policy.js';
import {
  answer,
  disputer as as,
  disputing,
  filing,
  FIRST,
} from '../../../test/support/disputes/disputing.js';
import { ACTOR, booking, people, publishRules, tell } from '../../../test/support/small-company.js';
import { ImportService } from '../bookings/import.service.js';
import type { Viewer } from '../../platform/identity/viewer.js';
import { readDisputes, writeDisputeEvents } from './store/disputes-stored.js';

const database = testDatabase();
const give = importing(database);
const { disputes, list, rules } = disputing(database);
const access = new AccessOf(database);

/** The words of an approver of a matrix: a role, then a person, then a group. */
const LEVELS = 'role.sales-director, person.seller-3, group.board';
const POLICY = DISPUTE_POLICY.replace('manager, comp-operations, board,', `${LEVELS},`)
  .replace(
    'dispute.level: manager }, gives: { decided-by: comp-operations',
    'dispute.level: role.sales-director }, gives: { decided-by: person.seller-3',
  )
  .replace(
    'dispute.level: [comp-operations, board] }, gives: { decided-by: board',
    'dispute.level: [person.seller-3, group.board] }, gives: { decided-by: group.board',
  )
  .replace('decided-by: manager', 'decided-by: role.sales-director');

const DELEGATIONS = 'giver,deputy,from,until,matrix,most,currency,reason\n';
const viewers = new Map<string, Viewer>();
const who = (login: string): Viewer => {
  const viewer = viewers.get(login);
  if (!viewer) throw new Error(`nobody made ${login}`);
  return viewer;
};

const RULINGS = 'ruling,booking,account,from,until,shares,reason,decided_by\n';
const OWN = 'DISPUTE_TAKES_PART';

/** Imports one row as somebody. */
async function tellAs(login: string, kind: string, row: string, header: string): Promise<void> {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${header}${row}\n`);
  };
  const told = { kind, source: 'crm', fileName: 'own.csv', catalogue: null, open };
  const { rejections } = await new ImportService(database).importFile(seeingAll(who(login).id), told);
  expect(rejections).toEqual([]);
}

async function delegate(...rows: readonly string[]): Promise<void> {
  expect((await give('delegations', `${DELEGATIONS}${rows.join('\n')}\n`)).rejections).toEqual([]);
}

beforeAll(async () => {
  await publishRules(database);
  const bookings = ['B1', 'B2', 'B3', 'B4', 'B5'].map((id) =>
    booking({ id, day: '2026-08-06', net: '1000', seller: 'seller-0' }),
  );
  await tell(database, [...people(), ...bookings]);
  await tell(database, [
    {
      table: 'assignment',
      id: 'director director',
      revision: 2,
      columns: {
        participant: 'director',
        plan: 'director',
        manager: null,
        effective_from: '2026-01-01',
        effective_until: null,
        attributes: '{"participant.role": "sales-director"}',
      },
    },
  ]);
  const facts = withDisputeFacts(benchFacts()).replace('[manager, comp-operations, board]', `[${LEVELS}]`);
  const files = [
    { path: 'facts.yaml', text: facts },
    { path: 'disputes.yaml', text: POLICY },
  ];
  const { findings, position } = await rules.publish(ACTOR, files, 'Disputes');
  expect([position === null, findings.filter(({ severity }) => severity === 'error')]).toEqual([false, []]);
  for (const login of ['director', 'manager-0', 'manager-1', 'seller-0', 'seller-1', 'seller-2', 'seller-3'])
    viewers.set(login, await access.viewer(login, { participant: login, roles: ['rep'] }));
}, 60_000);

const file = (of: string): Promise<string> => disputes.file(who('seller-1'), filing({ booking: of }));
const deny = (login: string, id: string): Promise<string> =>
  codeOf(disputes.answer(who(login), answer(id, { answer: 'deny' })));

describe('levels by role, person and group', () => {
  it('ask who is meant, and tell which rule of which version set them', async () => {
    const id = await file('B1');
    const filed = await list.one(who('seller-1'), id);
    expect(filed).toMatchObject({
      level: 'role.sales-director',
      asked: ['director'],
      setBy: {
        policy: 'disputes',
        versionFrom: '2026-01-01',
        rule: null,
        because: 'The manager hears it first',
      },
    });
    expect(filed?.setBy?.version).toMatch(/^[0-9a-f]+$/);
    await disputes.answer(who('director'), answer(id, { answer: 'pass-up', reason: 'Not for me' }));
    expect(await list.one(who('seller-1'), id)).toMatchObject({
      level: 'person.seller-3',
      asked: ['seller-3'],
      setBy: { rule: 'up' },
    });
    expect(await deny('director', id)).toBe('DISPUTE_NOT_ASKED');
    await disputes.answer(who('seller-3'), answer(id, { answer: 'pass-up', reason: 'Nor for me' }));
    const top = await list.one(who('seller-1'), id);
    expect(top).toMatchObject({ level: 'group.board', asked: [], setBy: { rule: 'top' } });
    await disputes.answer(as('cop'), answer(id, { answer: 'deny', reason: 'No evidence' }));
    const told = await list.one(who('seller-1'), id);
    expect(
      told?.events.map(({ event, person, decidedAs, user }) => [event, person, decidedAs, user]),
    ).toEqual([
      ['FILE', 'seller-1', null, who('seller-1').id],
      ['GO_UP', 'director', 'role.sales-director', null],
      ['GO_UP', 'seller-3', 'person.seller-3', null],
      ['DENY', null, 'comp-operations', null],
    ]);
    const seen = await list.one(as('cop'), id);
    expect(seen?.events.at(-1)?.user).toBe('user-cop');
  });
});

describe('who stands in for somebody who is asked', () => {
  const toDecide = async (login: string): Promise<number> =>
    (await list.page(who(login), { of: 'to-decide', standing: null, participant: null }, FIRST)).nodes.length;

  it('sees and decides the dispute while the delegation holds, and it is told for whom', async () => {
    const id = await file('B2');
    expect([await list.one(who('manager-0'), id), await toDecide('manager-0')]).toEqual([null, 0]);
    await delegate('director,manager-0,2026-01-01,2027-12-31,,,,Away');
    expect(await list.one(who('manager-0'), id)).toMatchObject({ id, credited: [], precedents: [] });
    expect(await toDecide('manager-0')).toBe(1);
    expect(await deny('manager-0', id)).toBe('done');
    expect((await list.one(who('seller-1'), id))?.events.at(-1)).toMatchObject({
      event: 'DENY',
      person: 'manager-0',
      actingFor: 'director',
      decidedAs: 'role.sales-director',
    });
  });

  it('decides nothing of a ruling that was told by whom they stand in for', async () => {
    await tellAs('director', 'credit-rulings', 'CR-1,B5,,,,seller-2 1,He closed it,The director', RULINGS);
    const id = await file('B5');
    expect([await deny('director', id), await deny('manager-0', id)]).toEqual([OWN, OWN]);
    await disputes.withdraw(who('seller-1'), id, null);
  });

  it.each([
    ['it is over', 'director,seller-2,2026-01-01,2026-02-01,,,,Away', 'DISPUTE_UNKNOWN'],
    ['it is for one matrix', 'director,seller-2,2026-02-01,2027-12-31,discounts,,,Away', 'DISPUTE_UNKNOWN'],
    ['it has a limit', 'director,seller-2,2026-03-01,2027-12-31,,5000,USD,Away', 'DISPUTE_UNKNOWN'],
    ['who stands in filed it', 'director,seller-1,2026-01-01,2027-12-31,,,,Away', 'DISPUTE_TAKES_PART'],
  ])('decides nothing where %s', async (_, row, code) => {
    const id = await file('B3');
    await delegate(row);
    expect(await deny(row.includes('seller-1') ? 'seller-1' : 'seller-2', id)).toBe(code);
    await disputes.withdraw(who('seller-1'), id, null);
  });

  it('decides nothing by a delegation that they told themselves, nor after leaving', async () => {
    const id = await file('B3');
    await tellAs('seller-0', 'delegations', 'director,seller-0,2026-01-01,2027-12-31,,,,Away', DELEGATIONS);
    expect(await deny('seller-0', id)).toBe('DISPUTE_NOT_ASKED');
    await access.users.edit(COMMAND_LINE, 'seller-0', { participant: null });
    const again = await access.viewer('seller-0.again', { participant: 'seller-0', roles: ['rep'] });
    viewers.set('seller-0.again', again);
    expect(await deny('seller-0.again', id)).toBe('DISPUTE_NOT_ASKED');
    const left = 'participant,name,left,revision\nmanager-0,manager-0,2026-03-01,2\n';
    expect((await give('participants', left)).rejections).toEqual([]);
    expect(await deny('manager-0', id)).toBe('DISPUTE_NOT_ASKED');
    expect(await deny('director', id)).toBe('done');
  });
});

describe('the database', () => {
  it('takes no decision for a party, for who is not asked, or by a party who passes it up', async () => {
    const id = await file('B4');
    const [held] = await database.reading(ACTOR, (tx) => readDisputes(tx, [id]));
    const dispute = held?.dispute ?? null;
    const write = (event: object): Promise<unknown> =>
      database.change(ACTOR, { action: 'dispute.deny', subject: id }, async (tx) => ({
        result: await writeDisputeEvents(tx, {
          id,
          before: dispute,
          events: [{ user: 'u', at: 0, reason: 'x', event: 'DENY', ...event } as never],
        }),
      }));
    const refused = { code: 'KA001' };
    await expect(write({ person: 'seller-2', actingFor: 'seller-1' })).rejects.toMatchObject(refused);
    await expect(write({ person: 'seller-2', actingFor: 'manager-1' })).rejects.toMatchObject(refused);
    await expect(write({ person: null, actingFor: 'director' })).rejects.toMatchObject(refused);
    await expect(write({ person: 'seller-1', actingFor: 'director' })).rejects.toMatchObject(refused);
    await expect(write({ person: 'director', actingFor: 'director' })).rejects.toMatchObject({
      code: '23514',
    });
    const up = { event: 'GO_UP', because: 'passed', rung: 1, asked: 'comp-operations', due: null };
    await expect(write({ ...up, person: 'seller-1' })).rejects.toMatchObject(refused);
    await expect(write({ person: 'seller-2', actingFor: 'director' })).resolves.toBeDefined();
  });
});
