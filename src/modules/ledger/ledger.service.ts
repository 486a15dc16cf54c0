import { Injectable } from '@nestjs/common';
import { mustSeeAll } from '../../platform/database/actor.js';
import { Database, type Actor } from '../../platform/database/database.js';
import type { ChangeTransaction, Transaction } from '../../platform/database/transaction.js';
import type { NamedPeriod } from '../../engine/kernel/day.js';
import { payingIn } from '../../engine/rulebook/reads/paying.js';
import type { Rulebook } from '../../engine/rulebook/rulebook.js';
import { RulesService } from '../rules/rules.service.js';
import { addAdjustment, addedBefore, type Adjustment } from './add-adjustment.js';
import { closePeriod, type Closing } from './closing/close-period.js';
import { findCalendar, findPayPeriod, findPeriod } from './closing/find-period.js';
import { heldBetween, type HeldDifference } from './held-between.js';
import { settleCalculation } from './settlement/settle-calculation.js';
import { settleable } from './settlement/settleable.js';
import {
  lastSettlement,
  lockLedger,
  newestPosition,
  type PostedToPeriod,
  type Settlement,
} from './settlement/settlement.js';
import { closedDays } from './settlement/standing-calendars.js';
import { verifyLedger, type LedgerReport } from './verify-ledger.js';

export type { HeldDifference } from './held-between.js';

/** What settling came to; `unchanged` when this calculation was settled before and nothing is to be posted. */
export type Settled = Settlement & { readonly unchanged: boolean };

/** Which period to close: of the company's only calendar unless one is named. */
export interface PeriodToClose {
  readonly calendar?: string;
  readonly period: string;
  readonly reason?: string;
}

/** The ledger: append-only and double-entry. Calculations are settled into it, periods closed, adjustments added. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
  ) {}

  /**
   * Posts what a calculation earns beyond what was posted. Only windows that differ from the last settled calculation are read. Settling
   * the same calculation again posts nothing. `position`: a later pin at which the same fingerprint came out again.
   */
  async settle(actor: Actor, calculation: bigint, position?: bigint): Promise<Settled> {
    mustSeeAll(actor, 'settle');
    const change = { action: 'ledger.settle', subject: `calculation ${calculation}` };
    const { result } = await this.database.change<Settled>(actor, change, async (tx) => {
      await lockLedger(tx);
      const found = await settleable(tx, calculation, position);
      if (found.last && found.isSettled) return { unchanged: { ...found.last, unchanged: true } };
      const { rulebook } = await this.rules.rulebookAt(tx, found.position);
      const settlement = await settleCalculation(tx, found, { rulebook });
      const { identity, entries, lines, periods } = settlement;
      return { result: { ...settlement, unchanged: false }, after: { identity, entries, lines, periods } };
    });
    return result;
  }

  /** Closes the oldest open period of a calendar; what is told later posts to the next one, naming its origin. */
  async closePeriod(actor: Actor, { calendar, period, reason = '' }: PeriodToClose): Promise<Closing> {
    mustSeeAll(actor, 'close a period');
    const change = { action: 'ledger.close', subject: `period ${period}`, reason };
    const { result } = await this.database.change<Closing>(actor, change, async (tx) => {
      await lockLedger(tx);
      const rulebook = await this.rulebookNow(tx);
      const of = findCalendar(rulebook, calendar);
      const closing = await closePeriod(tx, of, findPayPeriod(rulebook, of, period));
      return { result: closing, after: { ...closing, position: `${closing.position}` } };
    });
    return result;
  }

  /** Adds a manual entry with its reason; returns the number of the ledger entry. The same request twice adds one. */
  async addAdjustment(actor: Actor, adjustment: Adjustment): Promise<string> {
    mustSeeAll(actor, 'adjust');
    const { participant, reason, requestId } = adjustment;
    const asked = requestId === undefined ? {} : { request: requestId };
    const change = { action: 'ledger.adjust', subject: `participant ${participant}`, reason, ...asked };
    const { result } = await this.database.change<string>(actor, change, async (tx: ChangeTransaction) => {
      await lockLedger(tx);
      const before = await addedBefore(tx, adjustment);
      if (before !== undefined) return { unchanged: before };
      const rulebook = await this.rulebookNow(tx);
      const calendar = findCalendar(rulebook, adjustment.calendar);
      const currencies = new Set(payingIn(rulebook).map(({ currency }) => currency));
      const place = { calendar: calendar.id, period: findPeriod(calendar, adjustment.period), currencies };
      return { result: await addAdjustment(tx, adjustment, place), after: adjustment };
    });
    return result;
  }

  /** The latest settlement; undefined before the first. */
  async lastSettlement(tx: Transaction): Promise<Settlement | undefined> {
    return await lastSettlement(tx);
  }

  /** A pay period by its name, of the company's only calendar unless one is named, and whether it is closed. */
  async period(
    tx: Transaction,
    { calendar, period }: PeriodToClose,
  ): Promise<NamedPeriod & { readonly isClosed: boolean }> {
    const of = findCalendar(await this.rulebookNow(tx), calendar);
    const named = findPeriod(of, period);
    const closedUntil = (await closedDays(tx)).get(of.id);
    return { ...named, isClosed: closedUntil !== undefined && named.until <= closedUntil };
  }

  /** What stands posted in each period, oldest first. */
  async postedByPeriod(tx: Transaction): Promise<readonly PostedToPeriod[]> {
    const signed = `case when debit like 'expense:%' then amount else -amount end`;
    return await tx.query<PostedToPeriod>(`
      select calendar, posted as period, posted_from as from, currency, sum(${signed}) as amount,
        coalesce(sum(${signed}) filter (where posted <> origin), 0) as late
      from ledger_entry where kind = 'earning' and state = 'payable'
      group by calendar, posted, posted_from, currency order by posted_from, calendar, posted, currency`);
  }

  /** What of the pay is held by one calculation and not by another, as they were settled last, and why. */
  async heldBetween(actor: Actor, before: bigint, after: bigint): Promise<readonly HeldDifference[]> {
    return await this.database.reading(actor, (tx) => heldBetween(tx, before, after));
  }

  /** Adds the whole ledger up anew and says what does not hold. */
  async verifyLedger(actor: Actor): Promise<LedgerReport> {
    mustSeeAll(actor, 'verify the ledger');
    return await this.database.inTransaction(actor, verifyLedger);
  }

  private async rulebookNow(tx: Transaction): Promise<Rulebook> {
    return (await this.rules.rulebookAt(tx, await newestPosition(tx))).rulebook;
  }
}
