import { Module } from '@nestjs/common';
import { RulesModule } from '../../rules/rules.module.js';
import { BookingsModule } from '../bookings.module.js';
import { BookingListService } from './booking-list.service.js';
import { BookingResolver } from './booking.resolver.js';
import { DealRecordResolver } from './deals/deal-record.resolver.js';
import { DealRecordService } from './deals/deal-record.service.js';
import { DelegationRecordResolver } from './delegations/delegation-record.resolver.js';
import { DelegationRecordService } from './delegations/delegation-record.service.js';
import { ImportListService } from './imports/import-list.service.js';
import {
  ImportPeopleResolver,
  ImportUndonePeopleResolver,
  RevisionPeopleResolver,
} from './imports/import-people.resolver.js';
import { ImportResolver } from './imports/import.resolver.js';
import { ImportUndoResolver } from './records/import-undo.resolver.js';
import { RECORD_RESOLVERS } from './records/record.resolver.js';
import { RecordsService } from './records/records.service.js';
import { ReferenceListService } from './reference/reference-list.service.js';
import { RateListService } from './rates/rate-list.service.js';
import { RateResolver } from './rates/rate.resolver.js';
import { AccountPeriodsResolver, ReferenceResolver } from './reference/reference.resolver.js';
import { ImportReportResolver } from './upload/import-report.resolver.js';
import { UploadController } from './upload/upload.controller.js';
import { UploadService } from './upload/upload.service.js';

/** Bookings, and facts told one by one or by files, in the API. */
@Module({
  imports: [RulesModule, BookingsModule],
  controllers: [UploadController],
  providers: [
    BookingListService,
    BookingResolver,
    ImportListService,
    ImportResolver,
    ImportPeopleResolver,
    ImportUndonePeopleResolver,
    RevisionPeopleResolver,
    RecordsService,
    DealRecordService,
    DealRecordResolver,
    DelegationRecordService,
    DelegationRecordResolver,
    ...RECORD_RESOLVERS,
    ImportUndoResolver,
    UploadService,
    ImportReportResolver,
    ReferenceListService,
    RateListService,
    RateResolver,
    ReferenceResolver,
    AccountPeriodsResolver,
  ],
  exports: [BookingListService],
})
export class BookingsApiModule {}
