import { Module } from '@nestjs/common';
import { AccessService } from './access.service.js';

/** Who signs in, what they are, and what they may see and do. */
@Module({ providers: [AccessService], exports: [AccessService] })
export class AccessModule {}
