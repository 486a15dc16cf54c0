import { Module } from '@nestjs/common';
import { RulesModule } from '../../rules/rules.module.js';
import { ParticipantsModule } from '../participants.module.js';
import { ParticipantListService } from './participant-list.service.js';
import { ParticipantResolver } from './participant.resolver.js';
import { ReadinessResolver } from './readiness.resolver.js';

/** People paid on plans, in the API. */
@Module({
  imports: [RulesModule, ParticipantsModule],
  providers: [ParticipantListService, ParticipantResolver, ReadinessResolver],
  exports: [ParticipantListService],
})
export class ParticipantsApiModule {}
