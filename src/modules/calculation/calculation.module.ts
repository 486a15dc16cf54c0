import { Module } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ParticipantsModule } from '../participants/participants.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { CalculationListService } from './api/calculation-list.service.js';
import { CalculationResolver } from './api/calculation.resolver.js';
import { EarningListService } from './api/earning-list.service.js';
import { EarningResolver } from './api/earning.resolver.js';
import { CalculationLife } from './calculation-life.js';
import { CalculationService } from './calculation.service.js';
import { ChangesService } from './changes.service.js';
import { EarningsService } from './earnings.service.js';
import { ShardWorker } from './shards/shard-worker.js';
import { WorkerProcesses } from './shards/worker-processes.js';
import { WorkerLoop } from './worker-loop.service.js';
import { BookingCreditsResolver } from './api/credits/booking-credits.resolver.js';
import { CreditsService } from './api/credits/credits.service.js';
import { ChangesResolver } from './api/changes/changes.resolver.js';
import { ExceptionListService } from './api/exceptions/exception-list.service.js';
import { ExceptionResolver } from './api/exceptions/exception.resolver.js';
import { BookingRulingResolver } from './api/rulings/booking-ruling.resolver.js';
import { ParticipantPayResolver } from './api/pay/participant-pay.resolver.js';
import { WhyNothingService } from './nothing/why-nothing.service.js';
import { RulingsService } from './rulings/rulings.service.js';

/** What everybody earns, computed and kept. */
@Module({
  imports: [RulesModule, ParticipantsModule],
  providers: [
    CalculationService,
    ChangesService,
    EarningsService,
    CalculationLife,
    ShardWorker,
    {
      provide: WorkerProcesses,
      useFactory: (database: Database) => new WorkerProcesses(database),
      inject: [Database],
    },
    WorkerLoop,
    CalculationListService,
    CalculationResolver,
    EarningListService,
    EarningResolver,
    CreditsService,
    BookingCreditsResolver,
    RulingsService,
    BookingRulingResolver,
    ExceptionListService,
    ExceptionResolver,
    ChangesResolver,
    WhyNothingService,
    ParticipantPayResolver,
  ],
  exports: [CalculationService, CalculationListService, ChangesService, EarningsService, WorkerLoop],
})
export class CalculationModule {}
