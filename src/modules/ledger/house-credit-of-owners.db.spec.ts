import { beforeAll, describe, expect, it } from '@jest/globals';
import { give, OWNED, publishOwned } from '../../../test/support/accounts/owned-company.js';
import { testApi } from '../../../test/support/api/api.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { asAdministrator, testDatabase } from '../../../test/support/database.js';
import { ACTOR } from '../../../test/support/small-company.js';
import { ImportService } from '../bookings/import.service.js';
import { RulingsService } from '../engagement/rulings.service.js';
import { RulesService } from '../rules/rules.service.js';

const database = testDatabase();
const api = testApi(database);
const { service } = calculationOn(database);
const rulings = new RulingsService(database, new RulesService(database));

/** Makes all that was told before look as if it was told so many days ago. */
async function ago(days: number): Promise<void> {
  await asAdministrator(
    'alter table audit_entry disable trigger append_only',
    `update audit_entry set recorded_at = recorded_at - interval '${days} days'`,
    'alter table audit_entry enable always trigger append_only',
  );
}

async function tell(kind: string, ...rows: readonly string[]): Promise<string> {
  const { entry, rejections } = await give(database, [kind, ...rows]);
  expect(rejections).toEqual([]);
  return entry ?? '';
}

const owner = (row: string): Promise<string> => tell('account-owners', 'account,participant,from', row);
const booked = (...rows: readonly string[]): Promise<string> =>
  tell('bookings', 'booking,date,currency,net,account', ...rows);

interface Line {
  credits: { participantId: string; kind: string }[];
  ruling: { rule: string | null; because: string; exceptions: { code: string; reason: string }[] }[];
}

/** Who is credited for a booking by a new calculation, however it is divided; one booking is ruled on as it is credited. */
async function credited(id: string): Promise<string> {
  const { summary: one } = await service.calculate(ACTOR, { shards: 1 });
  const { summary: many } = await service.calculate(ACTOR, { shards: 3 });
  expect(many.digest).toBe(one.digest);
  const text = `query ($id: ID!) { booking(source: "crm", id: $id) { credits { participantId kind } ruling { rule because exceptions { code reason } } } }`;
  const { credits, ruling } = (await api.ask<{ booking: Line }>(text, { id })).booking;
  const [only] = ruling;
  const who = credits.filter(({ kind }) => kind === 'direct').map(({ participantId }) => participantId);
  expect(only?.exceptions.map(({ reason }) => reason)).toEqual(who.length > 0 ? [] : [only?.because]);
  const question = {
    kind: 'booking',
    subject: `crm/${id}/1`,
    decision: 'credit',
    day: '2026-02-05',
  } as const;
  const { gives, because } = await rulings.decide(ACTOR, question);
  expect(gives.map(({ output }) => output)).toEqual(who.length > 0 ? who : ['house']);
  expect(because).toBe(only?.because);
  return [...who, only?.rule ?? 'nobody'].join(' ');
}

beforeAll(async () => {
  await publishOwned(database);
  for (const [kind, ...rows] of OWNED) await tell(kind, ...rows);
  await tell('accounts', 'account,name,owner', 'a-1,One,', 'a-2,Two,', 'a-3,Three,', 'a-4,Four,ana');
});

// One history, told in order: each test continues where the one before ended.
describe('credit at the house, of accounts with dated owners', () => {
  it('is nobody’s while nobody owns the account; who is told on the same day has it', async () => {
    await booked(...['1', '2', '3', '4'].map((nth) => `B${nth},2026-02-05,USD,1000,a-${nth}`));
    expect(await credited('B1')).toBe('nobody');
    await owner('a-1,ana,2026-01-01');
    expect(await credited('B1')).toBe('ana owned');
  });

  it('does not move by an owner who is told later, and is listed with what moves it', async () => {
    await ago(20);
    await owner('a-2,ben,2026-01-01');
    expect(await credited('B2')).toBe('nobody');
    expect(await credited('B1')).toBe('ana owned');
    const text = `{ exceptions(first: 5) { nodes { reason booking { id } } } }`;
    const { exceptions } = await api.ask<{
      exceptions: { nodes: { reason: string; booking: { id: string } }[] };
    }>(text);
    const reason = exceptions.nodes.find(({ booking: { id } }) => id === 'B2')?.reason;
    expect(reason).toContain('Who owns a-2 was not known when the booking was told');
    expect(reason).toContain('a credit ruling, or where the policy says backfill');
  });

  it('is the owner’s where a booking is told after them, and where the accounts file named another', async () => {
    await booked('B5,2026-02-05,USD,1000,a-2');
    expect(await credited('B5')).toBe('ben owned');
    await owner('a-4,ben,2026-01-01');
    expect(await credited('B4')).toBe('ben owned');
  });

  it('stays through an undo, and goes from one who was known to own it to another', async () => {
    const late = await owner('a-3,cho,2026-01-01');
    expect(await credited('B3')).toBe('nobody');
    await new ImportService(database).undoImport(ACTOR, late, { catalogue: null });
    expect(await credited('B3')).toBe('nobody');
    await tell('account-owners', 'account,participant,from,withdrawn', 'a-1,ana,2026-01-01,yes');
    await owner('a-1,cho,2026-01-01');
    expect(await credited('B1')).toBe('cho owned');
  });

  it('does not move by naming the account later, as if it were ordinary still', async () => {
    await tell('accounts', 'account,name,owner', 'a-6,Six,', 'a-7,Seven,');
    await tell('named-accounts', 'account,participant,from', 'a-7,ben,2026-01-01');
    await booked('B6,2026-02-05,USD,1000,a-6', 'B7,2026-02-05,USD,1000,a-7');
    await ago(1);
    await tell('named-accounts', 'account,participant,from', 'a-6,cho,2026-01-01');
    expect(await credited('B6')).toBe('nobody');
    expect(await credited('B7')).toBe('ben named');
    await booked('B8,2026-02-05,USD,1000,a-6');
    expect(await credited('B8')).toBe('cho named');
  });

  it('does not move by for whom it is named later, where its file said that it is; and moves where the file says so later', async () => {
    const named = 'account,name,owner,account.named';
    await tell('accounts', named, 'a-9,Nine,ana,named', 'a-10,Ten,ana,');
    await booked('B9,2026-02-05,USD,1000,a-9', 'B10,2026-02-05,USD,1000,a-10');
    expect(await credited('B10')).toBe('ana owned');
    await ago(1);
    await tell('named-accounts', 'account,participant,from', 'a-9,cho,2026-01-01');
    await tell('accounts', `${named},account.named-owner`, 'a-10,Ten,ana,named,cho');
    expect([await credited('B9'), await credited('B10')]).toEqual(['named', 'cho named']);
    await tell('accounts', named, 'a-9,Nine,ana,ordinary');
    expect(await credited('B9')).toBe('named');
  });

  it('moves where the policy says backfill, within its days, and by a ruling', async () => {
    await publishOwned(database, { backfill: 'backfill: 30 days\n' });
    expect(await credited('B2')).toBe('ben owned');
    await ago(20);
    await owner('a-3,cho,2026-01-01');
    expect(await credited('B3')).toBe('nobody');
    const columns = 'ruling,booking,shares,reason,decided_by';
    await tell('credit-rulings', columns, 'CR-1,B3,cho 1,They worked it,Comp operations');
    expect(await credited('B3')).toBe('cho CR-1');
  });
});
