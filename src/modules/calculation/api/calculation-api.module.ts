import { Module } from '@nestjs/common';
import { BookingsApiModule } from '../../bookings/api/bookings-api.module.js';
import { ParticipantsApiModule } from '../../participants/api/participants-api.module.js';
import { ParticipantsModule } from '../../participants/participants.module.js';
import { RulesApiModule } from '../../rules/api/rules-api.module.js';
import { RulesModule } from '../../rules/rules.module.js';
import { CalculationModule } from '../calculation.module.js';
import { RulingsService } from '../rulings/rulings.service.js';
import { CalculationListService } from './calculation-list.service.js';
import { CalculationResolver } from './calculation.resolver.js';
import { ChangesResolver } from './changes/changes.resolver.js';
import { BookingCreditsResolver } from './credits/booking-credits.resolver.js';
import { CreditsService } from './credits/credits.service.js';
import { EarningListService } from './earning-list.service.js';
import { EarningResolver } from './earning.resolver.js';
import { ExceptionListService } from './exceptions/exception-list.service.js';
import { ExceptionResolver } from './exceptions/exception.resolver.js';
import { PinnedVersionResolver } from './pinned-version.resolver.js';
import { ParticipantPayResolver } from './pay/participant-pay.resolver.js';
import { BookingRulingResolver } from './rulings/booking-ruling.resolver.js';
import { WorthResolver } from './worth/worth.resolver.js';
import { MarginalResolver } from './worth/marginal.resolver.js';

/** What everybody earns, in the API. */
@Module({
  imports: [
    RulesModule,
    RulesApiModule,
    ParticipantsModule,
    CalculationModule,
    ParticipantsApiModule,
    BookingsApiModule,
  ],
  providers: [
    CalculationListService,
    CalculationResolver,
    PinnedVersionResolver,
    EarningListService,
    EarningResolver,
    CreditsService,
    BookingCreditsResolver,
    RulingsService,
    BookingRulingResolver,
    ExceptionListService,
    ExceptionResolver,
    ChangesResolver,
    ParticipantPayResolver,
    WorthResolver,
    MarginalResolver,
  ],
  exports: [CalculationListService],
})
export class CalculationApiModule {}
