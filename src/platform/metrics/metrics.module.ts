import { Module, type DynamicModule } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { METRICS_TOKEN } from './metrics-token.js';

/** How the service runs, for Prometheus. */
@Module({})
export class MetricsModule {
  static forRoot(token: string | undefined): DynamicModule {
    return {
      module: MetricsModule,
      controllers: [MetricsController],
      providers: [{ provide: METRICS_TOKEN, useValue: token }],
    };
  }
}
