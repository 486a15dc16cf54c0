import type { Transaction } from '../../../platform/database/transaction.js';
import type { Alike, Column, Exclusive, Kind, Reference } from '../kinds/kind.js';
import { columnOf } from '../kinds/stored.js';
import { storedColumns } from './staging.js';
import { knownRows, latestRows, sharesOf } from './known.js';
import { together } from './together.js';

/**
 * Finds what is wrong between rows, and between the file and what is known, and notes it in `stage_fault`: identities given twice,
 * ids that name nothing, periods that may not overlap. Each is one statement over the whole stage.
 */
export async function checkStage(tx: Transaction, kind: Kind, personFacts: readonly string[]): Promise<void> {
  await tx.query(duplicates());
  for (const column of kind.columns) if (column.refers) await tx.query(unknownReferences(kind, column));
  for (const name of personFacts) await tx.query(unknownPersons(), [name]);
  await tx.query(conflicts(kind));
  await makeOutlook(tx, kind);
  for (const exclusive of kind.exclusive) await tx.query(overlaps(kind, exclusive));
  if (kind.alike) await tx.query(unlike(kind, kind.alike));
}

/** Each later row of an identity that an earlier row of the file gives as well, unless both say which revision they are. */
function duplicates(): string {
  return `insert into stage_fault
    select line, 'twice', '', external_id, first::text from (
      select line, external_id, first_value(line) over same as first, row_number() over same as place
      from (select s.*, bool_or(given is null) over (partition by id) as uncounted from stage s) counted
      window same as (partition by id, case when uncounted then 0 else given end order by line)
    ) rows where place > 1`;
}

/** Ids that name nothing known, and for kinds that may name each other nothing in the file either. A withdrawn row may name anything. */
function unknownReferences(kind: Kind, { refers, stored, name }: Column): string {
  const places = refers === undefined ? [] : PLACES[refers](kind, `s.${stored}`);
  const nowhere = places.map((place) => `and not exists (select from ${place})`).join(' ');
  return `insert into stage_fault
    select s.line, 'unknown-${refers}', '${name}', s.${stored}, null from stage s
    where s.${stored} is not null and not s.withdrawn ${nowhere}`;
}

/** Where an id of each sort is looked for; `value` is the SQL of the id. */
const PLACES: Readonly<Record<Reference, (kind: Kind, value: string) => readonly string[]>> = {
  team: (_, value) => [`${latestRows('participant')} p where p.attributes ->> 'participant.team' = ${value}`],
  shares: (_, value) => [
    `(select 1 where ${value} = 'house' or not exists (select from ${sharesOf(value)} where not exists (
      select from ${latestRows('participant')} p where p.external_id = share.participant))) known`,
  ],
  participant: (_, value) => [`${latestRows('participant')} p where p.external_id = ${value}`],
  territory: (_, value) => [`${latestRows('territory')} t where t.external_id = ${value}`],
  'territory-group': (_, value) => [`${latestRows('territory')} t where t.group_id = ${value}`],
  account: (kind, value) => [
    `${latestRows('account')} a where a.external_id = ${value}`,
    ...(kind.name === 'accounts' ? [`stage o where o.external_id = ${value}`] : []),
  ],
  deal: (_, value) => [`${latestRows('deal')} d where d.external_id = ${value}`],
  opportunity: (_, value) => [`${latestRows('opportunity')} o where o.external_id = ${value}`],
  lead: (_, value) => [`${latestRows('lead')} l where l.external_id = ${value}`],
  registration: (_, value) => [`${latestRows('registration')} r where r.external_id = ${value}`],
  booking: (kind, value) =>
    kind.name === 'bookings'
      ? [
          `${knownRows('booking_line')} b where b.source = s.source and b.external_id = ${value}`,
          `stage o where o.external_id = ${value}`,
        ]
      : [`${knownRows('booking_line')} b where b.source = s.booking_source and b.external_id = ${value}`],
};

/** People named in company-defined facts of the type person; the name of the fact is $1. */
function unknownPersons(): string {
  return `insert into stage_fault
    select s.line, 'unknown-participant', $1, s.attributes ->> $1, null from stage s
    where s.attributes ->> $1 is not null and not s.withdrawn
      and not exists (select from ${latestRows('participant')} p where p.external_id = s.attributes ->> $1)`;
}

/** A revision that is already known with other content: a correction needs a higher one. */
function conflicts(kind: Kind): string {
  return `insert into stage_fault
    select s.line, 'conflict', 'revision', s.given::text, s.external_id from stage s
    join ${knownRows(kind.table)} known on known.id = s.id and known.revision = s.given
    where known.content <> s.content`;
}

/**
 * What would be known after this import of everything that a staged row could touch: `stage_outlook` has one row for each identity,
 * with its line when it comes from the file.
 */
async function makeOutlook(tx: Transaction, kind: Kind): Promise<void> {
  if (kind.exclusive.length === 0) return;
  const columns = storedColumns(kind)
    .filter((name) => name !== 'attributes')
    .join(', ');
  await tx.query(`create temporary table stage_outlook on commit drop as
    select * from (
      select distinct on (id) id, line, external_id, withdrawn, ${columns} from (
        select id, coalesce(given, 2147483647) as revision, line, external_id, withdrawn, ${columns} from stage
        where not exists (select from stage_fault f where f.line = stage.line)
        union all
        select id, revision, null, external_id, withdrawn, ${columns} from ${knownRows(kind.table)} known
      ) told order by id, revision desc, line nulls last
    ) latest where not withdrawn`);
  await tx.query('analyze stage_outlook');
}

/** Of two rows in force at once, the one that comes later in the file cannot be taken; what is known already stays, and is named where people gave it a name. */
function overlaps(kind: Kind, exclusive: Exclusive): string {
  const isNamed = kind.natural.length === 1;
  const place = `coalesce('line ' || b.line, ${isNamed ? `b.external_id || ', known already'` : `'one known already'`})`;
  const { filled = '', dayless } = exclusive;
  const [column, value, days] = dayless
    ? [filled, `a.${columnOf(kind, filled).stored}`, '']
    : [
        'from',
        'a.effective_from::text',
        ` || ', from ' || b.effective_from || coalesce(' until ' || b.effective_until, ', open')`,
      ];
  return `insert into stage_fault
    select distinct on (a.line) a.line, 'overlap ${kind.exclusive.indexOf(exclusive)}', '${column}', ${value}, ${place}${days}
    from stage_outlook a join stage_outlook b on a.id <> b.id and ${together(kind, exclusive)}
    where a.line is not null and (b.line is null or b.line < a.line)
    order by a.line, b.line nulls first`;
}

/** Rows whose quantity is in another unit than the first of those that must agree: what is known already, or else the first of the file. */
function unlike(kind: Kind, { by, quantity }: Alike): string {
  const { stored: amount, storedUnit: unit } = columnOf(kind, quantity);
  const { stored: same } = columnOf(kind, by);
  return `insert into stage_fault
    select a.line, 'unlike', '${quantity}', trim_scale(a.${amount}) || case a.${unit} when '%' then '%' else ' ' || a.${unit} end,
      a.${same} || ' is in ' || first.unit || ' ' || coalesce('on line ' || first.line, 'already')
    from stage_outlook a join (
      select distinct on (${same}) ${same} as same, ${unit} as unit, line from stage_outlook order by ${same}, line nulls first
    ) first on first.same = a.${same} and first.unit <> a.${unit}
    where a.line is not null`;
}
