import type { FactTable } from '../../../../platform/database/known.js';
import type { SignIns } from '../../../../platform/database/sql/sign-ins.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { whoTold, type RowTold, type Telling } from './who-told.js';

type ByWhom = ReadonlyMap<string, Telling>;

/** Who told what gives people rights, where that was told in more rows than one: what was told once was told by whoever told its row. */
export interface Tellers {
  /** By person, that they report to their manager. */
  readonly managers: ByWhom;
  /** By person, their role. */
  readonly roles: ByWhom;
  /** By `<group> <person>`. */
  readonly members: ByWhom;
  /** By `<giver> <deputy> <matrix>`, what the delegation reaches. */
  readonly grants: ByWhom;
}

interface At {
  readonly tx: Transaction;
  readonly position: bigint;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** Who told the seats, groups and delegations of a day, as known at a position. */
export async function readTellers({ tx, position, day }: At, signIns: SignIns): Promise<Tellers> {
  const rows = await tx.query<Row>(TOLD, [position.toString(), day]);
  const by = ({ table, name }: { readonly table: FactTable; readonly name: string }): ByWhom => {
    const of = rows.filter((row) => row.of === table);
    return whoTold(
      of.map(({ says, ...row }) => ({ ...row, says: says[name] ?? null })),
      signIns,
    );
  };
  return {
    managers: by({ table: SEATS.table, name: 'manager' }),
    roles: by({ table: SEATS.table, name: 'role' }),
    members: by({ table: MEMBERS.table, name: 'is' }),
    grants: by({ table: GRANTS.table, name: 'reaches' }),
  };
}

interface Row extends Omit<RowTold, 'says'> {
  readonly of: string;
  readonly says: Readonly<Record<string, string | null>>;
}

/** What rows of a table say, as SQL of the row `fact`: of what, and what each is asked for, by name. */
interface Asked {
  readonly table: FactTable;
  readonly subject: string;
  readonly says: Readonly<Record<string, string>>;
}

const SEATS = {
  table: 'assignment',
  subject: 'fact.participant',
  says: { manager: `coalesce(fact.manager, '')`, role: `fact.attributes ->> 'participant.role'` },
} as const;

const MEMBERS = {
  table: 'approver_group_member',
  subject: `fact.group_id || ' ' || fact.participant`,
  says: { is: `'yes'` },
} as const;

const GRANTS = {
  table: 'approval_delegation',
  subject: `fact.giver || ' ' || fact.deputy || ' ' || coalesce(fact.matrix, '')`,
  says: { reaches: `coalesce(fact.most::text || ' ' || fact.currency, 'all')` },
} as const;

const ON_DAY =
  'fact.effective_from <= $2 and (fact.effective_until is null or fact.effective_until > $2) and not fact.withdrawn';

/**
 * SQL of all that was told of day $2 by position $1, also what was taken back since, of whatever was told in more rows than one: what is told once, by one row, was told
 * by whoever told that row. Revisions of one id come in their order.
 */
const TOLD = `with undoing as materialized (
    select u.undone, a.actor, a.position from import_undo u join audit_entry a on a.entry = u.entry where a.position <= $1),
  told as (${[SEATS, MEMBERS, GRANTS].map(toldIn).join(' union all ')})
  select of, id, subject, says, actor, position, "undoneBy", "undoneAt" from told where of_id > 1 or of_subject > 1
  order by of, id, revision, nth`;

function toldIn({ table, subject, says }: Asked): string {
  const said = Object.entries(says).map(([name, sql]) => `'${name}', ${sql}`);
  return `
    select '${table}' as of, fact.id, fact.revision, fact.nth, ${subject} as subject,
      case when ${ON_DAY} then jsonb_build_object(${said.join(', ')}) else '{}' end as says,
      a.actor, a.position::text as position, undoing.actor as "undoneBy", undoing.position::text as "undoneAt",
      count(*) over (partition by fact.id) as of_id, count(*) over (partition by ${subject}) as of_subject
    from ${table} fact join audit_entry a on a.entry = fact.entry and a.position <= $1
    left join undoing on undoing.undone = fact.entry
    where fact.id in (select fact.id from ${table} fact where ${ON_DAY})`;
}
