import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { ParticipantsService } from './participants.service.js';

/** People paid on plans. */
@Module({ imports: [RulesModule], providers: [ParticipantsService], exports: [ParticipantsService] })
export class ParticipantsModule {}
