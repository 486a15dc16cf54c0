import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/app.module.js';
import { bringUp } from '../../src/commands/system/bring-up.js';
import { AccessService, type Viewer } from '../../src/modules/access/access.service.js';
import { UsersService } from '../../src/modules/access/users.service.js';
import { CalculationService } from '../../src/modules/calculation/calculation.service.js';
import { EarningsService, type StoredEarning } from '../../src/modules/calculation/earnings.service.js';
import { StatementsService } from '../../src/modules/statements/statements.service.js';
import type { Actor } from '../../src/platform/database/actor.js';
import { readConfig } from '../../src/platform/config.js';
import { testDatabase, testUrls } from '../support/database.js';
import { COMMAND_LINE } from '../support/actors/access.js';

const database = testDatabase();
let app: INestApplicationContext;
let calculation = 0n;
let all: StoredEarning[] = [];

/** The sample company with its personas, as a first start makes them. */
beforeAll(async () => {
  const access = { demo: true, folder: '', publicUrl: undefined, trusted: undefined };
  app = await NestFactory.createApplicationContext(AppModule.over(database, { access }), {
    logger: ['error'],
  });
  const opened = { database, urls: testUrls(), own: undefined, applied: [], close: async () => undefined };
  await bringUp({ app, config: readConfig({}), opened }, { sample: true });
  calculation = (await app.get(CalculationService).summary(COMMAND_LINE)).calculation;
  all = await app.get(EarningsService).earnings(COMMAND_LINE, { calculation });
}, 120_000);
afterAll(async () => app.close());

async function persona(login: string): Promise<Viewer> {
  const viewer = await app.get(AccessService).viewer(await app.get(UsersService).idOf(login));
  if (!viewer) throw new Error(`${login} is not there`);
  return viewer;
}

const earnings = (actor: Actor, participant?: string): Promise<StoredEarning[]> =>
  app
    .get(EarningsService)
    .earnings(actor, { calculation, ...(participant === undefined ? {} : { participant }) });
const who = (of: readonly StoredEarning[]): string[] =>
  [...new Set(of.map(({ earning }) => earning.participant))].sort();
const statement = (actor: Actor, participant: string) =>
  app.get(StatementsService).statement(actor, { participant, period: '2026-08' });

describe('pay in the sample company', () => {
  it.each(['comp-admin', 'finance', 'auditor'])('is seen whole by %s', async (login) => {
    expect(await earnings(await persona(login))).toEqual(all);
  });

  it('is seen by a rep where it is their own, to the cent and the line, and nowhere else', async () => {
    const rep = await persona('rep');
    const own = all.filter(({ earning }) => earning.participant === 'west-ae-1');
    expect(own.length).toBeGreaterThan(3);
    expect(await earnings(rep)).toEqual(own);
    expect(await earnings(rep, 'west-ae-2')).toEqual([]);
    expect(await statement(rep, 'west-ae-1')).toEqual(await statement(COMMAND_LINE, 'west-ae-1'));
    for (const { id } of own) {
      const [mine, known] = [rep, COMMAND_LINE].map((actor) =>
        app.get(EarningsService).explainable(actor, calculation, id),
      );
      expect(await mine).toEqual(await known);
    }
  });

  it('of somebody else is to a rep as if it were not there', async () => {
    const rep = await persona('rep');
    const other = all.find(({ earning }) => earning.participant === 'west-ae-2');
    const explain = (id: string) => app.get(EarningsService).explainable(rep, calculation, id);
    const absent = '00000000-0000-4000-8000-000000000000';
    const said = async (asked: Promise<unknown>): Promise<string> =>
      await asked.then(
        () => 'answered',
        (error: Error) => error.message.replaceAll(/[0-9a-f-]{36}|west-ae-2|nobody/g, '…'),
      );
    expect(await said(explain(other?.id ?? ''))).toBe(await said(explain(absent)));
    expect(await said(statement(rep, 'west-ae-2'))).toBe(await said(statement(rep, 'nobody')));
    expect(await said(statement(rep, 'west-ae-2'))).toMatch(/There is no participant/);
  });

  it('is seen by a manager for the days of the team', async () => {
    const manager = await persona('manager');
    const seen = await earnings(manager);
    const west = all.filter(
      ({ earning: { participant, period } }) =>
        participant.startsWith('west-') && (participant !== 'west-ae-3' || period.name < '2026-07'),
    );
    const months = (of: readonly StoredEarning[]): string[] =>
      of
        .filter(({ earning }) => earning.participant === 'west-ae-3')
        .map(({ earning }) => earning.period.name);
    expect(who(seen)).toEqual(who(west));
    expect(months(seen)).not.toEqual(months(all));
    expect(months(seen)).toEqual(months(all).filter((name) => name < '2026-07' && !/Q[34]/.test(name)));
    expect(await statement(manager, 'west-ae-1')).toEqual(await statement(COMMAND_LINE, 'west-ae-1'));
    await expect(statement(manager, 'east-ae-1')).rejects.toMatchObject({ code: 'PARTICIPANT_UNKNOWN' });
  });

  it('is not seen by a system admin, and nobody who sees a part calculates', async () => {
    expect(await earnings(await persona('system-admin'))).toEqual([]);
    for (const login of ['rep', 'manager', 'system-admin'])
      await expect(app.get(CalculationService).calculate(await persona(login))).rejects.toThrow(
        'does not see everything',
      );
  });
});
