import type { PayState } from '../../engine/model/ledger.js';

/** What pay costs the company: earnings, finance's own entries, and what it gave up asking back. */
export const COMMISSION = 'expense:commission';
export const ADJUSTMENT = 'expense:adjustment';

/** What the company owes a participant now, or once what it waits for has come. */
export function owedTo(participant: string, state: PayState): string {
  return `${state}:${participant}`;
}

/** Which account is debited and which credited: an entry's amount is never negative, so what is taken back changes sides. */
export function sides(
  expense: string,
  owed: string,
  cents: bigint,
): { readonly debit: string; readonly credit: string; readonly cents: bigint } {
  if (cents < 0n) return { debit: owed, credit: expense, cents: -cents };
  return { debit: expense, credit: owed, cents };
}
