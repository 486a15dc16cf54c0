import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { LedgerService } from './ledger.service.js';

/** What was posted, to whom, when and why. */
@Module({ imports: [RulesModule], providers: [LedgerService], exports: [LedgerService] })
export class LedgerModule {}
