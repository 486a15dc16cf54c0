import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { CreditsService } from '../calculation/api/credits/credits.service.js';
import { DealsModule } from '../deals/deals.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { DisputeListService } from './dispute-list.service.js';
import { DisputesService } from './disputes.service.js';
import { DisputeTime } from './time/dispute-time.service.js';

/** Disputes of credit. */
@Module({
  imports: [RulesModule, DealsModule, BookingsModule],
  providers: [CreditsService, DisputesService, DisputeListService, DisputeTime],
  exports: [DisputesService, DisputeListService, DisputeTime],
})
export class DisputesModule {}
