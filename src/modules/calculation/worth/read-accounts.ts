import type { FactValue } from '../../../engine/model/facts.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Mistyped, readFactValue } from '../lines/fact-value.js';
import { accountsSql } from '../lines/line-query.js';

/** What is known of an account, by the names of its facts. */
export type AccountFacts = ReadonlyMap<string, FactValue>;

interface AccountRow {
  readonly external_id: string;
  readonly owner: string | null;
  readonly segment: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is known of some accounts at a position, by their ids; what does not fit its type any more is unknown. */
export async function readAccounts(
  tx: Transaction,
  { position, catalogue }: { readonly position: bigint; readonly catalogue: FactCatalogue },
  ids: readonly string[],
): Promise<ReadonlyMap<string, AccountFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<AccountRow>(
    `select external_id, owner, segment, attributes from (${accountsSql}) a where external_id = any($2::text[])`,
    [position, ids],
  );
  const types = new Map(catalogue.fields.map(({ name, is }) => [name, is]));
  return new Map(
    rows.map(({ external_id, owner, segment, attributes }) => {
      const facts = new Map<string, FactValue>([
        ['account.owner', owner ?? undefined],
        ['account.segment', segment ?? undefined],
      ]);
      for (const [name, text] of Object.entries(attributes)) {
        const type = types.get(name);
        const value = type && readFactValue(text, type);
        if (!(value instanceof Mistyped)) facts.set(name, value);
      }
      return [external_id, facts];
    }),
  );
}

/** Which source told a booking, by its id; the first by name where several did. */
export async function readSources(
  tx: Transaction,
  position: bigint,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ external_id: string; source: string }>(
    `select distinct on (b.external_id) b.external_id, b.source from (${latestKnown('booking_line', 'external_id, source')}) b
     where b.external_id = any($2::text[]) order by b.external_id, b.source collate "C"`,
    [position, ids],
  );
  return new Map(rows.map(({ external_id, source }) => [external_id, source]));
}
