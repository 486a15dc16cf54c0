import { Module } from '@nestjs/common';
import { ImportService } from './import.service.js';

/** Facts told by files. */
@Module({ providers: [ImportService], exports: [ImportService] })
export class BookingsModule {}
