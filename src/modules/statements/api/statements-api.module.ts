import { Module } from '@nestjs/common';
import { StatementsModule } from '../statements.module.js';
import { StatementResolver } from './statement.resolver.js';

/** Statements in the API. */
@Module({ imports: [StatementsModule], providers: [StatementResolver] })
export class StatementsApiModule {}
