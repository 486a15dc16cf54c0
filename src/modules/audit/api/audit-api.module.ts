import { Module } from '@nestjs/common';
import { AuditListService } from './audit-list.service.js';
import { AuditResolver } from './audit.resolver.js';

/** The audit in the API. */
@Module({ providers: [AuditListService, AuditResolver] })
export class AuditApiModule {}
