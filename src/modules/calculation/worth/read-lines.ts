import { DECLARED_ORDER } from '../../../platform/database/sql/declared-order.js';
import { writeDay } from '../../../engine/kernel/day.js';
import type { BookingLine } from '../../../engine/model/facts.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import { latestKnown } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { accountHistory, type AccountHistory } from '../../accounts/accounts.service.js';
import { joinThings, lineFacts, type LineFact } from '../lines/line-facts.js';
import { LINE_COLUMNS, ofDeals, whenKnown } from '../lines/line-query.js';
import { LineReader } from '../lines/line-reader.js';
import { tooLarge } from './asked.js';
import type { Reach } from './reach.js';

/** What is read, and what further lines hang on it. */
export interface LinesWanted {
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
  readonly reach: Reach;
  /** The facts that each line comes with, in order. */
  readonly facts: readonly string[];
  /** Facts about other bookings that rules read: with them, all lines of the same accounts, and of bookings that are changed. */
  readonly related: readonly string[];
  /** Accounts of the deals, and bookings that they change. */
  readonly accounts: readonly string[];
  readonly changed: readonly string[];
  readonly most: number;
}

const COLUMNS = [...LINE_COLUMNS, 'nth', 'changes', 'deal', 'attributes'].join(', ');

/** What a COPY cannot take as parameters comes by settings of the transaction. */
const SET_REACH = `select set_config('kicker.worth_people', $1::text[]::text, true), set_config('kicker.worth_territories', $2::text[]::text, true),
  set_config('kicker.worth_accounts', $3::text[]::text, true), set_config('kicker.worth_changed', $4::text[]::text, true),
  set_config('kicker.worth_ruled_sources', $5::text[]::text, true), set_config('kicker.worth_ruled_bookings', $6::text[]::text, true),
  set_config('kicker.worth_ruled_accounts', $7::text[]::text, true)`;

const listed = (name: string): string => `(select current_setting('kicker.worth_${name}')::text[])::text[]`;

/** So many values an index is asked for one by one; more are hashed, and all rows looked at. */
const FEW = 20;

function isListed(sql: string, name: string, values: readonly string[]): string {
  return values.length <= FEW
    ? `${sql} = any(${listed(name)})`
    : `${sql} in (select unnest(${listed(name)}))`;
}

/** The booking lines that may matter, as known at a position, in the declared order; at most one more than `most`. */
export async function readLinesWanted(tx: Transaction, wanted: LinesWanted): Promise<readonly BookingLine[]> {
  const { reach, catalogue } = wanted;
  const { sources, bookings, accounts: ruled } = reach.ruled;
  const reached = [reach.people, reach.territories, wanted.accounts, wanted.changed];
  await tx.query(SET_REACH, [...reached, sources, bookings, ruled]);
  const history = await accountHistory(tx, [...wanted.facts, ...reach.relations]);
  const mine = mineOf(wanted, history);
  if (reach.people.length > FEW) await refuseMany(tx, wanted, mine);
  const facts = lineFacts(wanted.facts, catalogue, history);
  const lines: BookingLine[] = [];
  const stream = tx.copyOut(`copy (${sqlOf(wanted, facts, mine)}) to stdout (format binary)`);
  await new LineReader(facts).read(
    stream,
    ({ line }) => lines.push(line),
    () => undefined,
  );
  return lines;
}

/** Looks at no more lines than it takes to see that they are too many, before any is read. */
async function refuseMany(
  tx: Transaction,
  { position, most }: LinesWanted,
  { condition, accounts }: Mine,
): Promise<void> {
  const [row] = await tx.query<{ lines: number }>(
    `select count(*)::int as lines from (
       select from (${latestKnown('booking_line', COLUMNS)}) b ${accounts} where ${condition} limit $2) mine`,
    [position, most + 1],
  );
  if (row && row.lines > most) throw tooLarge();
}

/** The last day of which any line is known. */
export async function lastDayKnown(
  tx: Transaction,
  position: bigint,
): Promise<{ booked: string | null; today: string }> {
  const [row] = await tx.query<{ booked: string | null; today: string }>(
    `select (select booked_on from (${latestKnown('booking_line', 'booked_on')}) b order by booked_on desc limit 1) as booked, current_date as today`,
    [position],
  );
  return row ?? { booked: null, today: '1970-01-01' };
}

/** Whether a line may be credited to the participant, and what must be joined to say so. */
interface Mine {
  readonly condition: string;
  readonly accounts: string;
}

function mineOf({ reach, catalogue }: LinesWanted, history: ReadonlySet<AccountHistory>): Mine {
  const relations = lineFacts(reach.relations, catalogue, history);
  const named = ['b.salesperson', ...relations.flatMap((fact) => (fact.from === 'text' ? [fact.sql] : []))];
  const credited = [
    ...named.map((sql) => isListed(sql, 'people', reach.people)),
    ...(reach.territories.length > 0 ? [isListed('b.territory', 'territories', reach.territories)] : []),
    ...ruledTo(reach),
  ].join(' or ');
  const condition = `b.booked_on >= '${writeDay(reach.since)}' and (${credited})`;
  return { condition, accounts: joinThings(relations) };
}

/** Bookings with what changes them, and accounts, that people have ruled. */
function ruledTo({ ruled: { bookings, accounts } }: Reach): readonly string[] {
  const named = `(select * from unnest(${listed('ruled_sources')}, ${listed('ruled_bookings')}))`;
  return [
    ...(bookings.length > 0
      ? [`(b.source, b.external_id) in ${named}`, `(b.source, b.changes) in ${named}`]
      : []),
    ...(accounts.length > 0 ? [isListed('b.account', 'ruled_accounts', accounts)] : []),
  ];
}

function sqlOf(
  { position, related, most }: LinesWanted,
  facts: readonly LineFact[],
  { condition, accounts }: Mine,
): string {
  const columns = [
    ...LINE_COLUMNS.map((name) => `b.${name}`),
    ...facts.flatMap((fact) => (fact.from === 'text' ? [fact.sql] : [])),
  ].join(', ');
  const sql = `
    with line as not materialized (${latestKnown('booking_line', COLUMNS)}),
      mine as materialized (
        select b.id, b.nth, b.source, b.external_id, b.account, b.changes from line b ${accounts}
        where ${condition} limit ${most + 1}),
      wanted as (
        select id, nth from mine
        union select b.id, b.nth from line b where (b.external_id, b.source) in (select external_id, source from mine)
        ${furtherLines(related).join(' ')})
    select ${columns} from line b join wanted w on w.id = b.id and w.nth = b.nth ${whenKnown(facts)} ${ofDeals(facts)} ${joinThings(facts)}
    order by ${DECLARED_ORDER} limit ${most + 1}`;
  return sql.replaceAll('$1', position.toString());
}

function furtherLines(related: readonly string[]): readonly string[] {
  const ofAccounts = related.some((name) => name.startsWith('account.'));
  const ofOriginals = related.some((name) => name.startsWith('original.'));
  const accounts = `select account from mine union select unnest(${listed('accounts')})`;
  return [
    ...(ofAccounts ? [`union select b.id, b.nth from line b where b.account in (${accounts})`] : []),
    ...(ofOriginals
      ? [
          'union select b.id, b.nth from line b where (b.external_id, b.source) in (select changes, source from mine)',
          `union select b.id, b.nth from line b where b.external_id = any(${listed('changed')})`,
        ]
      : []),
  ];
}
