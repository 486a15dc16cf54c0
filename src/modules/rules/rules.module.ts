import { Module } from '@nestjs/common';
import { DocumentsService } from './documents.service.js';
import { RulesService } from './rules.service.js';

/** Documents: read, checked, published. */
@Module({ providers: [RulesService, DocumentsService], exports: [RulesService, DocumentsService] })
export class RulesModule {}
