import { Module } from '@nestjs/common';
import { JobsModule } from '../../platform/jobs/jobs.module.js';
import { RulesModule } from '../rules/rules.module.js';
import { BookingListService } from './api/booking-list.service.js';
import { BookingResolver } from './api/booking.resolver.js';
import { ImportListService } from './api/imports/import-list.service.js';
import { ImportResolver } from './api/imports/import.resolver.js';
import { ImportUndoResolver } from './api/records/import-undo.resolver.js';
import { RECORD_RESOLVERS } from './api/records/record.resolver.js';
import { RecordsService } from './api/records/records.service.js';
import { ReferenceListService } from './api/reference/reference-list.service.js';
import { ReferenceResolver } from './api/reference/reference.resolver.js';
import { ImportReportResolver } from './api/upload/import-report.resolver.js';
import { UploadController } from './api/upload/upload.controller.js';
import { UploadService } from './api/upload/upload.service.js';
import { ImportService } from './import.service.js';

/** Facts told by files. */
@Module({
  imports: [JobsModule, RulesModule],
  controllers: [UploadController],
  providers: [
    ImportService,
    BookingListService,
    BookingResolver,
    ImportListService,
    ImportResolver,
    RecordsService,
    ...RECORD_RESOLVERS,
    ImportUndoResolver,
    UploadService,
    ImportReportResolver,
    ReferenceListService,
    ReferenceResolver,
  ],
  exports: [ImportService, BookingListService],
})
export class BookingsModule {}
