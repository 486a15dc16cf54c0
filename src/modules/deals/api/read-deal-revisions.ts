import { momentOf } from '../../../platform/database/sql/moment.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { byDeal } from '../reading/by-deal.js';
import type { DealChangeType, DealRevisionType } from './deal.type.js';

interface Row {
  readonly deal: string;
  readonly line: number | null;
  readonly revision: number;
  readonly withdrawn: boolean;
  readonly undone: boolean;
  readonly actor: string;
  readonly recorded_at: string;
  readonly said: Readonly<Record<string, string | null>>;
  readonly attributes: Readonly<Record<string, string>>;
}

const TOLD = `
  select external_id as deal, null::integer as line, revision, nth, withdrawn, entry, attributes, jsonb_build_object(
    'seller', seller, 'account', account, 'currency', currency, 'offered', offered_on::text, 'standing', standing) as said
  from deal where external_id = any($1::text[])
  union all
  select deal, line_no, revision, nth, withdrawn, entry, attributes, jsonb_build_object('net', trim_scale(net)::text)
  from deal_line where deal = any($1::text[])`;

/** Every telling of deals and their lines, by deal: the deal itself first, then line by line, in the order of their revisions. */
export async function readDealRevisions(
  tx: Transaction,
  deals: readonly string[],
): Promise<ReadonlyMap<string, readonly DealRevisionType[]>> {
  const rows = await tx.query<Row>(
    `select told.deal, told.line, told.revision, told.withdrawn, told.attributes, told.said, a.actor,
       ${momentOf('a.recorded_at')} as recorded_at, exists (select from import_undo u where u.undone = told.entry) as undone
     from (${TOLD}) told join audit_entry a on a.entry = told.entry
     order by told.deal, told.line nulls first, told.revision, told.nth`,
    [deals],
  );
  let before: Row | undefined;
  const shown = rows.map((row) => {
    if (before?.deal !== row.deal || before.line !== row.line) before = undefined;
    const revision = revisionOf(row, before);
    // What was taken back is compared with what it followed; nothing is compared with it.
    if (!row.undone) before = row;
    return { deal: row.deal, ...revision };
  });
  return byDeal(shown);
}

function revisionOf(row: Row, before: Row | undefined): DealRevisionType {
  const { line, revision, recorded_at, actor, undone, withdrawn } = row;
  const changed = changesOf(saidBy(before), saidBy(row));
  return { line, revision, recordedAt: recorded_at, recordedBy: actor, undone, withdrawn, changed };
}

function saidBy(row: Row | undefined): ReadonlyMap<string, string> {
  const all = Object.entries({ ...row?.said, ...row?.attributes, withdrawn: row?.withdrawn ? 'yes' : null });
  return new Map(all.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

function changesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): DealChangeType[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}
