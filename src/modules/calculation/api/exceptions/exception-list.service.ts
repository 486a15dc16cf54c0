import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../../platform/database/database.js';
import { moneyOfDecimal, type Money } from '../../../../platform/graphql/scalars/money.js';
import {
  pageOf,
  pageSize,
  type Page,
  type PageArgs,
} from '../../../../platform/graphql/schema/connection.js';
import {
  filteredList,
  KEY,
  readCursor,
  writeCursor,
  type KeyForm,
} from '../../../../platform/graphql/schema/cursor.js';
import { latestCalculation } from '../../reading/latest-calculation.js';
import type { CreditExceptionType, ExceptionCountType } from './exception.type.js';
import {
  countExceptions,
  sumExceptions,
  readExceptionPage,
  type ExceptionFilter,
  type ExceptionRow,
  type Known,
} from './read-exceptions.js';

const LIST = 'exceptions';

/** A page of the queue with the counts of all of it. */
export interface ExceptionPage extends Page<CreditExceptionType> {
  readonly countByCode: () => Promise<readonly ExceptionCountType[]>;
  readonly totals: () => Promise<readonly Money[]>;
}

const isLineNumber: KeyForm = (key) => /^[1-9]\d{0,8}$/.test(key);
/** First the calculation and what it knows: a list goes on in the one it began in, whatever is calculated meanwhile. */
const KEYS = [KEY.whole, KEY.whole, KEY.day, KEY.text, KEY.text, isLineNumber, KEY.text, KEY.text];

/** The house account and the exception queue of the latest calculation. */
@Injectable()
export class ExceptionListService {
  constructor(private readonly database: Database) {}

  /** By date, booking and line. Empty before the first calculation. */
  async page(actor: Actor, filter: ExceptionFilter, { first, after }: PageArgs): Promise<ExceptionPage> {
    const limit = pageSize(first) + 1;
    const list = filteredList(LIST, filter);
    const [calculation, position, ...from] = after == null ? [] : readCursor(list, after, KEYS);
    const begun = calculation == null ? null : knownAt(calculation, position ?? '');
    const { of, rows } = await this.database.reading(actor, async (tx) => {
      const known = begun ?? (await latestCalculation(tx));
      if (!known) return { of: null, rows: [] };
      const rest = { after: begun === null ? null : from, limit };
      return { of: known, rows: await readExceptionPage(tx, { latest: known, filter }, rest) };
    });
    const countByCode = async (): Promise<readonly ExceptionCountType[]> =>
      of === null
        ? []
        : await this.database.reading(actor, (tx) => countExceptions(tx, { latest: of, filter }));
    const page = pageOf(rows, first, {
      cursor: (row) =>
        writeCursor(list, [
          `${of?.calculation}`,
          `${of?.position}`,
          row.booked_on,
          row.source,
          row.external_id,
          `${row.line_no}`,
          row.code,
          row.reason,
        ]),
      total: async () => (await countByCode()).reduce((sum, { count }) => sum + count, 0),
    });
    const totals = async (): Promise<readonly Money[]> => {
      if (of === null) return [];
      const sums = await this.database.reading(actor, (tx) => sumExceptions(tx, { latest: of, filter }));
      return sums.map(({ currency, net }) => moneyOfDecimal(net, currency));
    };
    return { ...page, nodes: page.nodes.map(exceptionOf), countByCode, totals };
  }
}

function knownAt(calculation: string, position: string): Known {
  return { calculation: BigInt(calculation), position: BigInt(position) };
}

function exceptionOf(row: ExceptionRow): CreditExceptionType {
  const { source, external_id: id, booked_on: date, line_no: line, net, currency, code, reason } = row;
  return { booking: { source, id, date }, line, net: moneyOfDecimal(net, currency), code, reason };
}
