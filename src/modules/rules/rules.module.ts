import { Module } from '@nestjs/common';
import { RulesService } from './rules.service.js';

/** Documents: read, checked, published. */
@Module({ providers: [RulesService], exports: [RulesService] })
export class RulesModule {}
