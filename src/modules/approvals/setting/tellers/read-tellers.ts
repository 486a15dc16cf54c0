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
export async function readTellers(at: At, signIns: SignIns): Promise<Tellers> {
  const seats = await readTold(at, SEATS);
  const members = await readTold(at, MEMBERS);
  const grants = await readTold(at, GRANTS);
  return {
    managers: whoTold(seats.manager, signIns),
    roles: whoTold(seats.role, signIns),
    members: whoTold(members.is, signIns),
    grants: whoTold(grants.reaches, signIns),
  };
}

/** What rows of a table say, as SQL of the row `fact`: of what, and what each is asked for, by name. */
interface Asked<Name extends string> {
  readonly table: FactTable;
  readonly subject: string;
  readonly says: Readonly<Record<Name, string>>;
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
 * All that was told of a day by a position, also what was taken back since, of whatever was told in more rows than one: what is told once, by one row, was told by
 * whoever told that row. Revisions of one id come in their order.
 */
async function readTold<Name extends string>(
  { tx, position, day }: At,
  { table, subject, says }: Asked<Name>,
): Promise<Readonly<Record<Name, readonly RowTold[]>>> {
  type Row = Omit<RowTold, 'says'> & { readonly says: Readonly<Record<Name, string | null>> };
  const names = Object.keys(says) as Name[];
  const said = names.map((name) => `'${name}', ${says[name]}`).join(', ');
  const rows = await tx.query<Row>(
    `with undoing as materialized (
       select u.undone, a.actor, a.position from import_undo u join audit_entry a on a.entry = u.entry where a.position <= $1),
     told as (
       select fact.id, fact.revision, fact.nth, ${subject} as subject, case when ${ON_DAY} then jsonb_build_object(${said}) else '{}' end as says,
         a.actor, a.position::text as position, undoing.actor as "undoneBy", undoing.position::text as "undoneAt",
         count(*) over (partition by fact.id) as of_id, count(*) over (partition by ${subject}) as of_subject
       from ${table} fact join audit_entry a on a.entry = fact.entry and a.position <= $1
       left join undoing on undoing.undone = fact.entry
       where fact.id in (select fact.id from ${table} fact where ${ON_DAY}))
     select id, subject, says, actor, position, "undoneBy", "undoneAt" from told where of_id > 1 or of_subject > 1
     order by id, revision, nth`,
    [position.toString(), day],
  );
  const of = (name: Name): readonly RowTold[] =>
    rows.map(({ says: all, ...row }) => ({ ...row, says: all[name] ?? null }));
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, readonly RowTold[]>;
}
