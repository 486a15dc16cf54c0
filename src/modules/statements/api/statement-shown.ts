import type {
  Balance,
  Statement,
  StatementAccount,
  StatementEntry,
  StatementLine,
} from '../../../engine/model/statement.js';
import { moneyOf } from '../../../platform/graphql/scalars/money.js';
import { statementText } from '../statement-text.js';
import type { PaidForName } from './paid-for.type.js';
import type {
  BalanceType,
  EntryKind,
  StatementAccountType,
  StatementEntryType,
  StatementType,
} from './statement.type.js';
import type { StatementLineType } from './statement-line.type.js';

/** A statement as the API shows it. */
export function shownStatement(statement: Statement): StatementType {
  const { participant, name, period, isClosed, accounts, partial, notes } = statement;
  return {
    participantId: participant,
    name,
    period,
    isClosed,
    partial,
    notes,
    accounts: accounts.map(account),
    text: statementText(statement),
  };
}

function account({
  currency,
  opening,
  earned,
  adjusted,
  moved,
  closing,
}: StatementAccount): StatementAccountType {
  const entries = (of: readonly StatementEntry[]): StatementEntryType[] => of.map(entry);
  return {
    currency,
    opening: balance(opening),
    earned: entries(earned),
    adjusted: entries(adjusted),
    moved: entries(moved),
    closing: balance(closing),
  };
}

function balance(of: Balance | null): BalanceType | null {
  if (!of) return null;
  const { payable, held, currency } = of;
  return { payable: moneyOf(payable, currency), held: moneyOf(held, currency) };
}

function entry({ kind, state, cents, currency, lines, ...rest }: StatementEntry): StatementEntryType {
  return {
    ...rest,
    kind: kind as EntryKind,
    isHeld: state === 'held',
    amount: moneyOf(cents, currency),
    lines: lines.map((line) => shownLine(line, currency)),
  };
}

function shownLine(line: StatementLine, currency: string): StatementLineType {
  const { booking, counted, cents, before, ...rest } = line;
  return {
    ...rest,
    for: line.for as PaidForName,
    source: booking?.source ?? null,
    booking: booking?.booking ?? null,
    line: booking?.line ?? null,
    date: booking?.date ?? null,
    countedOn: counted,
    amount: moneyOf(cents, currency),
    before: moneyOf(before, currency),
  };
}
