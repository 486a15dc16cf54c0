import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import type { Transaction } from '../../../../platform/database/transaction.js';
import { moneyOfDecimal } from '../../../../platform/graphql/scalars/money.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import { KEY, readCursor, writeCursor, type KeyForm } from '../../../../platform/graphql/schema/cursor.js';
import { latestCalculation, type LatestCalculation } from '../../reading/latest-calculation.js';
import type { CreditExceptionType, ExceptionCountType } from './exception.type.js';
import {
  countExceptions,
  readExceptionPage,
  type ExceptionFilter,
  type ExceptionRow,
} from './read-exceptions.js';

const LIST = 'exceptions';

/** A page of the queue with the counts of all of it. */
export interface ExceptionPage extends Page<CreditExceptionType> {
  readonly countByCode: () => Promise<readonly ExceptionCountType[]>;
}

const isLineNumber: KeyForm = (key) => /^[1-9]\d{0,8}$/.test(key);

/** The house account and the exception queue of the latest calculation. */
@Injectable()
export class ExceptionListService {
  constructor(private readonly database: Database) {}

  /** By date, booking and line. Empty before the first calculation. */
  async page(actor: Actor, filter: ExceptionFilter, { first, after }: PageArgs): Promise<ExceptionPage> {
    const limit = pageSize(first) + 1;
    const from =
      after == null
        ? null
        : readCursor(LIST, after, [KEY.day, KEY.text, KEY.text, isLineNumber, KEY.text, KEY.text]);
    const rows = await this.ofLatest(actor, (tx, latest) =>
      readExceptionPage(tx, { latest, filter }, { after: from, limit }),
    );
    const countByCode = (): Promise<readonly ExceptionCountType[]> =>
      this.ofLatest(actor, (tx, latest) => countExceptions(tx, { latest, filter }));
    const page = pageOf(rows, first, {
      cursor: (row) =>
        writeCursor(LIST, [
          row.booked_on,
          row.source,
          row.external_id,
          `${row.line_no}`,
          row.code,
          row.reason,
        ]),
      total: async () => (await countByCode()).reduce((sum, { count }) => sum + count, 0),
    });
    return { ...page, nodes: page.nodes.map(exceptionOf), countByCode };
  }

  private async ofLatest<T>(
    actor: Actor,
    read: (tx: Transaction, latest: LatestCalculation) => Promise<T[]>,
  ): Promise<T[]> {
    return await this.database.reading(actor, async (tx) => {
      const latest = await latestCalculation(tx);
      return latest ? await read(tx, latest) : [];
    });
  }
}

function exceptionOf(row: ExceptionRow): CreditExceptionType {
  const { source, external_id: id, booked_on: date, line_no: line, net, currency, code, reason } = row;
  return { booking: { source, id, date }, line, net: moneyOfDecimal(net, currency), code, reason };
}
