import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { StatementsService } from './statements.service.js';

/** What participants are told for a period. */
@Module({ imports: [LedgerModule], providers: [StatementsService], exports: [StatementsService] })
export class StatementsModule {}
