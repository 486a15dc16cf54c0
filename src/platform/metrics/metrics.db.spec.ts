import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import type { INestApplication } from '@nestjs/common';
import request from 'supertest';
import { testApi } from '../../../test/support/api/api.js';
import { testDatabase } from '../../../test/support/database.js';
import { MetricsModule } from './metrics.module.js';

const api = testApi(testDatabase());

async function withToken<T>(
  token: string | undefined,
  work: (app: INestApplication) => Promise<T>,
): Promise<T> {
  const module = await Test.createTestingModule({ imports: [MetricsModule.forRoot(token)] }).compile();
  const app = module.createNestApplication({ logger: false });
  await app.init();
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

describe('/metrics', () => {
  it('counts requests by kind and outcome, and tells no name, document or amount', async () => {
    await api.ask('{ me { login } }');
    await api.answer('{ earning(id: "ern_1_secret") { id } }');
    const { status, text } = await request(api.server.getHttpServer()).get('/metrics');
    expect(status).toBe(200);
    expect(text).toMatch(/kicker_graphql_seconds_count\{kind="query",outcome="ok"\} [1-9]/);
    expect(text).toMatch(/kicker_graphql_seconds_count\{kind="query",outcome="NOT_FOUND"\} [1-9]/);
    expect(text).toContain('kicker_process_resident_memory_bytes');
    expect(text).not.toMatch(/secret|tester/);
  });

  it('is there for the token of the configuration, and otherwise for this machine alone', async () => {
    await withToken('a-token-of-sixteen', async (app) => {
      const ask = (header?: string): request.Test =>
        header === undefined
          ? request(app.getHttpServer()).get('/metrics')
          : request(app.getHttpServer()).get('/metrics').set('authorization', header);
      expect((await ask()).status).toBe(404);
      expect((await ask('Bearer another-token-of-it')).status).toBe(404);
      expect((await ask('Bearer a-token-of-sixteen')).status).toBe(200);
    });
    await withToken(undefined, async (app) => {
      const forwarded = request(app.getHttpServer()).get('/metrics').set('x-forwarded-for', '203.0.113.9');
      expect((await forwarded).status).toBe(404);
    });
  });
});
