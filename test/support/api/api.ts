import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import request from 'supertest';
import { ApiModule } from '../../../src/api.module.js';
import { DemoService } from '../../../src/modules/access/demo.service.js';
import type { Database } from '../../../src/platform/database/database.js';
import { FIELD_POLICIES } from '../../../src/platform/graphql/schema/field-policies.js';
import type { FieldRules } from '../../../src/platform/graphql/schema/guard-fields.js';
import { Gate } from '../../../src/platform/graphql/server/gate.js';
import { setUpHttp } from '../../../src/platform/http/set-up-http.js';
import type { Viewer } from '../../../src/platform/identity/viewer.js';
import { seeingAll } from '../actors/actor.js';
import { ALL_SEEING } from './viewers.js';

/** Lets one viewer in, whoever asks. */
class OpenGate extends Gate {
  readonly rules = Object.fromEntries(
    FIELD_POLICIES.map((policy) => [policy, () => true]),
  ) as unknown as FieldRules;

  constructor(private readonly viewer: Viewer) {
    super();
  }

  authenticate(): Promise<Viewer> {
    return Promise.resolve(this.viewer);
  }

  again(): Promise<Viewer> {
    return Promise.resolve(this.viewer);
  }
}

/** An answer of the API; tests know what they asked for. */
export interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: string[]; extensions: Record<string, unknown> }[];
}

/** The API over a database. */
export class TestApi {
  private app: INestApplication | undefined;

  constructor(private readonly make: () => Promise<INestApplication>) {}

  async start(): Promise<void> {
    this.app = await this.make();
    await this.app.init();
  }

  async stop(): Promise<void> {
    await this.app?.close();
  }

  get server(): INestApplication {
    if (!this.app) throw new Error('The API was not started.');
    return this.app;
  }

  /** Asks and answers whatever came; as somebody when a token is given. */
  async answer(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<Answer> {
    const asked = request(this.server.getHttpServer()).post('/graphql').send({ query, variables });
    const response = await (token === undefined ? asked : asked.set('authorization', `Bearer ${token}`));
    return response.body as Answer;
  }

  /** Asks and gives the data; fails with the errors when there are any. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}, token?: string): Promise<T> {
    const { data, errors } = await this.answer(query, variables, token);
    if (errors)
      throw new Error(
        errors.map(({ message, extensions }) => `${message} ${JSON.stringify(extensions)}`).join('\n'),
      );
    return data as T;
  }
}

function served(module: TestingModule): INestApplication {
  const app = module.createNestApplication({ logger: ['error'], bodyParser: false });
  setUpHttp(app);
  return app;
}

/** The API over this test file's database for one viewer, started before its tests and ended after them. */
export function testApi(database: Database, viewer: Viewer = ALL_SEEING): TestApi {
  const api = new TestApi(async () => {
    const module = await Test.createTestingModule({ imports: [ApiModule.over(database)] })
      .overrideProvider(Gate)
      .useValue(new OpenGate(viewer))
      .compile();
    return served(module);
  });
  beforeAll(() => api.start());
  afterAll(() => api.stop());
  return api;
}

/** The API as it is served in demo mode, asked by its personas. */
export class PersonaApi extends TestApi {
  private readonly tokens = new Map<string, string>();

  async answerAs(login: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return await this.answer(query, variables, await this.token(login));
  }

  async askAs<T>(login: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    return await this.ask<T>(query, variables, await this.token(login));
  }

  async token(login: string): Promise<string> {
    const known = this.tokens.get(login) ?? (await this.server.get(DemoService).token(login));
    this.tokens.set(login, known);
    return known;
  }
}

/** The API as served in demo mode over this test file's database, its personas made. */
export function personaApi(database: Database): PersonaApi {
  const folder = mkdtempSync(path.join(tmpdir(), 'kicker-demo-'));
  const settings = { demo: true, folder, publicUrl: undefined, trusted: undefined };
  const api = new PersonaApi(async () => {
    const module = await Test.createTestingModule({
      imports: [ApiModule.over(database, { access: settings })],
    }).compile();
    return served(module);
  });
  beforeAll(async () => {
    await api.start();
    await api.server.get(DemoService).createPersonas(seeingAll('command-line'));
  });
  afterAll(async () => {
    await api.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return api;
}
