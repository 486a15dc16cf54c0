import { beforeAll, describe, expect, it } from '@jest/globals';
import { personaApi } from '../../../../../test/support/api/api.js';
import { createUsers, seedCompany, type Login } from '../../../../../test/support/api/company.js';
import { testDatabase } from '../../../../../test/support/database.js';

const database = testDatabase();
beforeAll(() => seedCompany(database), 60_000);
const api = personaApi(database);
beforeAll(() => createUsers(api.server));

interface Told {
  outcome: string | null;
  importId: string | null;
  replayed: boolean;
  userErrors: { code: string; path: string[]; message: string; hint: string }[];
}

interface Shown {
  revision: number;
  seller: string | null;
  currency: string;
  standing: string;
  attributes: { name: string; value: string }[];
  lines: { line: number; revision: number; net: { amount: string } | null }[];
}

let keys = 0;

async function told(login: Login, input: Record<string, unknown>): Promise<Told> {
  const text = `mutation ($input: DealRecordInput!) { dealRecord(input: $input) { outcome importId replayed userErrors { code path message hint } } }`;
  const whole = { source: 'crm', currency: 'USD', offered: '2026-03-05', idempotencyKey: `k${(keys += 1)}` };
  return (await api.askAs<{ dealRecord: Told }>(login, text, { input: { ...whole, ...input } })).dealRecord;
}

async function shown(deal: string, login: Login = 'comp-admin'): Promise<Shown | null> {
  const text = `query ($id: ID!) { deal(id: $id) { revision seller currency standing attributes { name value } lines { line revision net { amount } } } }`;
  return (await api.askAs<{ deal: Shown | null }>(login, text, { id: deal })).deal;
}

const nets = async (deal: string): Promise<(readonly [number, number, string | undefined])[]> =>
  ((await shown(deal))?.lines ?? []).map(({ line, revision, net }) => [line, revision, net?.amount] as const);

const undone = async (importId: string | null): Promise<string[]> => {
  const text = `mutation ($input: ImportUndoInput!) { importUndo(input: $input) { userErrors { code } } }`;
  const input = { idempotencyKey: `k${(keys += 1)}`, importId, reason: 'a slip' };
  const answer = await api.askAs<{ importUndo: Told }>('comp-admin', text, { input });
  return answer.importUndo.userErrors.map(({ code }) => code);
};

const NOT_OWN = 'You tell your own deals, under ids of their own.';

describe('a deal told with its lines', () => {
  it('is accepted, unchanged, amended in its head or a line, and taken back as one thing', async () => {
    const lines = [
      { line: 1, net: '100.50' },
      { line: 2, net: '20' },
    ];
    const first = await told('comp-admin', { deal: 'D-1', seller: 'seller-1', lines });
    expect(first).toMatchObject({ outcome: 'ACCEPTED', userErrors: [] });
    expect(await told('comp-admin', { deal: 'D-1', seller: 'seller-1', lines })).toMatchObject({
      outcome: 'UNCHANGED',
      importId: null,
    });
    const ofLine = await told('comp-admin', {
      deal: 'D-1',
      seller: 'seller-1',
      lines: [{ line: 1, net: '99' }],
    });
    expect(ofLine.outcome).toBe('AMENDED');
    expect(await nets('D-1')).toEqual([[1, 2, '99.00']]);
    expect(await shown('D-1')).toMatchObject({ revision: 1, seller: 'seller-1', standing: 'OPEN' });
    const ofHead = await told('comp-admin', { deal: 'D-1', seller: 'seller-1', standing: 'won' });
    expect(ofHead.outcome).toBe('AMENDED');
    expect(await shown('D-1')).toMatchObject({ revision: 2, standing: 'WON' });
    expect(await nets('D-1')).toEqual([[1, 2, '99.00']]);
    expect(await undone(ofLine.importId)).toEqual([]);
    expect(await nets('D-1')).toEqual([
      [1, 1, '100.50'],
      [2, 1, '20.00'],
    ]);
    expect(await undone(first.importId)).toEqual([]);
    expect(await shown('D-1')).toMatchObject({ revision: 2, lines: [] });
  });

  it('is given once for a key, also sent twice at the same moment', async () => {
    const input = { deal: 'D-2', lines: [{ line: 1, net: '1' }], idempotencyKey: 'twice' };
    const both = await Promise.all([told('comp-admin', input), told('comp-admin', input)]);
    expect(both.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
    expect(await nets('D-2')).toEqual([[1, 1, '1.00']]);
  });

  it('changes its currency only together with its lines', async () => {
    await told('comp-admin', { deal: 'D-3', lines: [{ line: 1, net: '1' }] });
    const alone = await told('comp-admin', { deal: 'D-3', currency: 'EUR' });
    expect(alone.userErrors).toMatchObject([{ code: 'RECORD_REJECTED', path: ['input', 'currency'] }]);
    const whole = await told('comp-admin', { deal: 'D-3', currency: 'EUR', lines: [{ line: 1, net: '2' }] });
    expect(whole.outcome).toBe('AMENDED');
    expect(await nets('D-3')).toEqual([[1, 2, '2.00']]);
    expect(await undone(whole.importId)).toEqual([]);
    expect(await shown('D-3')).toMatchObject({ currency: 'USD', lines: [{ net: { amount: '1.00' } }] });
  });

  it('is withdrawn with its lines, and comes back by a later revision', async () => {
    await told('comp-admin', { deal: 'D-4', lines: [{ line: 1, net: '1' }] });
    expect((await told('comp-admin', { deal: 'D-4', withdrawn: true })).outcome).toBe('AMENDED');
    expect(await shown('D-4')).toBeNull();
    await told('comp-admin', { deal: 'D-4' });
    expect(await shown('D-4')).toMatchObject({ revision: 3, lines: [] });
  });

  it('says what is wrong by the field it stands in, of the deal or of a line, and writes nothing', async () => {
    const head = await told('comp-admin', {
      deal: 'D-5',
      seller: 'nobody',
      standing: 'maybe',
      lines: [{ line: 1, net: '1' }],
    });
    expect(head.userErrors.map(({ path }) => path.join('.'))).toEqual(['input.standing']);
    const unknown = await told('comp-admin', { deal: 'D-5', seller: 'nobody', lines: [{ line: 1 }] });
    expect(unknown.userErrors.map(({ path }) => path.join('.'))).toEqual(['input.seller']);
    const ofLines = await told('comp-admin', {
      deal: 'D-5',
      lines: [
        { line: 1, net: '1' },
        { line: 0, net: '1' },
      ],
    });
    expect(ofLines.userErrors.map(({ path }) => path.join('.'))).toEqual(['input.lines.1.line']);
    const twice = await told('comp-admin', { deal: 'D-5', lines: [{ line: 1 }, { line: 1, net: '2' }] });
    expect(twice.userErrors.map(({ path }) => path.join('.'))).toEqual(['input.lines.1.line']);
    expect(await shown('D-5')).toBeNull();
  });

  it('is refused with a fact that nobody declared, of a line, or given twice, by its place', async () => {
    const all = await told('comp-admin', {
      deal: 'D-5',
      attributes: [
        { name: 'deal.colour', value: 'red' },
        { name: 'line.discount', value: '5%' },
        { name: 'deal.colour', value: 'blue' },
      ],
    });
    const fault = { code: 'RECORD_REJECTED' };
    expect(all.userErrors).toEqual([
      {
        ...fault,
        path: ['input', 'attributes', '0', 'name'],
        message: 'attributes: there is no fact deal.colour of deals.',
        hint: 'Declare it in the fact catalogue first.',
      },
      {
        ...fault,
        path: ['input', 'attributes', '1', 'name'],
        message: 'attributes: there is no fact line.discount of deals.',
        hint: 'It is a fact of bookings, deal-lines.',
      },
      {
        ...fault,
        path: ['input', 'attributes', '2', 'name'],
        message: 'attributes: deal.colour is there twice.',
        hint: 'Give each fact once.',
      },
    ]);
    const lines = [{ line: 1 }, { line: 2, attributes: [{ name: 'deal.discount', value: '5%' }] }];
    const ofLine = await told('comp-admin', { deal: 'D-5', lines });
    expect(ofLine.userErrors.map(({ path }) => path.join('.'))).toEqual(['input.lines.1.attributes.0.name']);
    expect(await shown('D-5')).toBeNull();
  });
});

describe('sellers and their deals', () => {
  it('tell what they sell themselves, new and changed', async () => {
    const own = { deal: 'S-1', seller: 'seller-0', lines: [{ line: 1, net: '5' }] };
    expect(await told('a-rep', own)).toMatchObject({ outcome: 'ACCEPTED', userErrors: [] });
    expect((await told('a-rep', { ...own, lines: [{ line: 1, net: '6' }] })).outcome).toBe('AMENDED');
    expect(await shown('S-1', 'a-rep')).toMatchObject({
      seller: 'seller-0',
      lines: [{ net: { amount: '6.00' } }],
    });
    expect(await told('team-manager', { ...own, deal: 'S-2', seller: 'manager-0' })).toMatchObject({
      outcome: 'ACCEPTED',
    });
  });

  it('tell nothing of others, give nothing away and take nothing', async () => {
    const refused = async (login: Login, input: Record<string, unknown>): Promise<string[]> =>
      (await told(login, input)).userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(await refused('a-rep', { deal: 'S-3', seller: 'seller-1' })).toEqual([
      'DEAL_NOT_OWN input.seller',
    ]);
    expect(await refused('a-rep', { deal: 'S-3' })).toEqual(['DEAL_NOT_OWN input.seller']);
    expect(await refused('a-rep', { deal: 'S-1', seller: 'seller-1' })).toEqual([
      'DEAL_NOT_OWN input.seller',
    ]);
    expect(await refused('a-rep', { deal: 'canary-deal-1', seller: 'seller-0' })).toEqual([
      'DEAL_NOT_OWN input.deal',
    ]);
    for (const [deal, seller] of [
      ['canary-deal-1', 'seller-0'],
      ['nowhere', 'seller-1'],
    ])
      expect((await told('a-rep', { deal, seller })).userErrors).toMatchObject([{ message: NOT_OWN }]);
    // A manager sees the deals of the team, and tells those they sell themselves.
    expect(await refused('team-manager', { deal: 'canary-deal-2', seller: 'seller-2' })).toEqual([
      'DEAL_NOT_OWN input.seller',
    ]);
    for (const login of ['finance', 'auditor', 'system-admin'] as const)
      expect(await refused(login, { deal: 'S-3', seller: 'seller-0' })).toEqual(['NOT_ALLOWED ']);
    expect(await shown('canary-deal-1')).toMatchObject({ revision: 1, seller: 'seller-1' });
  });

  it('change it no more once it is booked, whoever the booking is of; a comp admin does', async () => {
    const own = { deal: 'S-5', seller: 'seller-0' };
    await told('a-rep', own);
    const text = `mutation ($input: BookingRecordInput!) { bookingRecord(input: $input) { outcome userErrors { code } } }`;
    const booking = { source: 'erp', booking: 'of S-5', date: '2026-03-10', currency: 'USD', net: '10' };
    const input = { ...booking, deal: 'S-5', idempotencyKey: `k${(keys += 1)}` };
    const booked = await api.askAs<{ bookingRecord: Told }>('comp-admin', text, { input });
    expect(booked.bookingRecord).toEqual({ outcome: 'ACCEPTED', userErrors: [] });
    for (const change of [{ offered: '2019-12-31' }, { withdrawn: true }, { lines: [{ line: 1, net: '5' }] }])
      expect((await told('a-rep', { ...own, ...change })).userErrors).toMatchObject([
        { code: 'DEAL_BOOKED', path: ['input', 'deal'] },
      ]);
    expect(await shown('S-5', 'a-rep')).toMatchObject({ revision: 1, lines: [] });
    expect((await told('comp-admin', { ...own, offered: '2026-03-04' })).outcome).toBe('AMENDED');
  });

  it('take an id that two tell at the same moment once', async () => {
    const both = await Promise.all([
      told('a-rep', { deal: 'S-4', seller: 'seller-0' }),
      told('team-manager', { deal: 'S-4', seller: 'manager-0' }),
    ]);
    expect(both.map(({ outcome, userErrors }) => outcome ?? userErrors[0]?.code).sort()).toEqual([
      'ACCEPTED',
      'DEAL_NOT_OWN',
    ]);
  });
});
