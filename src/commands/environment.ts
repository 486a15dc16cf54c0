import path from 'node:path';
import type { INestApplication, INestApplicationContext } from '@nestjs/common';
import type { AppModule } from '../app.module.js';
import type { AccessSettings } from '../modules/access/access.module.js';
import { readConfig, type Config } from '../platform/config.js';
import { projectRoot } from '../platform/project-root.js';
import { setUpHttp } from '../platform/http/set-up-http.js';
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
  // What needs no database, such as `kicker check`, loads none of the services: they would cost it half a second.
  const { AppModule } = await import('../app.module.js');
  const environment = await openEnvironment(async (module) => {
    const { NestFactory } = await import('@nestjs/core');
    return await NestFactory.createApplicationContext(module, { ...NEST, logger: [...NEST.logger] });
  }, AppModule.over);
  try {
    return await work(environment);
  } finally {
    await closeEnvironment(environment);
  }
}

/** The same services behind an HTTP server that does not listen yet, and the pages before them. */
export async function openServer(): Promise<Environment<INestApplication>> {
  // Commands load none of the API: it would cost each of them a second.
  const { ApiModule } = await import('../api.module.js');
  const { NestFactory } = await import('@nestjs/core');
  return await openEnvironment(async (module) => {
    const app = await NestFactory.create(module, { ...NEST, logger: [...NEST.logger], bodyParser: false });
    serveWeb(app, { folder: path.join(projectRoot(), 'dist', 'web') });
    setUpHttp(app);
    return app;
  }, ApiModule.over);
}

/** Ends the services, then leaves the database. */
export async function closeEnvironment({ app, opened }: Environment): Promise<void> {
  await app.close();
  await opened.close();
}

async function openEnvironment<App extends INestApplicationContext>(
  create: (module: ReturnType<typeof AppModule.over>) => Promise<App>,
  compose: typeof AppModule.over,
): Promise<Environment<App>> {
  const config = readConfig(process.env);
  const opened = await openDatabase(config, say);
  try {
    const module = compose(opened.database, {
      access: accessOf(config, opened),
      metricsToken: config.KICKER_METRICS_TOKEN,
    });
    return { app: await create(module), config, opened };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** How people sign in, as the configuration says; the key of our own issuer lies with the data. */
function accessOf(config: Config, { own }: OpenDatabase): AccessSettings {
  const { KICKER_TOKEN_ISSUER: issuer, KICKER_TOKEN_AUDIENCE: audience, KICKER_TOKEN_KEYS: keys } = config;
  return {
    demo: config.KICKER_DEMO === 'on',
    folder: own?.folder ?? config.KICKER_DATA_DIR,
    publicUrl: config.KICKER_PUBLIC_URL,
    trusted:
      issuer !== undefined && audience !== undefined && keys !== undefined
        ? { issuer, audience, keys }
        : undefined,
  };
}
