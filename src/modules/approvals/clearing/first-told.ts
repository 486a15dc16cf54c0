import { KNOWN_ROW, type FactTable } from '../../../platform/database/known.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import type { DealKnown } from '../../deals/deals.service.js';

/** What deals are judged by of an account, of a seller and of the seller's seat, and the column that says whose it is. */
const TABLES: Readonly<Record<'account' | 'seller' | 'seat', readonly In[]>> = {
  account: [
    ['account', 'external_id'],
    ['account_owner', 'account'],
    ['account_parent', 'account'],
    ['account_segment', 'account'],
    ['named_account', 'account'],
  ],
  seller: [['participant', 'external_id']],
  seat: [['assignment', 'participant']],
};

type In = readonly [table: FactTable, column: string];

/** Whose a deal is, and who sells it. */
type Of = Pick<DealKnown, 'account' | 'seller'>;

const toldOf = (what: keyof typeof TABLES, names: string): string =>
  TABLES[what]
    .map(
      ([table, column]) =>
        `select '${what} ' || ${column} as named, entry from ${table} fact where ${column} = any(${names}) and not withdrawn and ${KNOWN_ROW}`,
    )
    .join(' union all ');

/** Of accounts, $2, and sellers, $3: the first telling of each and of their seats, and the last of the same day in time zone $4, as known at position $1. */
const FIRST = `
  with told as (
    ${[toldOf('account', '$2::text[]'), toldOf('seller', '$3::text[]'), toldOf('seat', '$3::text[]')].join(' union all ')}
  ), placed as (
    select told.named, a.position, (a.recorded_at at time zone $4)::date as day from told join audit_entry a on a.entry = told.entry
  ), counted as (select *, first_value(day) over (partition by named order by position) as first_day from placed)
  select named, min(position) as first, max(position) as last from counted where day = first_day group by named`;

interface FirstDay {
  readonly first: bigint;
  readonly last: bigint;
}

/** When anything was first told of the accounts and sellers of deals. */
export class FirstTold {
  private constructor(private readonly by: ReadonlyMap<string, FirstDay>) {}

  /** Reads it as known at a position; a day is one of the company. */
  static async read(
    tx: Transaction,
    { position, timeZone }: { readonly position: bigint; readonly timeZone: string },
    deals: readonly Of[],
  ): Promise<FirstTold> {
    const accounts = deals.flatMap(({ account }) => account ?? []);
    const sellers = deals.flatMap(({ seller }) => seller ?? []);
    const rows = await tx.query<{ named: string; first: string; last: string }>(FIRST, [
      position,
      [...new Set(accounts)],
      [...new Set(sellers)],
      timeZone,
    ]);
    return new FirstTold(
      new Map(rows.map(({ named, first, last }) => [named, { first: BigInt(first), last: BigInt(last) }])),
    );
  }

  /**
   * A position; and where nothing at all was known then of the account, the seller or the seat of a deal, those by which the first of it was known, and all that was told of it on that
   * day: files of bookings come before those of customers and people as well as after them, and what is said of a customer may come in several.
   */
  knownFrom({ account, seller }: Of, position: bigint): readonly bigint[] {
    const named = [`account ${account}`, `seller ${seller}`, `seat ${seller}`];
    const later = named.flatMap((each) => this.by.get(each) ?? []).filter(({ first }) => first > position);
    const told = new Set(later.flatMap(({ first, last }) => [first, last]));
    return [position, ...[...told].sort((a, b) => (a < b ? -1 : 1))];
  }
}
