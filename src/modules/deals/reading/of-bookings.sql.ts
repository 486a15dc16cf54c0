import {
  clearancesKnown,
  dealsFollowed,
  dealsFollowedBy,
} from '../../../platform/database/booked/clearances.sql.js';
import { latestKnown, latestOfFound } from '../../../platform/database/known.js';

/**
 * SQL of whether a line `b` has the approval of its deal, beside `cleared`: missing too before anybody looked. Of a line that names no deal and changes a
 * booking that does, what that one has.
 */
export const APPROVAL_SQL = `case when b.deal is null then coalesce(follows_cleared.standing, 'not-needed') else coalesce(cleared.standing, 'missing') end`;

/** Facts of a deal `d` that stand in columns of their own, in SQL that gives their texts; all others stand in its attributes. */
export const DEAL_COLUMNS = { 'deal.date': 'd.offered_on::text', 'deal.currency': 'd.currency' } as const;

const COLUMNS = 'external_id, source, currency, offered_on, attributes';

const byName = (known: string): string =>
  `select distinct on (external_id) external_id, currency, offered_on, attributes from (${known}) known order by external_id, source collate "C"`;

/** Of several deals that a line follows, the first by name. */
const firstOf = (followed: string): string =>
  `select distinct on (id) id, deal from (${followed}) followed order by id, deal collate "C"`;

/**
 * SQL that joins to lines `b` the deals `d` that they name, or that the booking names which they change, as known at $1. Of two sources that name a deal
 * alike, the first by name counts.
 */
export const JOIN_DEALS = `left join (${firstOf(dealsFollowed('$1'))}) follows on follows.id = b.id
  left join (${byName(latestKnown('deal', COLUMNS))}) d on d.external_id = coalesce(b.deal, follows.deal)`;

/** The same for a few lines, which are all in `lines` as well: no other deal is read. */
export function joinDealsOf(lines: string): string {
  const followed = firstOf(dealsFollowedBy(lines));
  const deals = `select deal from ${lines} union select deal from (${followed}) followed`;
  return `left join (${followed}) follows on follows.id = b.id
    left join (${byName(latestOfFound('deal', `fact.external_id in (${deals})`))}) d on d.external_id = coalesce(b.deal, follows.deal)`;
}

/** SQL that joins to lines `b` what was found out of the approval of their deal, as known at $1; of few lines, which are all in `lines`, nothing else is read. */
export function joinClearances(lines?: string): string {
  const followed = lines === undefined ? dealsFollowed('$1') : dealsFollowedBy(lines);
  const few = `(c.source, c.booking) in (select source, external_id from ${lines} union select source, booking from (${followed}) followed)`;
  const known = clearancesKnown('$1', lines === undefined ? undefined : few);
  return `left join (${known}) cleared
    on cleared.source = b.source and cleared.booking = b.external_id and cleared.deal = b.deal
    left join (${worstOf(followed, known)}) follows_cleared on follows_cleared.id = b.id`;
}

/** Of several bookings that a line follows, one that lacks its approval decides. */
const worstOf = (followed: string, known: string): string => `
  select followed.id, case when bool_or(coalesce(c.standing, 'missing') = 'missing') then 'missing' when bool_or(c.standing = 'approved') then 'approved'
    else 'not-needed' end as standing
  from (${followed}) followed left join (${known}) c on c.source = followed.source and c.booking = followed.booking and c.deal = followed.deal
  group by followed.id`;
