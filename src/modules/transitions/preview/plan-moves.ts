import { readDay, writeDay, type Day } from '../../../engine/kernel/day.js';
import type { FactCatalogue } from '../../../engine/rulebook/rulebook.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { Refusals } from '../../../platform/graphql/mutation/mutate.js';
import type { UserError } from '../../../platform/graphql/mutation/payload.js';
import { readAccountsOn, type FactsOfAccount } from '../../accounts/accounts.service.js';
import { MOST_MOVES, type AskedMove } from '../asked/asked-move.js';
import { notEmployed } from './not-employed.js';
import type { PlannedMove } from './planned-move.js';

/** What moves are planned by. */
export interface PlanningAt {
  readonly position: bigint;
  readonly catalogue: FactCatalogue;
}

interface OwnedRow {
  readonly place: number;
  readonly name: string | null;
  readonly owner: string | null;
  readonly until: string | null;
  readonly is_person: boolean;
}

/** Moves with what is known of their accounts; every row that cannot be taken is told with its line, all of them at once. */
export async function planMoves(
  tx: Transaction,
  at: PlanningAt,
  asked: readonly AskedMove[],
): Promise<readonly PlannedMove[]> {
  if (asked.length > MOST_MOVES)
    throw new Refusals([
      fault(
        asked[MOST_MOVES],
        'account',
        `more than ${MOST_MOVES.toLocaleString('en-US')} accounts are not moved at once`,
      ),
    ]);
  const days = asked.map(({ from }) => readDay(from));
  const rows = await readOwned(tx, at.position, { asked, days });
  const facts = await readAccountsOn(
    tx,
    at,
    asked.map(({ account }, index) => ({ account, on: days[index] ?? 0 })),
  );
  const reasons = at.catalogue.fields.find(({ name }) => name === 'transition.reason')?.values;
  const twice = repeated(asked);
  const gone = await notEmployed(
    tx,
    asked.map(({ to }, index) => ({ to, on: writtenDay(days[index]) })),
  );
  const faults: UserError[] = [];
  const planned: PlannedMove[] = [];
  asked.forEach((move, index) => {
    const said = { isTwice: twice.has(index), gone: gone.get(index) };
    const known = { row: rows.get(index + 1), on: days[index], reasons, ...said };
    const wrong = faultOf(move, known);
    if (wrong) faults.push(fault(move, ...wrong));
    else planned.push(plannedMove(move, known, facts[index] ?? new Map()));
  });
  if (faults.length > 0) throw new Refusals(faults);
  return planned;
}

function plannedMove(
  { account, to, reason }: AskedMove,
  { row, on }: Known,
  facts: FactsOfAccount,
): PlannedMove {
  const segment = facts.get('account.segment');
  const until = row?.until == null ? null : (readDay(row.until) ?? null);
  return {
    account,
    name: row?.name ?? account,
    reason,
    on: on ?? 0,
    until,
    from: row?.owner ?? null,
    to,
    segment: typeof segment === 'string' ? segment : null,
    facts,
  };
}

async function readOwned(
  tx: Transaction,
  position: bigint,
  { asked, days }: { readonly asked: readonly AskedMove[]; readonly days: readonly (Day | undefined)[] },
): Promise<ReadonlyMap<number, OwnedRow>> {
  const rows = await tx.query<OwnedRow>(
    `select asked.place::int as place, a.name, own.participant as owner, nullif(own.till, 'infinity')::text as until, p.id is not null as is_person
     from unnest($2::text[], $3::date[], $4::text[]) with ordinality asked (account, day, recipient, place)
     left join (select distinct on (external_id) external_id, name from account where entry in (select entry from known_entries($1)) order by external_id, revision desc, nth desc) a
       on a.external_id = asked.account
     left join account_owner_days($1) own on own.account = asked.account and own.since <= asked.day and asked.day < own.till
     left join (select distinct on (id) id, external_id, withdrawn from participant where entry in (select entry from known_entries($1)) order by id, revision desc, nth desc) p
       on p.external_id = asked.recipient and not p.withdrawn`,
    [position, asked.map(({ account }) => account), days.map(writtenDay), asked.map(({ to }) => to)],
  );
  return new Map(rows.map((row) => [row.place, row]));
}

const writtenDay = (day: Day | undefined): string | null => (day === undefined ? null : writeDay(day));

interface Known {
  readonly row: OwnedRow | undefined;
  readonly on: Day | undefined;
  readonly reasons: readonly string[] | undefined;
  readonly isTwice: boolean;
  /** Why who would get it is not with the company on the day. */
  readonly gone: string | undefined;
}

type Wrong = readonly [field: 'account' | 'to' | 'reason' | 'from', reason: string];

/** What is wrong with a row, and in which column. */
function faultOf({ account, to, reason, from }: AskedMove, known: Known): Wrong | undefined {
  const { row, on, reasons, isTwice, gone } = known;
  if (account === '') return ['account', 'it is required'];
  if (row?.name == null) return ['account', `there is no account ${account}`];
  if (isTwice) return ['account', `${account} is moved twice`];
  if (on === undefined) return ['from', `"${from.slice(0, 40)}" is no day; write it like 2026-03-31`];
  if (to === '') return ['to', 'it is required'];
  if (!row.is_person) return ['to', `there is no participant ${to}`];
  if (gone !== undefined) return ['to', `${gone}, and has no account on ${from}`];
  if (row.owner === to) return ['to', `${to} owns ${account} on that day already`];
  return faultOfReason(reason, reasons);
}

function faultOfReason(reason: string, reasons: readonly string[] | undefined): Wrong | undefined {
  if (reason === '') return ['reason', 'it is required'];
  if (reason.length > 200) return ['reason', 'it has more than 200 characters'];
  return reasons && !reasons.includes(reason) ? ['reason', `write one of ${reasons.join(', ')}`] : undefined;
}

function repeated(asked: readonly AskedMove[]): ReadonlySet<number> {
  const seen = new Set<string>();
  return new Set(
    asked.flatMap(({ account }, index) => {
      if (seen.has(account)) return [index];
      seen.add(account);
      return [];
    }),
  );
}

function fault(move: AskedMove | undefined, field: string, reason: string): UserError {
  const at = move?.at ?? { place: 0 };
  return {
    code: 'TRANSITION_ROW',
    path: 'line' in at ? ['input', 'csv'] : ['input', 'moves', String(at.place), field],
    message: `${'line' in at ? `Line ${at.line}` : `Row ${at.place + 1}`}, ${field}: ${reason}.`,
    hint: 'Correct the row, or leave it out; nothing was proposed.',
  };
}
