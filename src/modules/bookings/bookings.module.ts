import { Module } from '@nestjs/common';
import { RulesModule } from '../rules/rules.module.js';
import { BookingListService } from './api/booking-list.service.js';
import { BookingResolver } from './api/booking.resolver.js';
import { ImportListService } from './api/imports/import-list.service.js';
import { ImportResolver } from './api/imports/import.resolver.js';
import { ImportService } from './import.service.js';

/** Facts told by files. */
@Module({
  imports: [RulesModule],
  providers: [ImportService, BookingListService, BookingResolver, ImportListService, ImportResolver],
  exports: [ImportService, BookingListService],
})
export class BookingsModule {}
