import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CalculationModule } from '../../src/modules/calculation/calculation.module.js';
import { CalculationService } from '../../src/modules/calculation/calculation.service.js';
import { readConfig } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { BENCH } from '../company/actor.js';
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
const steps = new Map<string, number>();
const { summary } = await context.get(CalculationService).calculate(BENCH, {
  workers: Number(process.argv[2] ?? 1),
  onProgress: ({ step }) => void steps.set(step, (performance.now() - started) / 1000),
});
const seconds = (performance.now() - started) / 1000;
const ends = [...steps].map(([step, at]) => `${step} until ${at.toFixed(2)} s`).join(', ');
process.stderr.write(`  ${ends}; digest ${summary.digest}\n`);
await context.close();
process.send?.({
  seconds,
  megabytes: process.resourceUsage().maxRSS / 1024,
  calculation: summary.calculation.toString(),
});
process.disconnect?.();
