import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CalculationModule } from '../calculation/calculation.module.js';
import { EngagementModule } from '../engagement/engagement.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { TransitionLedgerService } from './transition-ledger.service.js';
import { TransitionPreviewsService } from './transition-previews.service.js';
import { TransitionsService } from './transitions.service.js';

/** Accounts that change hands. */
@Module({
  imports: [RulesModule, BookingsModule, EngagementModule, CalculationModule],
  providers: [TransitionsService, TransitionPreviewsService, TransitionLedgerService],
  exports: [TransitionsService, TransitionPreviewsService, TransitionLedgerService],
})
export class TransitionsModule {}
