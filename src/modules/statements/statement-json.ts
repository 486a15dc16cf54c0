import { writeDay, type NamedPeriod } from '../../engine/kernel/day.js';
import { writeDecimal, writeUnits } from '../../engine/kernel/ratio.js';
import type { AppliedRate } from '../../engine/model/rates.js';
import type {
  Balance,
  Statement,
  StatementAccount,
  StatementEntry,
  StatementLine,
} from '../../engine/model/statement.js';

/** A statement as plain JSON: money as decimal text, days as `YYYY-MM-DD`, `until` the first day after a period. */
export function statementJson({ period, accounts, ...statement }: Statement): unknown {
  return { ...statement, period: periodJson(period), accounts: accounts.map(accountJson) };
}

function accountJson(account: StatementAccount): unknown {
  return {
    currency: account.currency,
    opening: balanceJson(account.opening),
    earned: account.earned.map(entryJson),
    adjusted: account.adjusted.map(entryJson),
    moved: account.moved.map(entryJson),
    closing: balanceJson(account.closing),
  };
}

function entryJson({ origin, posted, cents, lines, ...entry }: StatementEntry): unknown {
  const periods = { origin: periodJson(origin), posted: periodJson(posted) };
  return { ...entry, ...periods, amount: writeUnits(cents, 2), lines: lines.map(lineJson) };
}

function lineJson({ booking, counted, creditRate, cents, before, ...line }: StatementLine): unknown {
  const told = booking && { ...booking, date: writeDay(booking.date) };
  const apart = {
    ...(counted === null ? {} : { countedOn: writeDay(counted) }),
    ...(creditRate === null ? {} : { creditRate: rateJson(creditRate) }),
  };
  return { booking: told, ...apart, ...line, before: writeUnits(before, 2), amount: writeUnits(cents, 2) };
}

function rateJson({ on, dated, rate, ...of }: AppliedRate): unknown {
  return { ...of, on: writeDay(on), dated: writeDay(dated), rate: writeDecimal(rate) };
}

function balanceJson(balance: Balance | null): unknown {
  if (!balance) return null;
  const { payable, held } = balance;
  return { payable: writeUnits(payable, 2), held: writeUnits(held, 2) };
}

function periodJson({ name, from, until }: NamedPeriod): unknown {
  return { name, from: writeDay(from), until: writeDay(until) };
}
