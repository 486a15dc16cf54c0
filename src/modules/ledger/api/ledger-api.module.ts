import { Module } from '@nestjs/common';
import { CalculationApiModule } from '../../calculation/api/calculation-api.module.js';
import { CalculationModule } from '../../calculation/calculation.module.js';
import { RulesModule } from '../../rules/rules.module.js';
import { LedgerModule } from '../ledger.module.js';
import { CalculationStartResolver } from './calculation-start.resolver.js';
import { HeldComparisonResolver } from './held-comparison.resolver.js';
import { HeldPayResolver } from './held-pay.resolver.js';
import { PayPeriodsService } from './pay-periods.service.js';
import { PeriodResolver } from './period.resolver.js';

/** Calculating, posting and closing, in the API. */
@Module({
  imports: [RulesModule, CalculationModule, CalculationApiModule, LedgerModule],
  providers: [
    PayPeriodsService,
    CalculationStartResolver,
    PeriodResolver,
    HeldPayResolver,
    HeldComparisonResolver,
  ],
})
export class LedgerApiModule {}
