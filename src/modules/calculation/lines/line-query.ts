import { latestKnown } from '../../../platform/database/known.js';
import { DECLARED_ORDER } from '../../../platform/database/sql/declared-order.js';
import { JOIN_DEALS, joinClearances } from '../../deals/deals.service.js';
import {
  joinThings,
  literal,
  needsClearance,
  needsDeal,
  needsRates,
  needsRecorded,
  zoneOfTold,
  type LineFact,
} from './line-facts.js';

/** Columns that every line has, before those of the facts that the rulebook uses. */
export const LINE_COLUMNS = [
  'id',
  'source',
  'external_id',
  'line_no',
  'booked_on',
  'sequence',
  'currency',
  'net',
  'salesperson',
  'territory',
  'account',
];

/**
 * The booking lines as known at a position, in the declared total order. COPY takes no parameters: the position is a number of ours,
 * never text of a request. `which` keeps some of the lines, of `b`.
 */
export function bookingLinesSql(
  position: bigint,
  facts: readonly LineFact[],
  which: string | null = null,
): string {
  const columns = [
    ...LINE_COLUMNS.map((name) => `b.${name}`),
    ...facts.flatMap((fact) => (fact.from === 'text' ? [fact.sql] : [])),
  ];
  const sql = `select ${columns.join(', ')} from (${latestKnown('booking_line', LINE_TABLE)}) b ${whenKnown(facts)} ${ofDeals(facts)} ${joinThings(facts)}${which === null ? '' : ` where ${which}`} order by ${DECLARED_ORDER}`;
  return sql.replaceAll('$1', position.toString());
}

/**
 * The position at which each line became known, of what is known at $1: of a line that was withdrawn and told again, when it was told again; of an undone
 * import nothing is known. A correction leaves a line where it was.
 */
const RECORDED_SQL = `
  select first.id, min(known.position) as position
  from booking_line first join known_positions($1) known on known.entry = first.entry
  where not first.withdrawn and not exists (
    select from booking_line gone
    where gone.id = first.id and gone.nth > first.nth and gone.withdrawn and gone.revision >= first.revision
      and gone.entry in (select entry from known_entries($1))
  )
  group by first.id`;

/** What must be joined to lines `b` to say when they became known, and which rates were known then; as known at $1. */
export function whenKnown(facts: readonly LineFact[]): string {
  const told = needsRecorded(facts) ? `join (${RECORDED_SQL}) told on told.id = b.id` : '';
  const zone = zoneOfTold(facts);
  const days =
    zone === undefined
      ? ''
      : `join known_days($1, ${literal(zone)}) told_day on told_day.position = told.position`;
  return needsRates(facts) ? `${told} ${days} cross join (${RATE_FILES_SQL}) rates` : `${told} ${days}`;
}

/** The positions at which files of rates became known, of what is known at $1. */
const RATE_FILES_SQL = `
  select coalesce(array_agg(position order by position), '{}'::bigint[]) as positions
  from known_positions($1) known where known.entry in (select entry from fx_rate)`;

/** What must be joined to lines `b` to read the deals that they name, and whether they have the approval of them; as known at $1. */
export function ofDeals(facts: readonly LineFact[]): string {
  const deals = needsDeal(facts) ? JOIN_DEALS : '';
  return needsClearance(facts) ? `${deals} ${joinClearances()}` : deals;
}

const LINE_TABLE = [...LINE_COLUMNS, 'changes', 'deal', 'attributes'].join(', ');
