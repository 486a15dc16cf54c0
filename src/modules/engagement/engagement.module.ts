import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { RulingListService } from './ruling-list.service.js';
import { RulingsService } from './rulings.service.js';
import { EngagementTime } from './time/engagement-time.service.js';
import { WhatIfService } from './what-if.service.js';

/** Rulings: what engagement policies decide about what is stored, and would decide about what is not. */
@Module({
  imports: [RulesModule],
  providers: [RulingsService, RulingListService, WhatIfService, EngagementTime],
  exports: [RulingsService, RulingListService, WhatIfService, EngagementTime],
})
export class EngagementModule {}
