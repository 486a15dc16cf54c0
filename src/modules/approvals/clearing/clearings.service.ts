import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EVERYTHING, type Actor } from '../../../platform/database/actor.js';
import { Database } from '../../../platform/database/database.js';
import type { Transaction } from '../../../platform/database/transaction.js';
import { TELLING } from '../../../platform/database/telling.js';
import { withoutRequest } from '../../../platform/database/request/asked-request.js';
import { Logger } from '../../../platform/process/logging.js';
import { ImportService } from '../../bookings/import.service.js';
import { DealsService } from '../../deals/deals.service.js';
import { RulesService } from '../../rules/rules.service.js';
import { bookingsToLookAt, type BookedDeal } from './booked-deals.js';
import { BY_BOOKING, clearBookings, type Cleared } from './clear-bookings.js';

/** By whom it is found out, in the audit. */
const CLEARING: Actor = { id: BY_BOOKING, name: 'Bookings of deals', sight: EVERYTHING };
/** Bookings of one transaction. */
const AT_ONCE = 500;

/**
 * Finds out which bookings have the approval that their deal needs, and which lack it. Any number of processes may look at once. What was told while the
 * last look was under way is looked at by the next.
 */
@Injectable()
export class ClearingsService implements OnModuleInit {
  private readonly logger = new Logger();
  private lookedAt: bigint | null = null;

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

  /** Looks at every booking of a deal of which something may have changed; what is another than before. One that fails is logged and stops no other. */
  async look(): Promise<readonly Cleared[]> {
    const { position, found } = await this.database.reading(CLEARING, (tx) => this.find(tx));
    const cleared: Cleared[] = [];
    let isWhole = true;
    for (let at = 0; at < found.length; at += AT_ONCE) {
      const some = await this.some(found.slice(at, at + AT_ONCE));
      cleared.push(...some.cleared);
      isWhole &&= some.isWhole;
    }
    if (isWhole) this.lookedAt = position;
    return cleared;
  }

  private async find(
    tx: Transaction,
  ): Promise<{ readonly position: bigint | null; readonly found: readonly BookedDeal[] }> {
    const [row] = await tx.query<{ position: string }>('select last_position() as position');
    const position = BigInt(row?.position ?? 0);
    if (position === this.lookedAt) return { position, found: [] };
    // Without rules nothing is judged, and whatever was booked is looked at once there are some.
    if ((await this.rules.catalogueNow(tx)) === null) return { position: null, found: [] };
    return { position, found: await bookingsToLookAt(tx, this.lookedAt, position) };
  }

  private async some(of: readonly BookedDeal[]): Promise<{ cleared: readonly Cleared[]; isWhole: boolean }> {
    try {
      return { cleared: await this.clear(of), isWhole: true };
    } catch (error) {
      if (of.length > 1) return await this.oneByOne(of);
      const [{ booking = '' } = {}] = of;
      this.failed(error, { booking });
      return { cleared: [], isWhole: false };
    }
  }

  private failed(error: unknown, of: { readonly booking?: string } = {}): void {
    this.logger.error(error instanceof Error ? error : String(error), of);
  }

  private async oneByOne(
    of: readonly BookedDeal[],
  ): Promise<{ cleared: readonly Cleared[]; isWhole: boolean }> {
    const each: { cleared: readonly Cleared[]; isWhole: boolean }[] = [];
    for (const one of of) each.push(await this.some([one]));
    return {
      cleared: each.flatMap(({ cleared }) => cleared),
      isWhole: each.every(({ isWhole }) => isWhole),
    };
  }

  private async clear(of: readonly BookedDeal[]): Promise<readonly Cleared[]> {
    // No booking is named in the audit's list: who reads it may see none.
    const change = { action: TELLING.clear, subject: `${of.length} booking${of.length === 1 ? '' : 's'}` };
    const { result } = await this.database.change<readonly Cleared[]>(CLEARING, change, async (tx) => {
      const cleared = await clearBookings(tx, of, { rules: this.rules, deals: this.deals });
      return cleared.length === 0 ? { unchanged: cleared } : { result: cleared, after: { cleared } };
    });
    return result;
  }
}
