import 'reflect-metadata';
import { afterAll, beforeAll } from '@jest/globals';
import { Global, Module, type DynamicModule, type INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import request from 'supertest';
import { AppModule } from '../../../src/app.module.js';
import type { Database } from '../../../src/platform/database/database.js';
import { GraphqlModule } from '../../../src/platform/graphql/graphql.module.js';
import { FIELD_POLICIES } from '../../../src/platform/graphql/schema/field-policies.js';
import type { FieldRules } from '../../../src/platform/graphql/schema/guard-fields.js';
import { Gate } from '../../../src/platform/graphql/server/gate.js';
import type { Viewer } from '../../../src/platform/identity/viewer.js';
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

@Global()
@Module({})
class OpenGateModule {
  static for(viewer: Viewer): DynamicModule {
    return {
      module: OpenGateModule,
      providers: [{ provide: Gate, useValue: new OpenGate(viewer) }],
      exports: [Gate],
    };
  }
}

@Module({})
class TestModule {}

/** An answer of the API. */
export interface Answer {
  // Tests know what they asked for.
  readonly data: Record<string, unknown>;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** The API over a database, for one viewer. */
export class TestApi {
  private app: INestApplication | undefined;

  constructor(
    private readonly database: Database,
    private readonly viewer: Viewer,
  ) {}

  async start(): Promise<void> {
    const imports = [AppModule.over(this.database), OpenGateModule.for(this.viewer), GraphqlModule];
    this.app = await NestFactory.create({ module: TestModule, imports }, { logger: ['error'] });
    await this.app.init();
  }

  async stop(): Promise<void> {
    await this.app?.close();
  }

  get server(): INestApplication {
    if (!this.app) throw new Error('The API was not started.');
    return this.app;
  }

  /** Asks and answers whatever came. */
  async answer(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await request(this.server.getHttpServer()).post('/graphql').send({ query, variables });
    return response.body as Answer;
  }

  /** Asks and gives the data; fails with the errors when there are any. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.answer(query, variables);
    if (errors)
      throw new Error(
        errors.map(({ message, extensions }) => `${message} ${JSON.stringify(extensions)}`).join('\n'),
      );
    return data as T;
  }
}

/** The API over this test file's database, started before its tests and ended after them. */
export function testApi(database: Database, viewer: Viewer = ALL_SEEING): TestApi {
  const api = new TestApi(database, viewer);
  beforeAll(() => api.start());
  afterAll(() => api.stop());
  return api;
}
