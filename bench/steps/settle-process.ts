import { BENCH } from '../company/actor.js';
import 'reflect-metadata';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { LedgerModule } from '../../src/modules/ledger/ledger.module.js';
import { LedgerService } from '../../src/modules/ledger/ledger.service.js';
import { readConfig } from '../../src/platform/config.js';
import { Database } from '../../src/platform/database/database.js';
import { DatabaseModule } from '../../src/platform/database/database.module.js';
import { givenUrls } from '../../src/platform/database/open.js';

@Module({})
class Bench {
  static on(database: Database): DynamicModule {
    return { module: Bench, imports: [DatabaseModule.forRoot(database), LedgerModule] };
  }
}

const urls = givenUrls(readConfig(process.env));
if (!urls) throw new Error('DATABASE_URL is missing.');
const database = new Database(urls);
const context = await NestFactory.createApplicationContext(Bench.on(database), { logger: false });
const started = performance.now();
const { lines, identity } = await context.get(LedgerService).settle(BENCH, BigInt(process.argv[2] ?? 0));
const seconds = (performance.now() - started) / 1000;
const megabytes = process.resourceUsage().maxRSS / 1024;
const { checks } = await context.get(LedgerService).verifyLedger(BENCH);
const broken = checks.filter(({ holds }) => !holds).map(({ check }) => check);
if (broken.length > 0) throw new Error(`The ledger does not hold: ${broken.join('; ')}`);
const entry = await database.asOwner(async (tx) => {
  const sql = 'select entry from settlement where identity = $1';
  return (await tx.query<{ entry: string }>(sql, [identity]))[0]?.entry;
});
await context.close();
process.send?.({ seconds, megabytes, lines, entry });
process.disconnect?.();
