import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Logger } from '../../../platform/process/logging.js';
import { post } from './post.js';
import {
  deleteEnded,
  enabledEndpoints,
  makeDeliveries,
  readTarget,
  settleAttempt,
  takeDue,
  type Due,
} from './queue.js';
import { signedHeaders } from './sign.js';

const SENDER: Actor = { id: 'webhooks', name: 'Webhooks', sight: EVERYTHING };
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DELETED_AT_ONCE = 1_000;

/** How messages are sent. */
export interface SenderSettings {
  /** Milliseconds between looks. */
  readonly every: number;
  /** Seconds to wait after each attempt that failed; after the last one no more is tried. */
  readonly waits: readonly number[];
  /** Milliseconds that an endpoint has to answer. */
  readonly patience: number;
  /** Messages to one endpoint that are under way at once. */
  readonly atOnce: number;
  /** Whether messages may go to addresses that are not of the public internet. */
  readonly allowPrivate: boolean;
}

/**
 * Tells endpoints outside what happened to requests for approval, at least once each, by any number of processes. Each endpoint is served by itself, so that one
 * that is slow or dead holds up no other.
 */
@Injectable()
export class WebhookSender {
  settings: SenderSettings = {
    every: 1_000,
    waits: [5, 30, 2 * MINUTE, 10 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
    patience: 10_000,
    atOnce: 4,
    allowPrivate: false,
  };
  private readonly logger = new Logger();
  private readonly serving = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<unknown> = Promise.resolve();
  private isStopped = false;
  private deletedAt = -Infinity;

  constructor(private readonly database: Database) {}

  /** Looks now and again and again, until `stop`. */
  start(): void {
    this.timer ??= setInterval(() => {
      this.looking = this.look();
    }, this.settings.every);
  }

  /** Ends after the messages that are under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    this.timer = undefined;
    await this.looking;
    await this.settled();
  }

  /** Begins to serve every endpoint that this process does not serve yet. */
  async look(): Promise<void> {
    try {
      const endpoints = await this.database.inTransaction(SENDER, enabledEndpoints);
      for (const endpoint of endpoints) if (!this.serving.has(endpoint)) this.begin(endpoint);
      await this.deleteOld();
    } catch (error) {
      this.failed(error);
    }
  }

  /** Waits until every endpoint was served that is being served now. */
  async settled(): Promise<void> {
    while (this.serving.size > 0) await Promise.all(this.serving.values());
  }

  /** Once an hour, a few at a time, so that a long backlog holds up nobody. */
  private async deleteOld(): Promise<void> {
    const now = performance.now();
    if (now - this.deletedAt < HOUR * 1_000) return;
    const count = await this.database.inTransaction(SENDER, (tx) => deleteEnded(tx, DELETED_AT_ONCE));
    if (count < DELETED_AT_ONCE) this.deletedAt = now;
  }

  private begin(endpoint: string): void {
    const served = this.serve(endpoint)
      .catch((error: unknown) => this.failed(error))
      .finally(() => this.serving.delete(endpoint));
    this.serving.set(endpoint, served);
  }

  private async serve(endpoint: string): Promise<void> {
    while (await this.database.inTransaction(SENDER, (tx) => makeDeliveries(tx, endpoint)));
    const { atOnce, patience } = this.settings;
    const lease = { most: atOnce, seconds: (atOnce * patience) / 1_000 + 30 };
    while (!this.isStopped) {
      const due = await this.database.inTransaction(SENDER, (tx) => takeDue(tx, endpoint, lease));
      if (due.length === 0) return;
      // Each is of a deal of its own: what happened to a deal is told in its order, one after another.
      await Promise.all(due.map((each) => this.send(endpoint, each)));
    }
  }

  private async send(endpoint: string, of: Due): Promise<void> {
    const target = await this.database.inTransaction(SENDER, (tx) => readTarget(tx, endpoint));
    if (!target) return;
    const timestamp = Math.floor(Date.now() / 1_000);
    const headers = signedHeaders({ id: of.id, timestamp, body: of.body }, target.secrets);
    const answer = await post(target.url, { body: of.body, headers }, this.settings);
    const wait = this.settings.waits[of.attempts - 1] ?? null;
    await this.database.inTransaction(SENDER, (tx) => settleAttempt(tx, endpoint, { of, answer, wait }));
    if (answer.fault !== null && wait === null)
      this.logger.warn(`A webhook gave up: ${answer.fault}`, { endpoint, delivery: of.id });
  }

  private failed(error: unknown): void {
    this.logger.error(error instanceof Error ? error : String(error), {});
  }
}
