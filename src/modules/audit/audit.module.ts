import { Module } from '@nestjs/common';
import { AuditListService } from './api/audit-list.service.js';
import { AuditResolver } from './api/audit.resolver.js';
import { AuditService } from './audit.service.js';

/** Every change of state, in order, and the proof that none was altered. */
@Module({ providers: [AuditService, AuditListService, AuditResolver], exports: [AuditService] })
export class AuditModule {}
