import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, sqlState, type Actor } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/transaction.js';
import { Refusal } from '../../platform/refusal.js';
import type { PinnedRulebook } from '../rules/rules.service.js';
import type { Calculated } from './calculation.js';
import { engineIdentity } from './engine-identity.js';
import { COMPLETED, CONFIRMED } from './reading/latest-calculation.js';
import { readSummary, type StoredRulebook } from './reading/read-summary.js';
import { mergeShards, type FinishedShard, type Merged } from './shards/merge-shards.js';
import { LEASE_SECONDS } from './shards/shard-worker.js';

/** A calculation that runs. */
export interface Pinned {
  readonly calculation: bigint;
  readonly position: bigint;
  readonly engine: string;
}

/** A calculation that runs, and what it pins. */
export interface Opened extends Pinned {
  readonly rules: PinnedRulebook;
}

interface Abandoned extends Pinned {
  /** All its shards are done. */
  readonly isDone: boolean;
}

/** $1 the seconds of silence. */
const ABANDONED = `
  select c.calculation, c.position, c.engine,
    not exists (select from calculation_shard s where s.calculation = c.calculation and not s.done) as done
  from calculation c join audit_entry e on e.entry = c.started_entry
  where c.state = 'running' and e.recorded_at < clock_timestamp() - make_interval(secs => 2 * $1)
    and not exists (select from calculation_shard s
      where s.calculation = c.calculation and s.leased_until > clock_timestamp() - make_interval(secs => $1))
  order by c.calculation`;

const NOT_RUNNING = 'KA003';
const SAME_FINGERPRINT = '23505';
const WAIT_FOR_LEASES = 200;

/** How a calculation begins, and how it ends: complete in one commit, confirmed to be one that is there, or failed with nothing left. */
@Injectable()
export class CalculationLife {
  constructor(private readonly database: Database) {}

  /** Opens the partitions that its workers write into. */
  async open(actor: Actor, of: Omit<Opened, 'calculation'> & { readonly shards: number }): Promise<Opened> {
    const { position, engine, rules, shards } = of;
    const stored = JSON.stringify(storedRulebook(rules));
    const { result } = await this.database.change(
      actor,
      { action: 'calculation.start', subject: '' },
      async (tx) => {
        const sql = 'select open_calculation($1, $2, $3, $4) as calculation';
        const [row] = await tx.query<{ calculation: string }>(sql, [position, engine, stored, shards]);
        const calculation = BigInt(row?.calculation ?? 0);
        return {
          result: calculation,
          subject: `calculation ${calculation}`,
          after: { calculation: `${calculation}`, position: `${position}` },
        };
      },
    );
    return { calculation: result, position, engine, rules };
  }

  /** Whether shards are left that nobody can take yet: waits a little for a dead worker's lease to run out. Refuses when nobody may any more. */
  async awaitsShards(calculation: bigint): Promise<boolean> {
    const [row] = await this.database.asWorker((tx) =>
      tx.query<{ left: number; held: number }>(
        `select count(*)::int as left, (count(*) filter (where leased_until > clock_timestamp()))::int as held
         from calculation_shard where calculation = $1 and not done`,
        [calculation],
      ),
    );
    if (!row || row.left === 0) return false;
    if (row.held === 0) {
      throw new Refusal(
        'WORKERS_FAILED',
        `Calculation ${calculation} was given up: its workers died again and again.`,
        'Look at the log, then calculate again.',
      );
    }
    await sleep(WAIT_FOR_LEASES);
    return true;
  }

  /**
   * Puts the shards together and publishes them in one commit; or, when the same inputs were calculated before, points to that calculation.
   * Who comes second, since a worker took this process for dead, finds the calculation complete.
   */
  async complete(actor: Actor, opened: Pinned): Promise<Calculated> {
    try {
      return await this.publish(actor, opened);
    } catch (error) {
      if (![SAME_FINGERPRINT, NOT_RUNNING].includes(sqlState(error) ?? '')) throw error;
      return await this.publish(actor, opened);
    }
  }

  private async publish(actor: Actor, opened: Pinned): Promise<Calculated> {
    const merged = mergeShards(await this.finishedShards(actor, opened.calculation), opened.engine);
    const same = await this.database.inTransaction(actor, (tx) => calculationOf(tx, merged.fingerprint));
    if (same !== undefined && !(await this.runs(actor, opened.calculation)))
      return await this.published(actor, opened, same);
    const named = same ?? opened.calculation;
    const after = {
      calculation: `${named}`,
      position: `${opened.position}`,
      fingerprint: merged.fingerprint,
      digest: merged.digest,
    };
    const change = { action: same === undefined ? COMPLETED : CONFIRMED, subject: `calculation ${named}` };
    await this.database.change(actor, change, async (tx) => {
      if (same === undefined) await publishCalculation(tx, opened.calculation, merged);
      else
        await tx.query('select fail_calculation($1, $2)', [
          opened.calculation,
          `The same as calculation ${same}.`,
        ]);
      return { result: undefined, after };
    });
    return await this.published(actor, opened, named);
  }

  private async published(actor: Actor, opened: Pinned, named: bigint): Promise<Calculated> {
    return await this.database.inTransaction(actor, async (tx) => {
      const summary = await readSummary(tx, named);
      if (!summary) throw new Error(`calculation ${named} is not there after its commit`);
      return { summary, sameAs: named === opened.calculation ? null : named, position: opened.position };
    });
  }

  private async runs(actor: Actor, calculation: bigint): Promise<boolean> {
    const rows = await this.database.inTransaction(actor, (tx) =>
      tx.query(`select from calculation where calculation = $1 and state = 'running'`, [calculation]),
    );
    return rows.length > 0;
  }

  /** Marks a calculation failed; what it wrote is gone. One that is no longer running stays as it is. */
  async fail(actor: Actor, calculation: bigint, why: unknown): Promise<void> {
    const failure = why instanceof Refusal ? why.message : 'An error of ours stopped it.';
    try {
      await this.database.change(
        actor,
        { action: 'calculation.fail', subject: `calculation ${calculation}`, reason: failure },
        async (tx) => {
          await tx.query('select fail_calculation($1, $2)', [calculation, failure]);
          return { result: undefined };
        },
      );
    } catch (error) {
      if (sqlState(error) !== NOT_RUNNING) throw error;
    }
  }

  /**
   * Completes calculations that lack nothing but their publication, since the process that began them died. Only one of several that try
   * succeeds; a process that was taken for dead finds its calculation complete. One that cannot be put together fails, as it would have there.
   */
  async completeAbandoned(actor: Actor, silence = LEASE_SECONDS): Promise<void> {
    for (const left of await this.abandoned(actor, silence)) {
      if (!left.isDone || left.engine !== engineIdentity()) continue;
      try {
        await this.complete(actor, left);
      } catch (error) {
        await this.fail(actor, left.calculation, error);
      }
    }
  }

  /** Ends calculations that nobody works on any more, such as those of a process that was killed: completes what is whole, and fails the rest. */
  async endAbandoned(actor: Actor, silence = LEASE_SECONDS): Promise<void> {
    await this.completeAbandoned(actor, silence);
    for (const { calculation } of await this.abandoned(actor, silence)) {
      const why = new Refusal('ABANDONED', 'Its workers ended before it was complete.', 'Calculate again.');
      await this.fail(actor, calculation, why);
    }
  }

  /** Calculations that began some time ago and of which no shard was leased for as long as a lease holds. */
  private async abandoned(actor: Actor, silence: number): Promise<readonly Abandoned[]> {
    const rows = await this.database.inTransaction(actor, (tx) =>
      tx.query<{ calculation: string; position: string; engine: string; done: boolean }>(ABANDONED, [
        silence,
      ]),
    );
    return rows.map(({ calculation, position, engine, done }) => ({
      calculation: BigInt(calculation),
      position: BigInt(position),
      engine,
      isDone: done,
    }));
  }

  private async finishedShards(actor: Actor, calculation: bigint): Promise<FinishedShard[]> {
    return await this.database.inTransaction(actor, (tx) =>
      tx.query<FinishedShard>(
        'select inputs, summary from calculation_shard where calculation = $1 order by shard',
        [calculation],
      ),
    );
  }
}

async function publishCalculation(
  tx: Transaction,
  calculation: bigint,
  { fingerprint, digest, totals }: Merged,
): Promise<void> {
  const values = [calculation, fingerprint, digest, JSON.stringify(totals)];
  await tx.query('select publish_calculation($1, $2, $3, $4::jsonb)', values);
}

async function calculationOf(tx: Transaction, fingerprint: string): Promise<bigint | undefined> {
  const sql = `select calculation from calculation where fingerprint = $1 and state = 'complete'`;
  const [row] = await tx.query<{ calculation: string }>(sql, [fingerprint]);
  return row && BigInt(row.calculation);
}

function storedRulebook({ fingerprint, versions }: PinnedRulebook): StoredRulebook {
  return {
    fingerprint,
    versions: versions.map(({ kind, name, version, fingerprint: pinned, from, until }) => ({
      kind,
      name,
      version,
      fingerprint: pinned,
      from,
      until,
    })),
  };
}
