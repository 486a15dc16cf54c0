import { Module } from '@nestjs/common';
import { AccountsService } from './accounts.service.js';

/** Accounts over time. */
@Module({ providers: [AccountsService], exports: [AccountsService] })
export class AccountsModule {}
