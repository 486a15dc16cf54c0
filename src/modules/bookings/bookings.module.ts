import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { ImportService } from './import.service.js';

/** Facts told by files. */
@Module({ imports: [RulesModule], providers: [ImportService], exports: [ImportService] })
export class BookingsModule {}
