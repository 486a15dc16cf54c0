import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeDay } from '../../../engine/kernel/day.js';
import { withoutRequest } from '../../../platform/database/request/asked-request.js';
import { withoutDeadline } from '../../../platform/database/request/deadline.js';
import { TIME } from '../../../platform/process/every-minute.js';
import { Logger } from '../../../platform/process/logging.js';
import { NextRun } from '../../../platform/process/next-run.js';
import { ImportService } from '../../bookings/import.service.js';
import { RequestKeeper } from '../acting/request-keeper.js';
import { ApprovalsService } from '../approvals.service.js';
import { zoneClock } from '../time/zone-clock.js';
import {
  findRequestsToTend,
  readRequestsToTend,
  requestFailed,
  requestsTended,
  type RequestToTend,
} from './requests-to-tend.js';
import { wouldChange } from './would-change.js';

/** Requests of one page: the organisation is read once for them. */
const AT_ONCE = 100;
/** How long whoever told something waits until open requests have followed it; what is left goes on by itself. */
const PATIENCE = 5_000;

/**
 * Brings open requests to what was told of their deal and of the people who decide: after each import, and by each look. Any number of processes may look at
 * once: what is still to be looked at is kept in the database, and a request is held while it changes. Within a process one looks at a time; what was told while
 * a look is under way is looked at by the next, which all who told something meanwhile share.
 */
@Injectable()
export class FollowingService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger();
  /** Looks after imports that are under way. */
  private readonly under = new Set<Promise<unknown>>();
  private readonly looks = new NextRun(() => withoutRequest(() => withoutDeadline(() => this.lookOnce())));
  private isEnding = false;

  constructor(
    private readonly keeper: RequestKeeper,
    private readonly approvals: ApprovalsService,
    private readonly imports: ImportService,
  ) {}

  /** Requests follow as soon as something is told. */
  onModuleInit(): void {
    this.imports.afterFacts(async () => {
      const looked = this.look().catch((error: unknown) => this.failed(error));
      this.under.add(looked);
      await Promise.race([
        looked.finally(() => this.under.delete(looked)),
        sleep(PATIENCE, undefined, { ref: false }),
      ]);
    });
  }

  /** Ends after the requests that are under way; what is left waits for the next look, of whichever process. */
  async onModuleDestroy(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.under);
  }

  /**
   * Tends every open request that something which was told changes, each by itself; how many. One that fails is logged and stops no other, and is tried again by
   * the next look.
   */
  look(): Promise<number> {
    return this.looks.run();
  }

  private async lookOnce(): Promise<number> {
    if (!(await this.find())) return 0;
    // What failed before goes first, so that what fails now waits for the next look.
    return (await this.every(true)) + (await this.every(false));
  }

  /** Writes down what is to be looked at; not while there are no rules, as nothing is submitted then. */
  private find(): Promise<boolean> {
    const { database, rules } = this.keeper;
    return database.inTransaction(TIME, async (tx) => {
      const catalogue = await rules.catalogueNow(tx);
      if (catalogue === null) return false;
      const { timeZone } = catalogue;
      const day = writeDay(zoneClock(timeZone).dayOf(await this.keeper.momentOf(tx)));
      await findRequestsToTend(tx, { day, timeZone });
      return true;
    });
  }

  private async every(failed: boolean): Promise<number> {
    const { database } = this.keeper;
    let after: string | null = null;
    let changed = 0;
    for (;;) {
      const page = { failed, after, most: AT_ONCE };
      const found: readonly RequestToTend[] = await database.reading(TIME, (tx) =>
        readRequestsToTend(tx, page),
      );
      changed += await this.some(found);
      after = found.at(-1)?.request ?? null;
      if (found.length < AT_ONCE || this.isEnding) return changed;
    }
  }

  private async some(of: readonly RequestToTend[]): Promise<number> {
    if (of.length === 0) return 0;
    const { database } = this.keeper;
    const ids = of.map(({ request }) => request);
    const others = await database.reading(TIME, (tx) => wouldChange(tx, this.keeper, ids));
    const same = of.filter(({ request }) => !others.has(request));
    await database.inTransaction(TIME, (tx) => requestsTended(tx, same));
    const changing = of.filter(({ request }) => others.has(request));
    for (const each of changing) if (!this.isEnding) await this.tend(each);
    return changing.length;
  }

  private async tend(each: RequestToTend): Promise<void> {
    const { database } = this.keeper;
    try {
      await this.approvals.tend(TIME, each.request);
      await database.inTransaction(TIME, (tx) => requestsTended(tx, [each]));
    } catch (error) {
      this.failed(error, { request: each.request });
      await database.inTransaction(TIME, (tx) => requestFailed(tx, each));
    }
  }

  private failed(error: unknown, of: { readonly request?: string } = {}): void {
    this.logger.error(error instanceof Error ? error : String(error), of);
  }
}
