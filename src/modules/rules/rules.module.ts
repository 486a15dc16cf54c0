import { Module } from '@nestjs/common';
import { DocumentsService } from './documents.service.js';
import { RulesService } from './rules.service.js';
import { VersionsService } from './versions.service.js';

/** Documents: read, checked, written as drafts, approved, published. */
@Module({
  providers: [RulesService, DocumentsService, VersionsService],
  exports: [RulesService, DocumentsService, VersionsService],
})
export class RulesModule {}
