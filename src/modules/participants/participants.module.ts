import { Module } from '@nestjs/common';
import { ParticipantsService } from './participants.service.js';

/** People paid on plans. */
@Module({ providers: [ParticipantsService], exports: [ParticipantsService] })
export class ParticipantsModule {}
