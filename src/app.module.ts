import { Module, type DynamicModule } from '@nestjs/common';
import { AccessModule, type AccessSettings } from './modules/access/access.module.js';
import { AccountsModule } from './modules/accounts/accounts.module.js';
import { AuditModule } from './modules/audit/audit.module.js';
import { BookingsModule } from './modules/bookings/bookings.module.js';
import { CalculationModule } from './modules/calculation/calculation.module.js';
import { ApprovalsModule } from './modules/approvals/approvals.module.js';
import { DealsModule } from './modules/deals/deals.module.js';
import { EngagementModule } from './modules/engagement/engagement.module.js';
import { DisputesModule } from './modules/disputes/disputes.module.js';
import { LedgerModule } from './modules/ledger/ledger.module.js';
import { ParticipantsModule } from './modules/participants/participants.module.js';
import { RulesModule } from './modules/rules/rules.module.js';
import { WebhooksModule } from './modules/webhooks/webhooks.module.js';
import { TransitionsModule } from './modules/transitions/transitions.module.js';
import { StatementsModule } from './modules/statements/statements.module.js';
import type { Database } from './platform/database/database.js';
import { DatabaseModule } from './platform/database/database.module.js';

/** What the parts of the application are told of the configuration. */
export interface AppSettings {
  readonly access?: AccessSettings;
  /** With which Prometheus asks; without one only this machine may. */
  readonly metricsToken?: string | undefined;
}

/** The application: every module over one database. The command line and the service run the same. */
@Module({})
export class AppModule {
  static over(database: Database, { access }: AppSettings = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.forRoot(database),
        AuditModule,
        AccessModule.forRoot(access),
        RulesModule,
        ParticipantsModule,
        AccountsModule,
        DealsModule,
        ApprovalsModule,
        WebhooksModule,
        BookingsModule,
        EngagementModule,
        CalculationModule,
        LedgerModule,
        TransitionsModule,
        StatementsModule,
        DisputesModule,
      ],
    };
  }
}
