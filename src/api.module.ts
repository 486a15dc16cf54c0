import { Module, type DynamicModule } from '@nestjs/common';
import { AccessApiModule } from './modules/access/api/access-api.module.js';
import { AuditApiModule } from './modules/audit/api/audit-api.module.js';
import { BookingsApiModule } from './modules/bookings/api/bookings-api.module.js';
import { CalculationApiModule } from './modules/calculation/api/calculation-api.module.js';
import { ApprovalsApiModule } from './modules/approvals/api/approvals-api.module.js';
import { DealsApiModule } from './modules/deals/api/deals-api.module.js';
import { EngagementApiModule } from './modules/engagement/api/engagement-api.module.js';
import { DisputesApiModule } from './modules/disputes/api/disputes-api.module.js';
import { LedgerApiModule } from './modules/ledger/api/ledger-api.module.js';
import { ParticipantsApiModule } from './modules/participants/api/participants-api.module.js';
import { RulesApiModule } from './modules/rules/api/rules-api.module.js';
import { WebhooksApiModule } from './modules/webhooks/api/webhooks-api.module.js';
import { TransitionsApiModule } from './modules/transitions/api/transitions-api.module.js';
import { StatementsApiModule } from './modules/statements/api/statements-api.module.js';
import { AppModule, type AppSettings } from './app.module.js';
import type { Database } from './platform/database/database.js';
import { GraphqlModule } from './platform/graphql/graphql.module.js';
import { HealthController } from './platform/health.controller.js';
import { FollowModule } from './platform/follow/follow.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { MetricsModule } from './platform/metrics/metrics.module.js';
import { RecipesModule } from './platform/web/recipes/recipes.module.js';

/** What is served: the application with the API over it, and the recipes of its page. Apart from the application, so that commands and workers load none of it. */
@Module({})
export class ApiModule {
  static over(database: Database, settings: AppSettings = {}): DynamicModule {
    return {
      module: ApiModule,
      controllers: [HealthController],
      imports: [
        AppModule.over(database, settings),
        JobsModule,
        FollowModule,
        AccessApiModule,
        AuditApiModule,
        RulesApiModule,
        ParticipantsApiModule,
        DealsApiModule,
        ApprovalsApiModule,
        WebhooksApiModule,
        BookingsApiModule,
        EngagementApiModule,
        CalculationApiModule,
        LedgerApiModule,
        TransitionsApiModule,
        StatementsApiModule,
        DisputesApiModule,
        GraphqlModule,
        RecipesModule,
        MetricsModule.forRoot(settings.metricsToken),
      ],
    };
  }
}
