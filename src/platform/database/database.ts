import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DataSource, getMetadataArgsStorage, type QueryRunner } from 'typeorm';
import { invariant } from '../../engine/kernel/invariant.js';
import { takeRequest, type AskedRequest } from './request/asked-request.js';
import { patienceLeft } from './request/deadline.js';
import { givenBefore, keepAnswer } from './request/request-log.js';
import { EVERYTHING, SET_ACTOR, settingsOf, type Actor } from './actor.js';
import { exactTypes, SESSION_OPTIONS } from './session.js';
export type { Actor } from './actor.js';
export type { ChangeTransaction, Transaction } from './transaction.js';
import { OpenTransaction, type ChangeTransaction, type Transaction } from './transaction.js';
import type { DatabaseUrls } from './urls.js';

/** What a change is called in the audit; `reason` is the person's, `request` the id of the request that asked. */
export interface Change {
  readonly action: string;
  readonly subject: string;
  readonly reason?: string;
  readonly request?: string;
}

/** What a change came to. `unchanged`: nothing was to be done; nothing is kept and nothing is recorded. */
export type Outcome<T> =
  | { readonly result: T; readonly subject?: string; readonly before?: unknown; readonly after?: unknown }
  | { readonly unchanged: T };

export interface DatabaseOptions {
  readonly poolSize?: number;
  /** Milliseconds to wait for a connection before giving up. */
  readonly patience?: number;
}

type Login = keyof DatabaseUrls;

interface Acting {
  readonly login: Login;
  readonly actor: Actor;
  /** Reads alone, all of the transaction from one snapshot. */
  readonly oneSnapshot?: boolean;
}

const WORKER: Actor = { id: 'worker', sight: EVERYTHING };
const OWNER: Actor = { id: 'owner', sight: EVERYTHING };
const POOL_SIZE = 10;
const ATTEMPTS = 6;
const CONFLICTS = new Set(['40001', '40P01']);

/** The one door to PostgreSQL: every statement runs inside one of its transactions, on behalf of an actor. */
export class Database {
  private readonly sources = new Map<Login, Promise<DataSource>>();

  constructor(
    /** Where the logins connect: for the processes that this one starts. */
    readonly urls: DatabaseUrls,
    private readonly options: DatabaseOptions = {},
  ) {}

  /** Transactions of a login that run at once; more of them wait for a connection, and give up after a while. */
  get poolSize(): number {
    return this.options.poolSize ?? POOL_SIZE;
  }

  /** Reads, or writes that are no change of state, as the service. Conflicts with other transactions are retried whole. */
  inTransaction<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ login: 'service', actor }, work);
  }

  /**
   * Reads as the service, all of it from one snapshot: what is committed meanwhile is in all statements or in none. Writes are refused.
   */
  reading<T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ login: 'service', actor, oneSnapshot: true }, work);
  }

  /**
   * A change of state as the service: `work` writes its rows under `tx.entry`; then the audit entry takes the next position. Returns
   * that position; where nothing changed, the position last reached. On behalf of a request that was answered before, `work` is not run and
   * the answer of that time is returned.
   */
  async change<T>(
    actor: Actor,
    change: Change,
    work: (tx: ChangeTransaction) => Promise<Outcome<T>>,
  ): Promise<{ result: T; position: bigint }> {
    const asked = takeRequest();
    return await this.run({ login: 'service', actor }, async (tx) => {
      const before = asked && (await givenBefore(tx, asked.request));
      if (before) {
        asked.replay();
        return { result: before.result as T, position: before.position ?? (await lastPosition(tx)) };
      }
      await actor.standsBy?.(tx);
      await tx.query(`savepoint ${UNTOUCHED}`);
      const [opened] = await tx.query<{ entry: string }>('select open_entry() as entry');
      const entry = BigInt(opened?.entry ?? 0);
      tx.entry = entry;
      const outcome = await work(tx);
      if ('unchanged' in outcome) return await untouched(tx, outcome.unchanged, asked?.request);
      if (asked) await keepAnswer(tx, asked.request, { result: outcome.result, entry });
      const request = asked ? { request: asked.request.key } : {};
      return {
        result: outcome.result,
        position: await recordEntry(tx, entry, { ...request, ...change, ...named(outcome) }),
      };
    });
  }

  /** As the worker's login, which may insert only into the results of the calculation it works on. */
  asWorker<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ login: 'worker', actor: WORKER }, work);
  }

  /** As the owner's login: migrations and `doctor` only. */
  asOwner<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run({ login: 'owner', actor: OWNER }, work);
  }

  /** Ends all connections, after their transactions. */
  async close(): Promise<void> {
    const sources = [...this.sources.values()];
    this.sources.clear();
    for (const source of await Promise.allSettled(sources))
      if (source.status === 'fulfilled') await source.value.destroy();
  }

  private async run<T>(as: Acting, work: (tx: OpenTransaction) => Promise<T>): Promise<T> {
    invariant(as.actor.id !== '', 'a transaction without an actor');
    const source = await this.source(as.login);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runOnce(source, as, work);
      } catch (error) {
        if (attempt === ATTEMPTS || !CONFLICTS.has(sqlState(error) ?? '')) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  private source(login: Login): Promise<DataSource> {
    const known = this.sources.get(login);
    if (known) return known;
    const source = this.connect(login).initialize();
    this.sources.set(login, source);
    source.catch(() => this.sources.delete(login));
    return source;
  }

  /** Entities are whatever classes this process has loaded: the platform knows none by name. */
  private connect(login: Login): DataSource {
    const url = this.urls[login];
    if (url === undefined)
      throw new Error('DATABASE_OWNER_URL is not set: this needs the login that owns the database.');
    return new DataSource({
      type: 'postgres',
      url,
      entities: getMetadataArgsStorage().tables.map((table) => table.target),
      installExtensions: false,
      synchronize: false,
      logging: false,
      poolSize: this.poolSize,
      connectTimeoutMS: this.options.patience ?? 10_000,
      applicationName: `kicker ${login}`,
      extra: { types: exactTypes, options: SESSION_OPTIONS },
    });
  }
}

/** The SQLSTATE of a database error, also when TypeORM wrapped it. */
export function sqlState(error: unknown): string | undefined {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const state = driverError?.code ?? code;
  return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) ? state : undefined;
}

async function runOnce<T>(
  source: DataSource,
  { actor, oneSnapshot = false }: Acting,
  work: (tx: OpenTransaction) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as pg.Client;
    await runner.startTransaction(oneSnapshot ? 'REPEATABLE READ' : 'READ COMMITTED');
    const tx = new OpenTransaction(client, runner);
    try {
      await tx.query(SET_ACTOR, settingsOf(actor, patienceLeft()));
      if (oneSnapshot) await tx.query('set transaction read only');
      const result = await work(tx);
      await tx.commit();
      return result;
    } catch (error) {
      await abandon(tx, runner, client);
      throw error;
    }
  } finally {
    await runner.release();
  }
}

/** Rolls back; a connection in the middle of a COPY, or one that is gone, is closed instead, so that the pool drops it. */
async function abandon(tx: OpenTransaction, runner: QueryRunner, client: pg.Client): Promise<void> {
  if (tx.isCopying()) {
    await client.end().catch(() => undefined);
    return;
  }
  if (runner.isTransactionActive)
    await runner.rollbackTransaction().catch(() => client.end().catch(() => undefined));
}

function named(outcome: { subject?: string; before?: unknown; after?: unknown }): typeof outcome {
  const { before, after } = outcome;
  return { before, after, ...(outcome.subject === undefined ? {} : { subject: outcome.subject }) };
}

async function recordEntry(
  tx: Transaction,
  entry: bigint,
  of: Change & { before?: unknown; after?: unknown },
): Promise<bigint> {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  const values = [
    entry,
    of.action,
    of.subject,
    of.reason ?? '',
    of.request ?? '',
    json(of.before),
    json(of.after),
  ];
  const sql = 'select record_entry($1, $2, $3, $4, $5, $6, $7) as position';
  const [recorded] = await tx.query<{ position: string }>(sql, values);
  return BigInt(recorded?.position ?? 0);
}

async function lastPosition(tx: Transaction): Promise<bigint> {
  const [row] = await tx.query<{ position: string }>('select last_position() as position');
  return BigInt(row?.position ?? 0);
}

/** Where a change goes back to when nothing was to be changed. */
const UNTOUCHED = 'untouched';

/** Takes back whatever was written on the way to finding that nothing is to be changed; only the answer is kept, where one was asked for. */
async function untouched<T>(
  tx: Transaction,
  result: T,
  request: AskedRequest | undefined,
): Promise<{ result: T; position: bigint }> {
  await tx.query(`rollback to savepoint ${UNTOUCHED}`);
  if (request) await keepAnswer(tx, request, { result, entry: null });
  return { result, position: await lastPosition(tx) };
}
