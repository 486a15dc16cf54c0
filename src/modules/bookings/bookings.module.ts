import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { AccountOwnersService } from './account-owners.service.js';
import { CreditRulingsService } from './credit-rulings.service.js';
import { ImportService } from './import.service.js';

/** Facts told by files. */
@Module({
  imports: [RulesModule],
  providers: [ImportService, CreditRulingsService, AccountOwnersService],
  exports: [ImportService, CreditRulingsService, AccountOwnersService],
})
export class BookingsModule {}
