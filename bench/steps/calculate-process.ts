import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CalculationModule } from '../../src/modules/calculation/calculation.module.js';
import { CalculationService } from '../../src/modules/calculation/calculation.service.js';
import { readConfig } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { givenUrls } from '../../src/platform/database/open.js';

@Module({})
class Bench {
  static on(database: Database): DynamicModule {
    return { module: Bench, imports: [DatabaseModule.forRoot(database), CalculationModule] };
  }
}

const urls = givenUrls(readConfig(process.env));
if (!urls) throw new Error('DATABASE_URL is missing.');
const context = await NestFactory.createApplicationContext(Bench.on(new Database(urls)), { logger: false });
const started = performance.now();
const { summary } = await context
  .get(CalculationService)
  .calculate({ id: 'bench' }, { workers: Number(process.argv[2] ?? 1) });
const seconds = (performance.now() - started) / 1000;
if (process.env['BENCH_VERBOSE'])
  process.stderr.write(`${JSON.stringify(summary.totals.periods)} ${summary.digest}\n`);
await context.close();
process.send?.({
  seconds,
  megabytes: process.resourceUsage().maxRSS / 1024,
  calculation: summary.calculation.toString(),
});
process.disconnect?.();
