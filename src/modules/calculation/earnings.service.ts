import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/database/database.js';
import { Refusal } from '../../platform/refusal.js';
import type { PlanSource } from '../../engine/explain/source/say-source.js';
import { readSources } from './reading/read-sources.js';
import {
  readEarnings,
  readLines,
  readLinesOf,
  type EarningsWanted,
  type StoredEarning,
  type StoredLine,
} from './reading/read-earnings.js';

export { readPay, readRate, type StoredPay, type StoredRate } from './blocks/conversions-json.js';
export { periodNotSeen } from './reading/out-of-sight.js';
export { holdersOf } from './reading/holders.js';
export type { BookedLine, EarningsWanted, StoredEarning, StoredLine } from './reading/read-earnings.js';

/** An earning with all its lines: everything an explanation is rendered from. */
export interface Explainable {
  readonly earning: StoredEarning;
  readonly lines: readonly StoredLine[];
  /** By which version and paragraph; undefined where the calculation names none. */
  readonly source: PlanSource | undefined;
}

/** Reads what calculations hold. */
@Injectable()
export class EarningsService {
  constructor(private readonly database: Database) {}

  /** Earnings of a calculation, all or of one participant or period, by period, participant and incentive. */
  async earnings(actor: Actor, wanted: EarningsWanted): Promise<StoredEarning[]> {
    return await this.database.reading(actor, (tx) => readEarnings(tx, wanted));
  }

  /** One earning with its lines, by its id. */
  async explainable(actor: Actor, calculation: bigint, id: string): Promise<Explainable> {
    return await this.database.reading(actor, async (tx) => {
      const [earning] = await readEarnings(tx, { calculation, id });
      if (!earning)
        throw new Refusal(
          'UNKNOWN_EARNING',
          `Calculation ${calculation} has no earning ${id}.`,
          'Take the id from the list of earnings.',
        );
      const sources = await readSources(tx, calculation, [earning]);
      return { earning, lines: await readLines(tx, calculation, earning), source: sources.get(earning.id) };
    });
  }

  /** By which version and paragraph several earnings of one calculation were worked out, by the earning's id. */
  async sourcesOf(
    actor: Actor,
    calculation: bigint,
    earnings: readonly StoredEarning[],
  ): Promise<ReadonlyMap<string, PlanSource>> {
    return await this.database.reading(actor, (tx) => readSources(tx, calculation, earnings));
  }

  /** The lines of several earnings of one calculation, by the earning's id. */
  async linesOf(
    actor: Actor,
    calculation: bigint,
    earnings: readonly StoredEarning[],
  ): Promise<ReadonlyMap<string, readonly StoredLine[]>> {
    return await this.database.reading(actor, (tx) => readLinesOf(tx, calculation, earnings));
  }
}
