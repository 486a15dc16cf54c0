import 'reflect-metadata';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { testDatabase, testUrls } from '../../../test/support/database.js';
import { AppModule } from '../../app.module.js';
import { readConfig } from '../../platform/config.js';
import { EnvironmentFault } from '../../platform/environment-fault.js';
import type { Environment } from '../environment.js';
import { importFrom } from '../facts/import.js';
import { OPERATOR } from '../output.js';
import { noSampleBecause } from './no-sample.js';
import { prepareStart } from './start.js';

const database = testDatabase();
const own = { folder: '.data', port: 54_329, state: 'new' } as const;
const rules = mkdtempSync(path.join(os.tmpdir(), 'kicker-rules-'));
let app: INestApplicationContext;
let said = '';

beforeAll(async () => {
  // Somebody's own documents: a catalogue, and nothing else yet.
  cpSync(path.join('library', 'facts.yaml'), path.join(rules, 'facts.yaml'));
  app = await NestFactory.createApplicationContext(AppModule.over(database), { logger: ['error'] });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
}, 60_000);
afterAll(async () => {
  jest.restoreAllMocks();
  rmSync(rules, { recursive: true });
  await app.close();
});

const environment = (folder: string, server: typeof own | null = own): Environment => {
  const config = readConfig({ KICKER_RULES_DIR: folder });
  const opened = {
    database,
    urls: testUrls(),
    own: server ?? undefined,
    applied: [],
    close: async () => undefined,
  };
  return { app, config, opened };
};

async function start(sample?: boolean): Promise<string> {
  said = '';
  await prepareStart(environment(rules), { sample });
  return said;
}

const counted = async (): Promise<unknown> =>
  await database.inTransaction({ id: 'tester' }, (tx) =>
    tx.query(
      'select (select count(*) from participant)::int as people, (select count(*) from booking_line)::int as bookings',
    ),
  );

describe('the sample company', () => {
  it('comes with the rules and the database of Kicker alone', () => {
    expect(noSampleBecause(environment('rules'))).toBeNull();
    expect(noSampleBecause(environment(`${path.resolve('rules')}/`))).toBeNull();
    expect(noSampleBecause(environment('rules', null))).toMatch(/^DATABASE_URL/);
    expect(noSampleBecause(environment(rules))).toMatch(/^KICKER_RULES_DIR/);
  });

  it('is not loaded into rules of one’s own: a start publishes them, and says how facts come in', async () => {
    const text = await start();
    expect(text).toContain(`published the documents of ${rules}`);
    expect(text).toContain(
      'the sample company was not loaded, because KICKER_RULES_DIR is a folder of your own',
    );
    expect(text).toContain('kicker import participants');
    expect(text).toContain('npm start -- --sample');
    expect(await counted()).toEqual([{ people: 0, bookings: 0 }]);
  });

  it('that is asked for is not loaded by half where the rules lack its plans', async () => {
    await expect(start(true)).rejects.toThrow(EnvironmentFault);
    await expect(start(true)).rejects.toThrow(/was not loaded: .*lack: vice-president, regional-manager/);
    expect(await counted()).toEqual([{ people: 0, bookings: 0 }]);
    expect(await start()).toContain('the sample company was not loaded');
  });

  it('is not spoken of any more once facts of one’s own are there', async () => {
    const file = path.join(rules, 'participants.csv');
    writeFileSync(file, 'participant,name\np-1,Ana\n');
    await importFrom(environment(rules), { kind: 'participants', file, source: 'hr' });
    expect(await start()).toBe('');
  });

  it('that an earlier start loaded is told of, and how to begin without it', async () => {
    const earlier = { action: 'sample.begin', subject: 'sample company' };
    await database.change(OPERATOR, earlier, async () => ({ result: undefined }));
    expect(await start()).toMatch(/from an earlier start: .*KICKER_DATA_DIR/);
  });
});
