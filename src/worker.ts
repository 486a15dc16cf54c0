import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule } from '@nestjs/common';
import { CalculationModule } from './modules/calculation/calculation.module.js';
import { WorkerLoop } from './modules/calculation/worker-loop.service.js';
import { readConfig } from './platform/config.js';
import { Database } from './platform/database/database.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { givenUrls } from './platform/database/open.js';
import { Logger } from './platform/process/logging.js';
import { Shutdown } from './platform/process/shutdown.js';

@Module({})
class WorkerModule {
  static on(database: Database): DynamicModule {
    return { module: WorkerModule, imports: [DatabaseModule.forRoot(database), CalculationModule] };
  }
}

/** A worker of a database that is there already: `--calculation 7` works on that one and ends, otherwise it works until a signal. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { calculation: { type: 'string' } } });
  const config = readConfig(process.env);
  const logger = new Logger(config.KICKER_LOG_LEVEL);
  const urls = givenUrls(config);
  if (!urls)
    throw new Error('A worker needs DATABASE_URL: it works on a database that the service has started.');
  const context = await NestFactory.createApplicationContext(
    WorkerModule.on(new Database(urls, { poolSize: 3 })),
    { logger: false },
  );
  const loop = context.get(WorkerLoop);
  if (values.calculation !== undefined) {
    process.once('disconnect', () => process.exit(1));
    await loop.one(BigInt(values.calculation), (progress) => process.send?.({ progress }));
    await context.close();
    process.disconnect?.();
    return;
  }
  const shutdown = new Shutdown().listen();
  shutdown.add(() => context.close());
  shutdown.add(() => loop.stop());
  logger.log('The worker waits for calculations.');
  await loop.forever((error) => logger.error(error instanceof Error ? error : String(error)));
}

await main().catch((error: unknown) => {
  new Logger().error(error instanceof Error ? error : String(error));
  process.exit(1);
});
