import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { moneyOfDecimal, type Money } from '../../../platform/graphql/scalars/money.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { filteredList, KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import { outOfSight, periodNotSeen } from '../reading/out-of-sight.js';
import { latestCalculation } from '../reading/latest-calculation.js';
import type { StoredEarning } from '../reading/read-earnings.js';
import {
  readEarningPage,
  readEarningsOf,
  readEarningTotals,
  type EarningFilter,
} from './read-earning-page.js';

const LIST = 'earnings';
/** First the calculation: a list goes on in the one it began in, whatever is calculated meanwhile. */
const KEYS = [KEY.whole, KEY.day, KEY.text, KEY.text, KEY.uuid];

/** Which earnings are asked for; of the latest calculation unless one is named. */
export interface EarningsAsked extends Omit<EarningFilter, 'calculation'> {
  readonly calculation?: bigint;
}

/** A page of earnings with the sums over all of the list. */
export interface EarningPage extends Page<StoredEarning> {
  readonly totals: () => Promise<readonly Money[]>;
}

/** Earnings page by page, as far as the actor may see them. */
@Injectable()
export class EarningListService {
  constructor(private readonly database: Database) {}

  /** All earnings of several participants in a pay period of the latest calculation, by participant. */
  async ofParticipants(
    actor: Actor,
    participants: readonly string[],
    period: string,
  ): Promise<ReadonlyMap<string, readonly StoredEarning[]>> {
    return await this.database.reading(actor, async (tx) => {
      const latest = await latestCalculation(tx);
      return latest
        ? await readEarningsOf(tx, { calculation: latest.calculation, participants, period })
        : new Map<string, StoredEarning[]>();
    });
  }

  /** Of whom the pay in a period of the latest calculation is not wholly seen, though on other days it is. */
  async outOfSight(
    actor: Actor,
    participants: readonly string[],
    period: string,
  ): Promise<ReadonlyMap<string, true>> {
    return await this.database.reading(actor, async (tx) => {
      const latest = await latestCalculation(tx);
      if (!latest) return new Map();
      return await outOfSight(tx, actor, { calculation: latest.calculation, participants, period });
    });
  }

  /** By period, participant, incentive; of people named, in a period named, only what is wholly seen. Empty before the first calculation. */
  async page(actor: Actor, asked: EarningsAsked, { first, after }: PageArgs): Promise<EarningPage> {
    const limit = pageSize(first) + 1;
    const list = filteredList(LIST, asked);
    const [begun, ...from] = after == null ? [null] : readCursor(list, after, KEYS);
    const { of, rows } = await this.database.reading(actor, async (tx) => {
      const calculation = begun == null ? (asked.calculation ?? (await latest(tx))) : BigInt(begun);
      if (calculation === undefined) return { of: null, rows: [] };
      const filter = { ...asked, calculation };
      await refuseHidden(tx, actor, filter);
      const rest = { after: begun == null ? null : from, limit };
      return { of: filter, rows: await readEarningPage(tx, filter, rest) };
    });
    const totals = async (): Promise<{ count: number; sums: { currency: string; amount: string }[] }> =>
      of === null
        ? { count: 0, sums: [] }
        : await this.database.reading(actor, (tx) => readEarningTotals(tx, of));
    const page = pageOf(rows, first, {
      cursor: ({ stored, keys }) => writeCursor(list, [`${stored.calculation}`, ...keys]),
      total: async () => (await totals()).count,
    });
    return {
      ...page,
      nodes: page.nodes.map(({ stored }) => stored),
      totals: async () =>
        (await totals()).sums.map(({ currency, amount }) => moneyOfDecimal(amount, currency)),
    };
  }
}

/** Sums over what is seen of people named would look whole where a day of theirs is out of sight. */
async function refuseHidden(
  tx: Transaction,
  actor: Actor,
  { calculation, participants, period }: EarningFilter,
): Promise<void> {
  if (period == null || participants == null) return;
  const [hidden] = (await outOfSight(tx, actor, { calculation, participants, period })).keys();
  if (hidden !== undefined) throw periodNotSeen(hidden, period);
}

async function latest(tx: Transaction): Promise<bigint | undefined> {
  return (await latestCalculation(tx))?.calculation;
}
