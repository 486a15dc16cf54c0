import { Module } from '@nestjs/common';
import { DefineResolver } from './api/define.resolver.js';
import { VersionActsResolver } from './api/version-acts.resolver.js';
import { VersionReadingService } from './api/version-reading.service.js';
import { VersionResolver } from './api/version.resolver.js';
import { DocumentsService } from './documents.service.js';
import { RulesService } from './rules.service.js';
import { VersionsService } from './versions.service.js';

const SERVICES = [RulesService, DocumentsService, VersionsService, VersionReadingService];

/** Documents: read, checked, written as drafts, approved, published. */
@Module({
  providers: [...SERVICES, VersionResolver, VersionActsResolver, DefineResolver],
  exports: SERVICES,
})
export class RulesModule {}
