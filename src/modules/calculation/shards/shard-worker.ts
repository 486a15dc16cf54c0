import { Injectable } from '@nestjs/common';
import { invariant } from '../../../engine/kernel/invariant.js';
import { Database } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { engineIdentity } from '../engine-identity.js';
import { runShard, type ShardInputs, type Tell } from './run-shard.js';
import { calculationDay, settledFacts } from './settled-facts.js';
import type { ShardTask } from './shard-task.js';

/** Seconds a lease holds; a third of it passes between two extensions. */
export const LEASE_SECONDS = 30;

/** A lease that ends at once: whoever failed leaves the shard free for the next. */
const RELEASED = 0;

interface Running {
  readonly calculation: bigint;
  readonly position: bigint;
  readonly shards: number;
}

/** Takes shards of running calculations under a lease, computes them, and commits results and completion together. */
@Injectable()
export class ShardWorker {
  private inputs: { readonly calculation: bigint; readonly of: ShardInputs } | undefined;

  constructor(
    private readonly database: Database,
    private readonly participants: ParticipantsService,
    private readonly rules: RulesService,
  ) {}

  /** Calculations that still run on this engine, oldest first. */
  async running(): Promise<bigint[]> {
    const rows = await this.database.asWorker((tx) =>
      tx.query<{ calculation: string }>(
        `select calculation from calculation where state = 'running' and engine = $1 order by calculation`,
        [engineIdentity()],
      ),
    );
    return rows.map((row) => BigInt(row.calculation));
  }

  /** Works on one calculation until no shard of it is free; returns how many shards it finished. */
  async work(calculation: bigint, tell: Tell, seconds = LEASE_SECONDS): Promise<number> {
    for (let finished = 0; ; finished += 1) {
      const task = await this.lease(calculation, seconds);
      if (!task) return finished;
      await this.run(task, tell, seconds);
    }
  }

  private async lease(calculation: bigint, seconds: number): Promise<ShardTask | undefined> {
    return await this.database.asWorker(async (tx) => {
      const running = await readRunning(tx, calculation);
      if (!running) return undefined;
      const sql = 'select shard, attempt from lease_shard($1, $2, $3)';
      const [leased] = await tx.query<{ shard: number; attempt: number }>(sql, [
        calculation,
        `process ${process.pid}`,
        seconds,
      ]);
      return leased && { ...running, ...leased };
    });
  }

  private async run(task: ShardTask, tell: Tell, seconds: number): Promise<void> {
    const heartbeat = setInterval(
      () => void this.extend(task, seconds).catch(() => undefined),
      (seconds * 1000) / 3,
    );
    try {
      await this.database.asWorker(async (tx) => {
        const { inputs, summary } = await runShard(tx, { task, inputs: await this.read(tx, task) }, tell);
        const values = [task.calculation, task.shard, task.attempt, inputs, JSON.stringify(summary)];
        await tx.query('select finish_shard($1, $2, $3, $4, $5)', values);
      });
    } catch (error) {
      clearInterval(heartbeat);
      await this.extend(task, RELEASED).catch(() => undefined);
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async extend(task: ShardTask, seconds: number): Promise<void> {
    const values = [task.calculation, task.shard, task.attempt, seconds];
    await this.database.asWorker((tx) => tx.query('select extend_lease($1, $2, $3, $4)', values));
  }

  /** Shards of one calculation share what they compute with. */
  private async read(tx: Transaction, { calculation, position }: ShardTask): Promise<ShardInputs> {
    if (this.inputs?.calculation !== calculation) {
      const { rulebook, fingerprint } = await this.rules.rulebookAt(tx, position);
      const company = await this.participants.companyPaid(tx, position, rulebook);
      const today = await calculationDay(tx, calculation, rulebook.facts.timeZone);
      const settled = await settledFacts(tx, { position, today, rulebook }, (then, catalogue) =>
        this.participants.companyAt(tx, then, catalogue),
      );
      const of = { company, rulebook, rulebookFingerprint: fingerprint, today, settled };
      this.inputs = { calculation, of };
    }
    return this.inputs.of;
  }
}

async function readRunning(tx: Transaction, calculation: bigint): Promise<Running | undefined> {
  const sql = `select position, shards from calculation where calculation = $1 and state = 'running' and engine = $2`;
  const [row] = await tx.query<{ position: string; shards: number }>(sql, [calculation, engineIdentity()]);
  if (!row) return undefined;
  invariant(row.shards > 0, 'a calculation without shards');
  return { calculation, position: BigInt(row.position), shards: row.shards };
}
