import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../../platform/database/database.js';
import { RulesService } from '../../rules/rules.service.js';
import { CalculationService } from '../../calculation/calculation.service.js';
import type { Closing } from '../closing/close-period.js';
import { LedgerService } from '../ledger.service.js';
import { Refusal } from '../../../platform/refusal.js';
import { payPeriods, readClosings } from './pay-periods.js';
import type { PayPeriodType } from './period.type.js';

/** Pay periods as people look at them. */
@Injectable()
export class PayPeriodsService {
  constructor(
    private readonly database: Database,
    private readonly rules: RulesService,
    private readonly calculations: CalculationService,
    private readonly ledger: LedgerService,
  ) {}

  /** Every period that was calculated, posted to or closed, oldest first; sums are of what the actor may see. */
  async all(actor: Actor): Promise<PayPeriodType[]> {
    const periods = await this.calculated(actor);
    return await this.database.reading(actor, async (tx) => {
      const [calendar] = (await this.rules.catalogueNow(tx))?.calendars ?? [];
      const [closings, posted] = [await readClosings(tx), await this.ledger.postedByPeriod(tx)];
      return payPeriods({ calendar: calendar?.id ?? '', closings, posted, periods });
    });
  }

  /** A period that was closed. */
  async closed(actor: Actor, { calendar, period, from }: Closing): Promise<PayPeriodType | null> {
    const all = await this.all(actor);
    return (
      all.find((each) => each.calendar === calendar && each.name === period && each.from === from) ?? null
    );
  }

  private async calculated(actor: Actor): Promise<Parameters<typeof payPeriods>[0]['periods']> {
    try {
      return (await this.calculations.summary(actor)).totals.periods;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'NOTHING_CALCULATED') return [];
      throw error;
    }
  }
}
