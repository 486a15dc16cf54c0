import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';

/** Every change of state, in order, and the proof that none was altered. */
@Module({ providers: [AuditService], exports: [AuditService] })
export class AuditModule {}
