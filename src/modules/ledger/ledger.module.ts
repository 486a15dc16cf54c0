import { Module } from '@nestjs/common';
import { JobsModule } from '../../platform/jobs/jobs.module.js';
import { CalculationModule } from '../calculation/calculation.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { CalculationStartResolver } from './api/calculation-start.resolver.js';
import { PayPeriodsService } from './api/pay-periods.service.js';
import { PeriodResolver } from './api/period.resolver.js';
import { LedgerService } from './ledger.service.js';

/** What was posted, to whom, when and why. */
@Module({
  imports: [JobsModule, RulesModule, CalculationModule],
  providers: [LedgerService, PayPeriodsService, CalculationStartResolver, PeriodResolver],
  exports: [LedgerService],
})
export class LedgerModule {}
