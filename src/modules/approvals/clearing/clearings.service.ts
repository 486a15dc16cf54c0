import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Database } from '../../../platform/database/database.js';
import { momentNow } from '../../../platform/database/sql/moment-now.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { TELLING } from '../../../platform/database/telling.js';
import { withoutRequest } from '../../../platform/database/request/asked-request.js';
import { Logger } from '../../../platform/process/logging.js';
import { ImportService } from '../../bookings/import.service.js';
import { DealsService } from '../../deals/deals.service.js';
import { RulesService } from '../../rules/rules.service.js';
import type { BookedDeal } from './booked-deals.js';
import {
  bookingFailed,
  bookingsCleared,
  findBookingsToClear,
  readBookingsToClear,
  type BookingToClear,
} from './bookings-to-clear.js';
import { clearBookings } from './clear-bookings.js';
import { BY_BOOKING } from './told/same-to.js';
import type { Cleared } from './write-cleared.js';

/** By whom it is found out, in the audit. */
const CLEARING: Actor = { id: BY_BOOKING, name: 'Bookings of deals', sight: EVERYTHING };
/** Bookings of one transaction. */
const AT_ONCE = 500;

/**
 * Finds out which bookings have the approval that their deal needs, and which lack it. Any number of processes may look at once: what is still to be looked
 * at is kept in the database. What was told while a look is under way is looked at by the next.
 */
@Injectable()
export class ClearingsService implements OnModuleInit {
  private readonly logger = new Logger();

  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly deals: DealsService,
    private readonly imports: ImportService,
  ) {}

  /** Bookings are looked at as soon as their file is in. */
  onModuleInit(): void {
    this.imports.afterBookings(() =>
      withoutRequest(() => this.look()).catch((error: unknown) => this.failed(error)),
    );
  }

  /**
   * Looks at every booking of a deal of which something may have changed; what is another than before. One that fails is logged and stops no other, and
   * is tried again, by itself, by the next look.
   */
  async look(): Promise<readonly Cleared[]> {
    if (!(await this.find())) return [];
    // What failed before goes first, so that what fails now waits for the next look.
    return [...(await this.every(true)), ...(await this.every(false))];
  }

  /** What time it is, by the database's clock. */
  async momentOf(tx: Transaction): Promise<number> {
    return await momentNow(tx);
  }

  /** Writes down what is to be looked at; not while there are no rules: nothing is judged, and whatever was booked is looked at once there are some. */
  private find(): Promise<boolean> {
    return this.database.inTransaction(CLEARING, async (tx) => {
      if ((await this.rules.catalogueNow(tx)) === null) return false;
      await findBookingsToClear(tx);
      return true;
    });
  }

  private async every(failed: boolean): Promise<readonly Cleared[]> {
    const cleared: Cleared[] = [];
    let after: BookingToClear | undefined;
    for (;;) {
      const page = { failed, after, most: AT_ONCE };
      const found = await this.database.reading(CLEARING, (tx) => readBookingsToClear(tx, page));
      cleared.push(...(failed ? await this.oneByOne(found) : await this.some(found)));
      after = found.at(-1);
      if (found.length < AT_ONCE) return cleared;
    }
  }

  private async some(of: readonly BookingToClear[]): Promise<readonly Cleared[]> {
    if (of.length === 0) return [];
    try {
      const cleared = await this.clear(of);
      await this.database.inTransaction(CLEARING, (tx) => bookingsCleared(tx, of));
      return cleared;
    } catch (error) {
      const [only] = of;
      if (!only || of.length > 1) return await this.oneByOne(of);
      this.failed(error, { booking: only.booking });
      await this.database.inTransaction(CLEARING, (tx) => bookingFailed(tx, only));
      return [];
    }
  }

  private async oneByOne(of: readonly BookingToClear[]): Promise<readonly Cleared[]> {
    const cleared: Cleared[] = [];
    for (const one of of) cleared.push(...(await this.some([one])));
    return cleared;
  }

  private failed(error: unknown, of: { readonly booking?: string } = {}): void {
    this.logger.error(error instanceof Error ? error : String(error), of);
  }

  private async clear(of: readonly BookedDeal[]): Promise<readonly Cleared[]> {
    // No booking is named in the audit's list: who reads it may see none.
    const change = { action: TELLING.clear, subject: `${of.length} booking${of.length === 1 ? '' : 's'}` };
    const { result } = await this.database.change<readonly Cleared[]>(CLEARING, change, async (tx) => {
      const { cleared, isUnchanged } = await clearBookings(tx, of, {
        rules: this.rules,
        deals: this.deals,
        momentOf: (now) => this.momentOf(now),
      });
      return isUnchanged ? { unchanged: cleared } : { result: cleared, after: { cleared } };
    });
    return result;
  }
}
