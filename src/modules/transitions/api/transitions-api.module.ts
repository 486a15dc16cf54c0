import { Module } from '@nestjs/common';
import { TransitionsModule } from '../transitions.module.js';
import { TransitionActsResolver } from './transition-acts.resolver.js';
import { TransitionResolver } from './transition.resolver.js';

/** Moving accounts, in the API. */
@Module({ imports: [TransitionsModule], providers: [TransitionResolver, TransitionActsResolver] })
export class TransitionsApiModule {}
