import { Global, Module } from '@nestjs/common';
import { PositionWatch } from './position-watch.js';

/** What following changes needs, once for a process. */
@Global()
@Module({ providers: [PositionWatch], exports: [PositionWatch] })
export class FollowModule {}
