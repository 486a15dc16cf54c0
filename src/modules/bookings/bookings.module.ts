import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { CreditRulingsService } from './credit-rulings.service.js';
import { ImportService } from './import.service.js';

/** Facts told by files. */
@Module({
  imports: [RulesModule],
  providers: [ImportService, CreditRulingsService],
  exports: [ImportService, CreditRulingsService],
})
export class BookingsModule {}
