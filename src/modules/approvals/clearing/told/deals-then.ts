import type { Transaction } from '../../../../platform/database/transaction.js';
import { readDeals, type DealKnown } from '../../../deals/deals.service.js';
import { changesOfDeals, type DealChange } from './changes-of-deals.js';
import type { RulesWhenTold } from './rules-when-told.js';

/** A telling that was taken back: known from one position on, up to another. */
interface Undone {
  readonly of: string;
  readonly told: bigint;
  readonly undone: bigint;
}

/** Deals as they were said at positions before now. */
export class DealsThen {
  private readonly known = new Map<string, DealKnown | undefined>();

  private constructor(
    private readonly tx: Transaction,
    private readonly rules: RulesWhenTold,
    private readonly by: {
      readonly changes: ReadonlyMap<string, readonly DealChange[]>;
      /** Tellings of deals, accounts and people that were taken back. */
      readonly undone: readonly Undone[];
    },
  ) {}

  /** Reads of deals, as known at a position, when what is said of them changed. */
  static async read(
    tx: Transaction,
    rules: RulesWhenTold,
    of: { readonly position: bigint; readonly deals: readonly DealKnown[] },
  ): Promise<DealsThen> {
    const { position, deals } = of;
    const ids = deals.map(({ id }) => id);
    const around = deals.flatMap(({ account, seller }) => [account ?? [], seller ?? []].flat());
    return new DealsThen(tx, rules, {
      changes: await changesOfDeals(tx, position, ids),
      undone: await undoneTellings(tx, position, { deals: ids, around: [...new Set(around)] }),
    });
  }

  /** When what is said of a deal changed, the first telling first. */
  changesOf(deal: string): readonly DealChange[] {
    return this.by.changes.get(deal) ?? [];
  }

  /** A position; and where something was known then of the account or the seller of a deal that was taken back since, the one at which all of that was. */
  withoutUndone({ account, seller }: DealKnown, position: bigint): bigint {
    const after = this.by.undone.flatMap(({ of, told, undone }) =>
      (of === `of ${account}` || of === `of ${seller}`) && told <= position && position < undone
        ? undone
        : [],
    );
    return after.reduce((last, each) => (each > last ? each : last), position);
  }

  /** A deal as it was said at a position; itself where nothing that is said of it changed since, nothing where it was not known. */
  async at(deal: DealKnown, position: bigint): Promise<DealKnown | undefined> {
    const isAsNow =
      this.changesOf(deal.id).every((change) => change.position <= position) &&
      this.by.undone.every(({ of, undone }) => of !== `deal ${deal.id}` || undone <= position);
    if (isAsNow) return deal;
    const key = `${position} ${deal.id}`;
    if (this.known.has(key)) return this.known.get(key);
    const rules = await this.rules.at(position);
    const found =
      rules && (await readDeals(this.tx, { position, catalogue: rules.facts }, [deal.id])).get(deal.id);
    this.known.set(key, found ?? undefined);
    return found ?? undefined;
  }
}

/** Facts of accounts and people that matrices read, by what names whose they are. */
const AROUND = [
  ['account', 'external_id'],
  ['account_owner', 'account'],
  ['account_parent', 'account'],
  ['account_segment', 'account'],
  ['named_account', 'account'],
  ['participant', 'external_id'],
  ['assignment', 'participant'],
] as const;

/** Which tellings of deals, and of accounts and people, were taken back, up to a position. */
async function undoneTellings(
  tx: Transaction,
  position: bigint,
  { deals, around }: { readonly deals: readonly string[]; readonly around: readonly string[] },
): Promise<readonly Undone[]> {
  const [any] = await tx.query<{ found: boolean }>('select exists (select from import_undo) as found');
  if (any?.found !== true) return [];
  const found = AROUND.map(
    ([table, column]) =>
      `select distinct 'of ' || ${column} as of, entry from ${table} where entry = any(array(select undone from import_undo)) and ${column} = any($3::text[])`,
  );
  const rows = await tx.query<{ of: string; told: string; undone: string }>(
    `select touched.of, told.position as told, undoing.position as undone from (
       select distinct 'deal ' || external_id as of, entry from deal where external_id = any($2::text[])
       union select distinct 'deal ' || deal, entry from deal_line where deal = any($2::text[])
       union ${found.join(' union ')}
     ) touched join import_undo u on u.undone = touched.entry
     join audit_entry told on told.entry = touched.entry join audit_entry undoing on undoing.entry = u.entry
     where undoing.position <= $1`,
    [position, deals, around],
  );
  return rows.map(({ of, told, undone }) => ({ of, told: BigInt(told), undone: BigInt(undone) }));
}
