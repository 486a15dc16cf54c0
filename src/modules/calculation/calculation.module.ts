import { Module } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ParticipantsModule } from '../participants/participants.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { CalculationLife } from './calculation-life.js';
import { CalculationService } from './calculation.service.js';
import { ChangesService } from './changes.service.js';
import { EarningsService } from './earnings.service.js';
import { WhyNothingService } from './nothing/why-nothing.service.js';
import { ShardWorker } from './shards/shard-worker.js';
import { WorkerProcesses } from './shards/worker-processes.js';
import { DealCostService } from './worth/deal-cost.service.js';
import { WorthService } from './worth/worth.service.js';
import { MovedCreditsService } from './moved-credits.service.js';
import { MarginalService } from './worth/marginal.service.js';
import { WorkerLoop } from './worker-loop.service.js';

/** What everybody earns, computed and kept. */
@Module({
  imports: [RulesModule, ParticipantsModule],
  providers: [
    CalculationService,
    ChangesService,
    EarningsService,
    WorthService,
    DealCostService,
    MarginalService,
    MovedCreditsService,
    WhyNothingService,
    CalculationLife,
    ShardWorker,
    {
      provide: WorkerProcesses,
      useFactory: (database: Database) => new WorkerProcesses(database),
      inject: [Database],
    },
    WorkerLoop,
  ],
  exports: [
    CalculationService,
    ChangesService,
    EarningsService,
    WorthService,
    DealCostService,
    MarginalService,
    MovedCreditsService,
    WhyNothingService,
    WorkerLoop,
  ],
})
export class CalculationModule {}
