import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Module, type DynamicModule, type INestApplicationContext } from '@nestjs/common';
import { CalculationModule } from './modules/calculation/calculation.module.js';
import { WorkerLoop, type WorkerMessage } from './modules/calculation/worker-loop.service.js';
import { readConfig } from './platform/config.js';
import { Database } from './platform/database/database.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { givenUrls } from './platform/database/open.js';
import type { DatabaseUrls } from './platform/database/urls.js';
import { Logger } from './platform/process/logging.js';
import { Shutdown } from './platform/process/shutdown.js';
import { Refusal } from './platform/refusal.js';

@Module({})
class WorkerModule {
  static on(database: Database): DynamicModule {
    return { module: WorkerModule, imports: [DatabaseModule.forRoot(database), CalculationModule] };
  }
}

/** A worker of a database that is there already: `--calculation 7` works on that one and ends, otherwise it works until a signal. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { calculation: { type: 'string' } } });
  if (values.calculation !== undefined) return await workOn(BigInt(values.calculation));
  const config = readConfig(process.env);
  const logger = new Logger(config.KICKER_LOG_LEVEL);
  const urls = givenUrls(config);
  if (!urls)
    throw new Error('A worker needs DATABASE_URL: it works on a database that the service has started.');
  const context = await contextOn(urls);
  const loop = context.get(WorkerLoop);
  const shutdown = new Shutdown().listen();
  shutdown.add(() => context.close());
  shutdown.add(() => loop.stop());
  logger.log('The worker waits for calculations.');
  await loop.forever((error) => logger.error(error instanceof Error ? error : String(error)));
}

/** For the process that started this one, which gives the worker's login alone: there is no other to act with. */
async function workOn(calculation: bigint): Promise<void> {
  const orphaned = (): void => process.exit(1);
  process.once('disconnect', orphaned);
  const worker = process.env['DATABASE_WORKER_URL'];
  if (worker === undefined) throw new Error('A worker of one calculation needs DATABASE_WORKER_URL.');
  const context = await contextOn({ service: worker, worker, owner: undefined });
  try {
    await context.get(WorkerLoop).one(calculation, (progress) => say({ progress }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, hint } = error;
    await new Promise<void>((resolve) => say({ refusal: { code, message, hint } }, resolve));
    process.exitCode = 1;
  }
  await context.close();
  process.off('disconnect', orphaned);
  process.disconnect?.();
}

function say(message: WorkerMessage, sent: () => void = () => undefined): void {
  if (process.send) process.send(message, undefined, undefined, sent);
  else sent();
}

async function contextOn(urls: DatabaseUrls): Promise<INestApplicationContext> {
  const database = new Database(urls, { poolSize: 3 });
  return await NestFactory.createApplicationContext(WorkerModule.on(database), { logger: false });
}

await main().catch((error: unknown) => {
  new Logger().error(error instanceof Error ? error : String(error));
  process.exit(1);
});
