import { clearancesKnown } from '../../../platform/database/booked/clearances.sql.js';
import { latestKnown, latestOfFound } from '../../../platform/database/known.js';

/** SQL of whether a line `b` has the approval of its deal, beside `cleared`: missing too before anybody looked. */
export const APPROVAL_SQL = `case when b.deal is null then 'not-needed' else coalesce(cleared.standing, 'missing') end`;

/** Facts of a deal `d` that stand in columns of their own, in SQL that gives their texts; all others stand in its attributes. */
export const DEAL_COLUMNS = { 'deal.date': 'd.offered_on::text', 'deal.currency': 'd.currency' } as const;

const COLUMNS = 'external_id, source, currency, offered_on, attributes';

const byName = (known: string): string =>
  `select distinct on (external_id) external_id, currency, offered_on, attributes from (${known}) known order by external_id, source collate "C"`;

/** SQL that joins to lines `b` the deals `d` that they name, as known at $1. Of two sources that name a deal alike, the first by name counts. */
export const JOIN_DEALS = `left join (${byName(latestKnown('deal', COLUMNS))}) d on d.external_id = b.deal`;

/** The same for a few lines, which are all in `lines` as well: no other deal is read. */
export function joinDealsOf(lines: string): string {
  return `left join (${byName(latestOfFound('deal', `fact.external_id in (select deal from ${lines})`))}) d on d.external_id = b.deal`;
}

/** SQL that joins to lines `b` what was found out of the approval of their deal, as known at $1; of few lines, which are all in `lines`, nothing else is read. */
export function joinClearances(lines?: string): string {
  const which =
    lines === undefined ? undefined : `(c.source, c.booking) in (select source, external_id from ${lines})`;
  return `left join (${clearancesKnown('$1', which)}) cleared
    on cleared.source = b.source and cleared.booking = b.external_id and cleared.deal = b.deal`;
}
