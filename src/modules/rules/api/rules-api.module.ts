import { Module } from '@nestjs/common';
import { RulesModule } from '../rules.module.js';
import { DocumentCheckResolver } from './checking/document-check.resolver.js';
import { DefineResolver } from './define.resolver.js';
import { TableFilesController } from './tables/table-files.controller.js';
import { VersionActsResolver } from './version-acts.resolver.js';
import { VersionPeopleResolver, VersionStepPeopleResolver } from './version-people.resolver.js';
import { VersionReadingService } from './version-reading.service.js';
import { VersionResolver } from './version.resolver.js';

/** Documents and their versions in the API. */
@Module({
  imports: [RulesModule],
  controllers: [TableFilesController],
  providers: [
    VersionReadingService,
    VersionResolver,
    VersionActsResolver,
    DefineResolver,
    DocumentCheckResolver,
    VersionPeopleResolver,
    VersionStepPeopleResolver,
  ],
  exports: [VersionReadingService],
})
export class RulesApiModule {}
