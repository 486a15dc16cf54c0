import { Module } from '@nestjs/common';
import { DocumentsService } from './documents.service.js';
import { RulesService } from './rules.service.js';
import { TableFilesService } from './table-files.service.js';
import { VersionsService } from './versions.service.js';

/** Documents: read, checked, written as drafts, approved, published. */
@Module({
  providers: [RulesService, DocumentsService, VersionsService, TableFilesService],
  exports: [RulesService, DocumentsService, VersionsService, TableFilesService],
})
export class RulesModule {}
