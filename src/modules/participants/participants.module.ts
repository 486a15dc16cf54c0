import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { ParticipantListService } from './api/participant-list.service.js';
import { ParticipantResolver } from './api/participant.resolver.js';
import { ReadinessResolver } from './api/readiness.resolver.js';
import { ParticipantsService } from './participants.service.js';

/** People paid on plans. */
@Module({
  imports: [RulesModule],
  providers: [ParticipantsService, ParticipantListService, ParticipantResolver, ReadinessResolver],
  exports: [ParticipantsService, ParticipantListService],
})
export class ParticipantsModule {}
