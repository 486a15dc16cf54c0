import { Injectable } from '@nestjs/common';
import { mustSeeAll } from '../../platform/database/actor.js';
import { Database, type Actor } from '../../platform/database/database.js';
import { Refusal } from '../../platform/refusal.js';
import { RulesService } from '../rules/rules.service.js';
import type { Calculated, CalculationProgress, CalculationSummary } from './calculation.js';
import { CalculationLife, type Opened } from './calculation-life.js';
import { engineIdentity } from './engine-identity.js';
import { factsChanged } from './reading/facts-changed.js';
import { settledSince } from './shards/settled-facts.js';
import { latestCalculation } from './reading/latest-calculation.js';
import { readSummary } from './reading/read-summary.js';
import { Gauge } from './shards/gauge.js';
import { ShardWorker } from './shards/shard-worker.js';
import { WorkerProcesses } from './shards/worker-processes.js';

export type {
  Amounts,
  Calculated,
  CalculationProgress,
  CalculationSummary,
  PeriodTotals,
  PinnedVersion,
  Totals,
} from './calculation.js';

export interface CalculateOptions {
  /** Processes that compute: 1 (the default) is this one. */
  readonly workers?: number;
  /** All of it in processes of its own, so that this one goes on answering. */
  readonly apart?: boolean;
  /** Shards of participants; as many as workers unless said. It changes no result. */
  readonly shards?: number;
  readonly onProgress?: (progress: CalculationProgress) => void;
}

const MOST_WORKERS = 64;

/** Computes what everybody earns from what is known now, and keeps it as a calculation that never changes. */
@Injectable()
export class CalculationService {
  private readonly beforehand: (() => Promise<unknown>)[] = [];

  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly life: CalculationLife,
    private readonly worker: ShardWorker,
    private readonly processes: WorkerProcesses,
  ) {}

  /** Has something done before each calculation, so that it is known to it; a calculation that cannot have it fails. */
  beforeCalculating(work: () => Promise<unknown>): void {
    this.beforehand.push(work);
  }

  /**
   * Calculates as known at the newest position. Inputs that were calculated before give the calculation that was made of them. Nothing is
   * seen of a calculation that fails.
   */
  async calculate(actor: Actor, options: CalculateOptions = {}): Promise<Calculated> {
    mustSeeAll(actor, 'calculate');
    const workers = count('workers', options.workers ?? 1);
    const shards = count('shards', options.shards ?? workers);
    await this.life.endAbandoned(actor);
    for (const work of this.beforehand) await work();
    const pinned = await this.pin(actor);
    if (pinned.same)
      return { summary: pinned.same, sameAs: pinned.same.calculation, position: pinned.position };
    const opened = await this.life.open(actor, { ...pinned, shards });
    try {
      const apart = workers > 1 || options.apart === true;
      await this.compute(opened, { workers: apart ? workers : 0, shards, tell: options.onProgress });
      return await this.life.complete(actor, opened);
    } catch (error) {
      await this.life.fail(actor, opened.calculation, error);
      throw error;
    }
  }

  /** A complete calculation in numbers; the latest unless one is named. */
  async summary(actor: Actor, calculation?: bigint): Promise<CalculationSummary> {
    return await this.database.reading(actor, async (tx) => {
      const wanted = calculation ?? (await latestCalculation(tx))?.calculation;
      const found = wanted === undefined ? undefined : await readSummary(tx, wanted);
      if (found) return found;
      if (wanted === undefined)
        throw new Refusal(
          'NOTHING_CALCULATED',
          'Nothing was calculated yet.',
          'Calculate: calculationStart, or kicker calculate.',
        );
      throw new Refusal(
        'UNKNOWN_CALCULATION',
        `There is no complete calculation ${wanted}.`,
        'Name one that is complete, or leave it out for the latest.',
      );
    });
  }

  private async pin(
    actor: Actor,
  ): Promise<Omit<Opened, 'calculation'> & { readonly same?: CalculationSummary }> {
    return await this.database.reading(actor, async (tx) => {
      const [row] = await tx.query<{ position: string }>('select last_position() as position');
      const position = BigInt(row?.position ?? 0);
      const engine = engineIdentity();
      const rules = await this.rules.rulebookAt(tx, position);
      const latest = await latestCalculation(tx);
      const pinned = { position, engine, rules };
      if (!latest || latest.engine !== engine || (await factsChanged(tx, latest.position, position)))
        return pinned;
      if (await settledSince(tx, latest.calculation, rules.rulebook)) return pinned;
      const same = await readSummary(tx, latest.calculation);
      return same ? { ...pinned, same } : pinned;
    });
  }

  private async compute(
    opened: Opened,
    /** `workers`: processes of their own; what they leave this one does. */
    run: { workers: number; shards: number; tell: CalculateOptions['onProgress'] },
  ): Promise<void> {
    const gauge = new Gauge(run.shards, run.tell);
    if (run.workers > 0)
      await this.processes.work(opened.calculation, run.workers, (worker) => gauge.of(worker));
    for (;;) {
      await this.worker.work(opened.calculation, gauge.of(0));
      if (!(await this.life.awaitsShards(opened.calculation))) break;
    }
    run.tell?.({ step: 'publish', done: 0, of: 0 });
  }
}

function count(what: string, given: number): number {
  if (Number.isInteger(given) && given >= 1 && given <= MOST_WORKERS) return given;
  throw new Refusal(
    'BAD_COUNT',
    `${given} ${what} cannot be had.`,
    `Ask for 1 to ${MOST_WORKERS} ${what}.`,
    what,
  );
}
