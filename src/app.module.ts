import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule, type AccessSettings } from './modules/access/access.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { BookingsModule } from './modules/bookings/bookings.module.js';
import { CalculationModule } from './modules/calculation/calculation.module.js';
import { LedgerModule } from './modules/ledger/ledger.module.js';
import { ParticipantsModule } from './modules/participants/participants.module.js';
import { RulesModule } from './modules/rules/rules.module.js';
import { StatementsModule } from './modules/statements/statements.module.js';
import type { Database } from './platform/database/database.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { GraphqlModule } from './platform/graphql/graphql.module.js';
import { HealthController } from './platform/health.controller.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { RecipesModule } from './platform/web/recipes/recipes.module.js';

/** The application: every module over one database. The command line and the service run the same. */
@Module({})
export class AppModule {
  static over(database: Database, access?: AccessSettings): DynamicModule {
    return {
      module: AppModule,
      controllers: [HealthController],
      imports: [
        DatabaseModule.forRoot(database),
        JobsModule,
        AuditModule,
        AccessModule.forRoot(access),
        RulesModule,
        ParticipantsModule,
        BookingsModule,
        CalculationModule,
        LedgerModule,
        StatementsModule,
      ],
    };
  }

  /** The same with the API and the recipes for its page, for who listens. */
  static serving(database: Database, access?: AccessSettings): DynamicModule {
    const { imports = [], ...rest } = AppModule.over(database, access);
    return { ...rest, imports: [...imports, GraphqlModule, RecipesModule] };
  }
}
