import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/database.js';
import type { ChangeTransaction } from '../transaction.js';
import { seeingAll } from '../../../../test/support/actors/actor.js';

const database = testDatabase();
const actor = seeingAll('finance');

const change = (action: string, work: (tx: ChangeTransaction) => Promise<unknown>): Promise<bigint> =>
  database
    .change(actor, { action, subject: 'ana' }, async (tx) => {
      await work(tx);
      return { result: tx.entry };
    })
    .then(({ result }) => result);

const GOOD = {
  kind: 'adjustment',
  amount: '5.00',
  currency: 'USD',
  origin_until: '2026-02-01',
  posted_until: '2026-02-01',
  lines: 0,
  reason: 'Thanks',
  request: null as string | null,
};

async function entry(tx: ChangeTransaction, over: Partial<typeof GOOD> = {}): Promise<void> {
  const { kind, amount, currency, origin_until, posted_until, lines, reason, request } = { ...GOOD, ...over };
  const sql = `insert into ledger_entry (entry, number, kind, debit, credit, amount, currency, participant, incentive, calendar, every,
      origin, origin_from, origin_until, posted, posted_from, posted_until, state, lines, reason, request)
    values ($1, 1, $2, 'expense:adjustment', 'payable:ana', $3, $4, 'ana', '', 'company', '', '2026-01', '2026-01-01', $5, '2026-01',
      '2026-01-01', $6, 'payable', $7, $8, $9)`;
  const days = [origin_until, posted_until];
  await tx.query(sql, [tx.entry, kind, amount, currency, ...days, lines, reason, request]);
}

async function line(tx: ChangeTransaction, amount = '5.00'): Promise<void> {
  const sql = `insert into ledger_line (entry, number, line, tier, change, exact_change, cause) values ($1, 1, 1, '', $2, 0, '{}')`;
  await tx.query(sql, [tx.entry, amount]);
}

describe('a ledger entry', () => {
  it.each([
    ['an amount of less than a cent', { amount: '5.005' }],
    ['a currency of no such form', { currency: 'usd' }],
    ['a period without end', { origin_until: 'infinity' }],
    ['a period that ends before it begins', { posted_until: '2025-12-01' }],
    ['no reason', { reason: ' ' }],
    ['a request without a name', { request: '' }],
  ])('is refused with %s', async (_, over) => {
    await expect(change('ledger.adjust', (tx) => entry(tx, over))).rejects.toMatchObject({ code: '23514' });
  });

  it('is added once for a request', async () => {
    await change('ledger.adjust', (tx) => entry(tx, { request: 'r-1' }));
    const again = change('ledger.adjust', (tx) => entry(tx, { request: 'r-1' }));
    await expect(again).rejects.toMatchObject({ code: '23505' });
  });

  it('has the lines it says it has, and no line is without an entry', async () => {
    await expect(change('ledger.settle', (tx) => entry(tx, { lines: 1 }))).rejects.toMatchObject({
      code: 'KA005',
    });
    await expect(change('ledger.settle', line)).rejects.toMatchObject({ code: 'KA005' });
  });
});

describe('a ledger line', () => {
  it('is in whole cents', async () => {
    const adding = change('ledger.settle', (tx) => line(tx, '0.001'));
    await expect(adding).rejects.toMatchObject({ code: '23514' });
  });
});

describe('an undo', () => {
  it('takes back imports only', async () => {
    const undo = (undone: bigint): Promise<bigint> =>
      change('undo import', (tx) =>
        tx.query('insert into import_undo (undone, entry) values ($1, $2)', [undone, tx.entry]),
      );
    const nothing = async (): Promise<void> => undefined;
    await expect(undo(await change('document.publish', nothing))).rejects.toMatchObject({ code: 'KA002' });
    await expect(undo(await change('import', nothing))).resolves.toBeGreaterThan(0n);
  });
});
