import { Module } from '@nestjs/common';
import { RulesModule } from '../../rules/rules.module.js';
import { ParticipantsModule } from '../participants.module.js';
import { ParticipantListService } from './participant-list.service.js';
import { ParticipantResolver } from './participant.resolver.js';
import { ReadinessResolver } from './readiness.resolver.js';
import { ResultListService } from './results/result-list.service.js';
import { ResultResolver } from './results/result.resolver.js';

/** People paid on plans, in the API. */
@Module({
  imports: [RulesModule, ParticipantsModule],
  providers: [
    ParticipantListService,
    ParticipantResolver,
    ReadinessResolver,
    ResultListService,
    ResultResolver,
  ],
  exports: [ParticipantListService],
})
export class ParticipantsApiModule {}
