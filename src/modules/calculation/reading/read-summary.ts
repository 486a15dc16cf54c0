import type { Transaction } from '../../../platform/database/transaction.js';
import type { CalculationSummary, PinnedVersion, Totals } from '../calculation.js';

/** What a calculation pins of the rules, as it is stored beside it. */
export interface StoredRulebook {
  readonly fingerprint: string;
  readonly versions: readonly PinnedVersion[];
}

interface Row {
  readonly calculation: string;
  readonly position: string;
  readonly engine: string;
  readonly rulebook: StoredRulebook;
  readonly fingerprint: string;
  readonly digest: string;
  readonly totals: Totals;
}

/** A complete calculation in numbers; `undefined` while it is not complete. */
export async function readSummary(
  tx: Transaction,
  calculation: bigint,
): Promise<CalculationSummary | undefined> {
  const [row] = await tx.query<Row>(
    `select calculation, position, engine, rulebook, fingerprint, digest, totals from calculation where calculation = $1 and state = 'complete'`,
    [calculation],
  );
  if (!row) return undefined;
  const { rulebook } = row;
  return {
    ...row,
    calculation,
    position: BigInt(row.position),
    rulebook: rulebook.fingerprint,
    versions: rulebook.versions,
  };
}
