import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import type { Environment } from '../../src/commands/environment.js';
import { bringUp } from '../../src/commands/system/bring-up.js';
import { DealCostsService } from '../../src/modules/approvals/cost/deal-costs.service.js';
import { AuditService } from '../../src/modules/audit/audit.service.js';
import { CalculationService } from '../../src/modules/calculation/calculation.service.js';
import { ChangesService } from '../../src/modules/calculation/changes.service.js';
import { EarningsService } from '../../src/modules/calculation/earnings.service.js';
import { LedgerService } from '../../src/modules/ledger/ledger.service.js';
import { StatementsService } from '../../src/modules/statements/statements.service.js';
import { readConfig } from '../../src/platform/config.js';
import { as } from '../support/approvals/offers.js';
import { testDatabase, testUrls } from '../support/database.js';
import { seeingAll } from '../support/actors/actor.js';

const ACTOR = seeingAll('tester');
const database = testDatabase();
let app: INestApplicationContext;
let environment: Environment;

beforeAll(async () => {
  app = await NestFactory.createApplicationContext(AppModule.over(database), { logger: ['error'] });
  const opened = { database, urls: testUrls(), own: undefined, applied: [], close: async () => undefined };
  environment = { app, config: readConfig({}), opened };
  await bringUp(environment, { sample: true });
}, 120_000);

afterAll(async () => app.close());

describe('the year of the sample company', () => {
  it('posts what is earned as now known, and nothing to a closed period', async () => {
    const { calculation } = await app.get(CalculationService).summary(ACTOR);
    const earnings = await app.get(EarningsService).earnings(ACTOR, { calculation });
    const earned = earnings.reduce((sum, { earning }) => sum + earning.amount, 0n);
    const posted = await database.inTransaction(ACTOR, (tx) => app.get(LedgerService).postedByPeriod(tx));
    const cents = posted.map(({ amount }) => BigInt(Math.round(Number(amount) * 100)));
    expect(cents.reduce((sum, each) => sum + each, 0n)).toBe(earned);
    expect(earned).toBeGreaterThan(100_000_00n);
    const late = posted.filter((period) => Number(period.late) !== 0).map(({ period }) => period);
    // A seller who left in August has no open period: what came late for them is off cycle.
    expect(late.sort()).toEqual(['2026-10', '2026-10-off-cycle', '2026-Q4']);
    expect((await app.get(LedgerService).verifyLedger(ACTOR)).checks.every(({ holds }) => holds)).toBe(true);
  });

  it('names a cause for everybody who is paid differently after the late bookings', async () => {
    const { differences } = await app.get(ChangesService).compare(ACTOR, 1n, 2n);
    expect(differences.length).toBeGreaterThan(50);
    expect(differences.filter(({ because }) => because.length === 0)).toEqual([]);
  });

  it('states what was late with its origin and its cause, and foots', async () => {
    const asked = { participant: 'west-ae-1', period: '2026-10' };
    const statement = await app.get(StatementsService).statement(ACTOR, asked);
    const [account] = statement.accounts;
    const earned = account?.earned ?? [];
    const late = earned.filter(({ origin }) => origin.name < '2026-10');
    expect(late.length).toBeGreaterThan(0);
    const causes = late.flatMap(({ lines }) => lines.map(({ cause }) => cause.length));
    expect(Math.min(...causes)).toBeGreaterThan(0);
    const moved = earned.reduce((sum, { cents }) => sum + cents, 0n);
    expect((account?.opening?.payable ?? 0n) + moved).toBe(account?.closing?.payable);
  });

  it('knows what each open deal would pay if it were booked', async () => {
    const asked = [1, 2, 3, 4, 5].map((number) => ({ deal: `q-${number}`, request: null }));
    const costs = await app.get(DealCostsService).seen(as(null), asked);
    expect([...costs.values()].map(({ unknown }) => unknown)).toEqual([null, null, null, null, null]);
    expect([...costs.values()].every(({ total }) => (total?.get('USD') ?? 0n) > 0n)).toBe(true);
  });

  it('is not repeated by another start', async () => {
    const before = await app.get(AuditService).lastPosition(ACTOR);
    await bringUp(environment, { sample: true });
    expect(await app.get(AuditService).lastPosition(ACTOR)).toBe(before);
  });
});
