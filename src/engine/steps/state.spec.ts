import { describe, expect, it } from '@jest/globals';
import { InvariantBroken } from '../kernel/invariant.js';
import type { Balance, StatementEntry, StatementLine } from '../model/statement.js';
import { composeStatement, type StatementInput } from './state.js';

const MARCH = { name: '2026-03', from: 20_513, until: 20_544 };
const APRIL = { name: '2026-04', from: 20_544, until: 20_574 };

function line(cents: bigint): StatementLine {
  return {
    for: 'rounding',
    booking: null,
    counted: null,
    creditRate: null,
    credit: null,
    measureBefore: null,
    tier: 'base',
    rate: null,
    cents,
    before: 0n,
    cause: [],
  };
}

function entry(cents: bigint, over: Partial<StatementEntry> = {}): StatementEntry {
  const where = { origin: APRIL, posted: APRIL, state: 'payable', currency: 'USD' } as const;
  return {
    kind: 'earning',
    incentive: 'commission',
    ...where,
    cents,
    reason: '',
    performance: null,
    lines: [line(cents)],
    ...over,
  };
}

function balance(payable: bigint, held = 0n, currency = 'USD'): Balance {
  return { currency, payable, held };
}

function input(over: Partial<StatementInput>): StatementInput {
  return {
    participant: 'ana',
    name: 'Ana',
    period: APRIL,
    isClosed: false,
    partial: null,
    notes: [],
    entries: [],
    opening: [],
    closing: [],
    ...over,
  };
}

describe('composeStatement', () => {
  it('foots: opening balance, what was earned, what was adjusted, closing balance', () => {
    const adjustment = entry(-500n, { kind: 'adjustment', lines: [], reason: 'Advance returned' });
    const statement = composeStatement(
      input({ entries: [adjustment, entry(3000n)], opening: [balance(1000n)], closing: [balance(3500n)] }),
    );
    expect(statement.accounts).toEqual([
      {
        currency: 'USD',
        opening: balance(1000n),
        earned: [entry(3000n)],
        adjusted: [adjustment],
        moved: [],
        closing: balance(3500n),
      },
    ]);
  });

  it('lists what belongs to an earlier period first', () => {
    const late = entry(200n, { origin: MARCH });
    const [account] = composeStatement(
      input({ entries: [entry(100n), late], closing: [balance(300n)] }),
    ).accounts;
    expect(account?.earned).toEqual([late, entry(100n)]);
  });

  it('keeps currencies and what is held apart', () => {
    const held = entry(400n, { state: 'held' });
    const euros = entry(700n, { currency: 'EUR' });
    const closing = [balance(700n, 0n, 'EUR'), balance(0n, 400n)];
    const statement = composeStatement(input({ entries: [held, euros], closing }));
    expect(statement.accounts.map((account) => account.closing)).toEqual(closing);
  });

  it('has no balance where some entries are out of sight, since any would be false', () => {
    const partial = 'You see some days only.';
    const statement = composeStatement(input({ partial, entries: [entry(100n)] }));
    expect(statement).toMatchObject({ partial, accounts: [{ opening: null, closing: null }] });
    const broken = entry(100n, { lines: [line(60n)] });
    expect(() => composeStatement(input({ partial, entries: [broken] }))).toThrow(InvariantBroken);
  });

  it('is no statement at all when it does not foot', () => {
    expect(() => composeStatement(input({ entries: [entry(100n)], closing: [balance(99n)] }))).toThrow(
      InvariantBroken,
    );
    const broken = entry(100n, { lines: [line(60n), line(50n)] });
    expect(() => composeStatement(input({ entries: [broken], closing: [balance(100n)] }))).toThrow(
      InvariantBroken,
    );
  });
});
