import type { Transaction } from '../../../platform/database/transaction.js';
import type { Breach } from '../undoing/breach.js';
import { latestRows } from '../writing/known.js';

/** The currencies of the deals that are known, by id: money of their lines is in them. */
export async function dealCurrencies(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ deal: string; currency: string }>(
    `select external_id as deal, currency from ${latestRows('deal')} known`,
  );
  return new Map(rows.map(({ deal, currency }) => [deal, currency]));
}

/** Notes deals of the stage that would be in another currency than their lines. */
export async function refuseOtherCurrency(tx: Transaction): Promise<void> {
  await tx.query(`insert into stage_fault
    select s.line, 'recurrency', 'currency', s.currency, known.currency from stage s
    join ${latestRows('deal')} known on known.id = s.id and known.currency <> s.currency
    where not s.withdrawn and exists (select from ${latestRows('deal_line')} line where line.deal = s.external_id)`);
}

/** Deals that would be in another currency than lines told since, once the import is undone that told their currency. */
export async function currenciesApart(tx: Transaction, undone: string): Promise<readonly Breach[]> {
  const found = await tx.query<{ entry: string; deal: string; currency: string }>(
    `select line.entry, min(known.external_id) as deal, min(known.currency) as currency from ${latestRows('deal')} known
     join deal told on told.id = known.id and told.entry = $1 and told.revision > known.revision and told.currency <> known.currency
     join ${latestRows('deal_line')} line on line.deal = known.external_id
     join audit_entry since on since.entry = line.entry
     where since.position > (select position from audit_entry where entry = $1) group by line.entry`,
    [undone],
  );
  return found.map(({ entry, deal, currency }) => ({
    entry,
    what: `the deal ${deal} would be in ${currency}, and its lines are not`,
  }));
}
