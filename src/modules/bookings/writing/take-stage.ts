import type { ChangeTransaction, Transaction } from '../../../platform/database/transaction.js';
import type { Kind } from '../kinds/kind.js';
import { knownRows } from './known.js';
import type { ImportCounts } from './report.js';
import { storedColumns, type Staged } from './staging.js';

export type Verdicts = Omit<ImportCounts, 'rejected'>;

/**
 * Judges every staged row that nothing is wrong with against what is known: new, the same, amended, or an older revision. A row that
 * gives no revision is compared with the latest known one; a row that gives one only with that same one, so that revisions may arrive
 * in any order and end in the same state.
 */
export async function judgeStage(tx: Transaction, kind: Kind): Promise<Verdicts> {
  await tx.query(`create temporary table stage_verdict on commit drop as
    with prior as (
      select fact.id, max(fact.nth) as nth,
        max(fact.revision) filter (where u.undone is null) as revision,
        (array_agg(fact.content order by fact.revision desc, fact.nth desc) filter (where u.undone is null))[1] as content
      from ${kind.table} fact left join import_undo u on u.undone = fact.entry
      where fact.id in (select id from stage) group by fact.id
    )
    select s.line, coalesce(s.given, coalesce(prior.revision, 0) + 1) as revision,
      coalesce(prior.nth, 0) + row_number() over (partition by s.id order by s.given, s.line) as nth,
      case
        when s.given is null and s.content = prior.content or same.id is not null then 'unchanged'
        when prior.revision is null and row_number() over (partition by s.id order by s.given, s.line) = 1 then 'accepted'
        when s.given is null or s.given > coalesce(prior.revision, 0) then 'amended'
        else 'outdated'
      end as verdict
    from stage s left join prior on prior.id = s.id
    left join ${knownRows(kind.table)} same on same.id = s.id and same.revision = s.given
    where not exists (select from stage_fault f where f.line = s.line)`);
  await tx.query('analyze stage_verdict');
  const counted = await tx.query<{ verdict: keyof Verdicts; rows: string }>(
    'select verdict, count(*) as rows from stage_verdict group by verdict',
  );
  const of = (verdict: keyof Verdicts): number =>
    Number(counted.find((each) => each.verdict === verdict)?.rows ?? 0);
  return {
    accepted: of('accepted'),
    unchanged: of('unchanged'),
    amended: of('amended'),
    outdated: of('outdated'),
  };
}

/** Writes what is new under the entry of this change, in the order of the file. */
export async function takeStage(tx: ChangeTransaction, { kind, source }: Staged): Promise<void> {
  const columns = storedColumns(kind);
  await tx.query(
    `insert into ${kind.table} (id, source, external_id, revision, nth, entry, content, withdrawn, ${columns.join(', ')})
     select s.id, $1, s.external_id, v.revision, v.nth, $2, s.content, s.withdrawn, ${columns.map((name) => `s.${name}`).join(', ')}
     from stage s join stage_verdict v on v.line = s.line where v.verdict <> 'unchanged' order by s.line`,
    [source, tx.entry.toString()],
  );
}

/** Rows and sums by currency of the rows that are known after this import. */
export async function takenTotals(
  tx: Transaction,
  kind: Kind,
): Promise<{ unit: string; rows: string; sum: string }[]> {
  const stored = (name: string | undefined): string | undefined =>
    kind.columns.find((column) => column.name === name)?.stored ?? undefined;
  const [unit, amount] = [stored(kind.total?.unit), stored(kind.total?.amount)];
  if (unit === undefined || amount === undefined) return [];
  return tx.query(
    `select s.${unit} as unit, count(*) as rows, sum(s.${amount})::text as sum from stage s
     join stage_verdict v on v.line = s.line where s.${amount} is not null group by 1 order by 1`,
  );
}
