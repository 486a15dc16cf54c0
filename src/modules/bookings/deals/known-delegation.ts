import { contentId } from '../../../platform/content-id.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { DELEGATIONS } from '../kinds/approvers.js';

/** A delegation as it is known now, by the columns of its file; `delegation` is there where it has an id of its own. */
export interface KnownDelegation {
  readonly source: string;
  readonly withdrawn: boolean;
  readonly giver: string;
  readonly from: string;
  readonly until: string;
  readonly cells: Readonly<Record<string, string | null>>;
}

interface Row extends Omit<KnownDelegation, 'cells'> {
  readonly id: string;
  readonly deputy: string;
  readonly matrix: string | null;
  readonly most: string | null;
  readonly currency: string | null;
  readonly reason: string;
}

/** The delegations that have this id or name, withdrawn or not, each at its latest revision. */
export async function knownDelegations(tx: Transaction, id: string): Promise<readonly KnownDelegation[]> {
  const rows = await tx.query<Row>(
    `select distinct on (fact.id) fact.id, fact.source, fact.withdrawn, fact.giver, fact.deputy, fact.matrix,
       trim_scale(fact.most)::text as most, fact.currency, fact.effective_from::text as from, fact.effective_until::text as until, fact.reason
     from approval_delegation fact
     where fact.external_id = $1 and not exists (select from import_undo u where u.undone = fact.entry)
     order by fact.id, fact.revision desc, fact.nth desc`,
    [id],
  );
  return rows.map(({ id: identity, source, withdrawn, ...told }) => ({
    source,
    withdrawn,
    giver: told.giver,
    from: told.from,
    until: told.until,
    cells: { ...told, ...(contentId(DELEGATIONS.noun, id) === identity ? { delegation: id } : {}) },
  }));
}
