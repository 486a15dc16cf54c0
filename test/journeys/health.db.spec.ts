import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import request from 'supertest';
import { ApiModule } from '../../src/api.module.js';
import { testUrls } from '../support/database.js';
import { Database } from '../../src/platform/database/database.js';

const database = new Database(testUrls(), { patience: 1_000 });
let app: INestApplication;

function ask(of: INestApplication, path: string): Promise<request.Response> {
  return request(of.getHttpServer()).get(path);
}

beforeAll(async () => {
  app = await NestFactory.create(ApiModule.over(database), { logger: false });
  await app.init();
});

afterAll(async () => app.close());

describe('what a supervisor asks', () => {
  it('says that the process lives and the database answers', async () => {
    const [alive, ready] = [await ask(app, '/healthz'), await ask(app, '/readyz')];
    expect([alive.status, alive.body]).toEqual([200, { status: 'ok' }]);
    expect([ready.status, ready.body]).toEqual([200, { status: 'ready' }]);
  });

  it('says that it cannot work without a database, and nothing about why', async () => {
    const nowhere = new Database(
      { ...testUrls(), service: 'postgres://a:secret@127.0.0.1:1/none' },
      { patience: 500 },
    );
    const alone = await NestFactory.create(ApiModule.over(nowhere), { logger: false });
    await alone.init();
    const answer = await ask(alone, '/readyz');
    expect(answer.status).toBe(503);
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|127\.0\.0\.1|ECONN/);
    expect((await ask(alone, '/healthz')).status).toBe(200);
    await alone.close();
  });
});
