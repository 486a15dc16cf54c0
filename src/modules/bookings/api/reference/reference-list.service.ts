import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../../platform/graphql/schema/cursor.js';
import {
  ACCOUNT_LIST,
  countReference,
  readAccountPeriods,
  readHolders,
  readReferencePage,
  TERRITORY_LIST,
  type ReferenceList,
  type ReferenceRow,
} from './read-reference.js';
import type { AccountPeriodType, AccountType, TerritoryHolderType, TerritoryType } from './reference.type.js';

type AccountRow = ReferenceRow & Pick<AccountType, 'owner' | 'segment' | 'parent'>;
type TerritoryRow = ReferenceRow & { readonly group_id: string | null };

interface Asked {
  readonly list: ReferenceList;
  readonly search: string | null;
}

/** Accounts and territories as people look at them. */
@Injectable()
export class ReferenceListService {
  constructor(private readonly database: Database) {}

  /** A page of accounts by id. */
  async accounts(actor: Actor, search: string | null, page: PageArgs): Promise<Page<AccountType>> {
    return await this.page<AccountRow, AccountType>(
      actor,
      { list: ACCOUNT_LIST, search },
      { page, show: shown },
    );
  }

  /** A page of territories by id. */
  async territories(actor: Actor, search: string | null, page: PageArgs): Promise<Page<TerritoryType>> {
    const show = ({ group_id: group, ...row }: TerritoryRow): TerritoryType => ({ ...shown(row), group });
    return await this.page(actor, { list: TERRITORY_LIST, search }, { page, show });
  }

  /** Who holds each of some territories. */
  async holders(
    actor: Actor,
    territories: readonly string[],
  ): Promise<ReadonlyMap<string, readonly TerritoryHolderType[]>> {
    return await this.database.reading(actor, (tx) => readHolders(tx, territories));
  }

  /** What dated rows say of each of some accounts. */
  async accountPeriods(
    actor: Actor,
    accounts: readonly string[],
  ): Promise<ReadonlyMap<string, readonly AccountPeriodType[]>> {
    return await this.database.reading(actor, (tx) => readAccountPeriods(tx, accounts));
  }

  private async page<R extends ReferenceRow, T extends { id: string; source: string }>(
    actor: Actor,
    asked: Asked,
    { page: { first, after }, show }: { page: PageArgs; show: (row: R) => T },
  ): Promise<Page<T>> {
    const limit = pageSize(first) + 1;
    const list = filteredList(asked.list.table, { search: asked.search });
    const from = after == null ? null : readCursor(list, after, [KEY.text, KEY.text]);
    const rows = await this.database.reading(actor, (tx) =>
      readReferencePage<R>(tx, asked, { after: from, limit }),
    );
    return pageOf(rows.map(show), first, {
      cursor: ({ id, source }) => writeCursor(list, [id, source]),
      total: () => this.database.reading(actor, (tx) => countReference(tx, asked)),
    });
  }
}

function shown<R extends ReferenceRow>(row: R): Omit<R, 'attributes'> & Pick<AccountType, 'attributes'> {
  const attributes = Object.entries(row.attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
  return { ...row, attributes };
}
