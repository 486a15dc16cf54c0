import { invariant } from '../kernel/invariant.js';
import { compareText } from '../kernel/text-order.js';
import type { Balance, Statement, StatementAccount, StatementEntry } from '../model/statement.js';

/** What a statement is composed of: the period's entries, and the ledger's own balances before and after it: none where it is partial. */
export interface StatementInput extends Omit<Statement, 'accounts'> {
  readonly entries: readonly StatementEntry[];
  readonly opening: readonly Balance[];
  readonly closing: readonly Balance[];
}

/**
 * The sixth step of pay: what a participant is told for a period. It foots, or there is no statement: an entry is the sum of its lines,
 * and the opening balance with the entries is the balance that the ledger itself has at the end. A partial one is of the entries that are
 * seen and has no balances, since any would be false.
 */
export function composeStatement(input: StatementInput): Statement {
  const currencies = [...input.opening, ...input.closing, ...input.entries].map(({ currency }) => currency);
  const accounts = [...new Set(currencies)].sort(compareText).map((currency) => account(input, currency));
  const { participant, name, period, isClosed, partial, notes } = input;
  return { participant, name, period, isClosed, accounts, partial, notes };
}

function account(input: StatementInput, currency: string): StatementAccount {
  const entries = input.entries.filter((entry) => entry.currency === currency);
  for (const entry of entries) requireFooting(entry);
  const balances = input.partial === null ? footedBalances(input, entries, currency) : NO_BALANCES;
  const ofKind = (isWanted: (kind: StatementEntry['kind']) => boolean): readonly StatementEntry[] =>
    entries.filter((entry) => isWanted(entry.kind)).sort(byPlace);
  return {
    currency,
    opening: balances.opening,
    earned: ofKind((kind) => kind === 'earning'),
    adjusted: ofKind((kind) => kind === 'adjustment' || kind === 'waiver'),
    moved: ofKind((kind) => kind !== 'earning' && kind !== 'adjustment' && kind !== 'waiver'),
    closing: balances.closing,
  };
}

const NO_BALANCES = { opening: null, closing: null };

function footedBalances(
  input: StatementInput,
  entries: readonly StatementEntry[],
  currency: string,
): Pick<StatementAccount, 'opening' | 'closing'> {
  const opening = balanceIn(input.opening, currency);
  const closing = balanceIn(input.closing, currency);
  for (const state of ['payable', 'held'] as const) {
    const moved = entries
      .filter((entry) => entry.state === state)
      .reduce((sum, { cents }) => sum + cents, 0n);
    invariant(opening[state] + moved === closing[state], `a statement in ${currency} that does not foot`);
  }
  return { opening, closing };
}

function requireFooting({ kind, cents, lines, incentive }: StatementEntry): void {
  if (kind !== 'earning') return;
  const sum = lines.reduce((total, line) => total + line.cents, 0n);
  invariant(sum === cents, `an entry of ${incentive} that is not the sum of its lines`);
}

function balanceIn(balances: readonly Balance[], currency: string): Balance {
  return balances.find((balance) => balance.currency === currency) ?? { currency, payable: 0n, held: 0n };
}

function byPlace(a: StatementEntry, b: StatementEntry): number {
  return a.origin.from - b.origin.from || compareText(a.incentive, b.incentive);
}
