import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { DealsService } from './deals.service.js';

/** Deals, and who may approve them. */
@Module({ imports: [RulesModule], providers: [DealsService], exports: [DealsService] })
export class DealsModule {}
