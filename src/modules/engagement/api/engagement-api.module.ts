import { Module } from '@nestjs/common';
import { EngagementModule } from '../engagement.module.js';
import { RulingResolver } from './ruling.resolver.js';

/** Rulings, in the API. */
@Module({ imports: [EngagementModule], providers: [RulingResolver] })
export class EngagementApiModule {}
