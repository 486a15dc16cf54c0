import path from 'node:path';
import type { INestApplication, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { readConfig, type Config } from '../platform/config.js';
import { projectRoot } from '../platform/project-root.js';
import { serveWeb } from '../platform/web/serve-web.js';
import { openDatabase, type OpenDatabase } from '../platform/database/open.js';

/** What a command works with: the services, the configuration, and where the database is. */
export interface Environment<App extends INestApplicationContext = INestApplicationContext> {
  readonly app: App;
  readonly config: Config;
  readonly opened: OpenDatabase;
}

const NEST = { logger: ['error', 'warn'], abortOnError: false } as const;

/** A line for the person at the terminal; standard error, so that answers can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Opens the database and the services, lets the command work, and closes both whatever happens. */
export async function withEnvironment<T>(work: (environment: Environment) => Promise<T>): Promise<T> {
  const environment = await openEnvironment((module) =>
    NestFactory.createApplicationContext(module, { ...NEST, logger: [...NEST.logger] }),
  );
  try {
    return await work(environment);
  } finally {
    await closeEnvironment(environment);
  }
}

/** The same services behind an HTTP server that does not listen yet, and the pages before them. */
export async function openServer(): Promise<Environment<INestApplication>> {
  const environment = await openEnvironment((module) =>
    NestFactory.create(module, { ...NEST, logger: [...NEST.logger] }),
  );
  serveWeb(environment.app, { folder: path.join(projectRoot(), 'dist', 'web') });
  return environment;
}

/** Ends the services, then leaves the database. */
export async function closeEnvironment({ app, opened }: Environment): Promise<void> {
  await app.close();
  await opened.close();
}

async function openEnvironment<App extends INestApplicationContext>(
  create: (module: ReturnType<typeof AppModule.over>) => Promise<App>,
): Promise<Environment<App>> {
  const config = readConfig(process.env);
  const opened = await openDatabase(config, say);
  try {
    return { app: await create(AppModule.over(opened.database)), config, opened };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
