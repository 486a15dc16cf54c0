import { Injectable } from '@nestjs/common';
import { moneyOfDecimal, type Money } from '../../../platform/graphql/scalars/money.js';
import { pageOf, pageSize, type Page, type PageArgs } from '../../../platform/graphql/schema/connection.js';
import { KEY, readCursor, writeCursor } from '../../../platform/graphql/schema/cursor.js';
import { Database, type Actor } from '../../../platform/database/database.js';
import type { Amounts, Totals } from '../calculation.js';
import { CalculationState, type CalculationType } from './calculation.type.js';
import {
  countCalculations,
  readCalculations,
  readCalculationsByNumber,
  type CalculationRow,
} from './read-calculations.js';

const LIST = 'calculations';

/** Calculations in whatever state, as people look at them. */
@Injectable()
export class CalculationListService {
  constructor(private readonly database: Database) {}

  /** A page of calculations, newest first. */
  async page(actor: Actor, { first, after }: PageArgs): Promise<Page<CalculationType>> {
    const limit = pageSize(first) + 1;
    const below = after == null ? null : BigInt(readCursor(LIST, after, [KEY.whole])[0] ?? 0);
    const rows = await this.database.reading(actor, (tx) => readCalculations(tx, { below, limit }));
    return pageOf(rows.map(calculationOf), first, {
      cursor: ({ id }) => writeCursor(LIST, [id]),
      total: () => this.database.reading(actor, countCalculations),
    });
  }

  /** Calculations by number, those that exist. */
  async byNumber(actor: Actor, numbers: readonly bigint[]): Promise<ReadonlyMap<string, CalculationType>> {
    const rows = await this.database.reading(actor, (tx) => readCalculationsByNumber(tx, numbers));
    return new Map(rows.map((row) => [row.calculation, calculationOf(row)]));
  }
}

function calculationOf(row: CalculationRow): CalculationType {
  const { totals, lives } = row;
  return {
    id: row.calculation,
    state: row.state as CalculationState,
    position: row.position,
    startedAt: row.started_at,
    startedBy: row.started_by,
    completedAt: row.completed_at,
    fingerprint: row.fingerprint,
    digest: row.digest,
    failure: row.failure,
    shards: row.shards,
    shardsDone: row.shards_done,
    periods: (totals?.periods ?? []).map(periodOf),
    outside: totals ? { ...totals.outside, net: amountsOf(totals.outside.net) } : null,
    versions: row.rulebook.versions.map((pinned) => ({
      ...pinned,
      version: lives?.[pinned.version] ?? pinned.version,
    })),
    troubles: (totals?.troubles ?? []).map((trouble) => ({ ...trouble })),
    participants: totals?.participants ?? 0,
    exceptions: totals?.exceptions ?? 0,
  };
}

function periodOf({ net, earned, ...period }: Totals['periods'][number]): CalculationType['periods'][number] {
  return { ...period, net: amountsOf(net), earned: amountsOf(earned) };
}

function amountsOf(amounts: Amounts): Money[] {
  return Object.entries(amounts).map(([currency, amount]) => moneyOfDecimal(amount, currency));
}
