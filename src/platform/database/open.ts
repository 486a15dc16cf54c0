import type { Config } from '../config.js';
import { Database } from './database.js';
import { startEmbedded } from './embedded/start.js';
import { deriveWorkerUrl } from './schema/logins.js';
import { checkSchema, migrate } from './schema/migrate.js';
import type { DatabaseUrls } from './urls.js';

/** A database that is there and migrated, and the way to leave it. */
export interface OpenDatabase {
  readonly database: Database;
  readonly urls: DatabaseUrls;
  /** Whether it is a PostgreSQL of our own, and where its data is. */
  readonly own:
    | { readonly folder: string; readonly port: number; readonly state: 'new' | 'started' | 'adopted' }
    | undefined;
  /** Names of the migrations that ran now. */
  readonly applied: readonly string[];
  /** Closes the connections; then leaves the PostgreSQL of our own, which ends with its last user. */
  close(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own, or uses the one of the configuration; migrates where the owner's address is known, and otherwise
 * refuses a schema that is not this version's. `say` hears what a person should know.
 */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenDatabase> {
  const given = givenUrls(config);
  if (given) return await open(given, config, { own: undefined, stop: async () => undefined });
  const server = await startEmbedded({
    dataDir: config.KICKER_DATA_DIR,
    port: config.KICKER_DATABASE_PORT,
    say,
  });
  const { folder, port, state } = server;
  return await open(server.urls, config, { own: { folder, port, state }, stop: () => server.stop() });
}

/** The addresses of the configuration, or undefined where Kicker runs a PostgreSQL of its own. */
export function givenUrls(config: Config): DatabaseUrls | undefined {
  if (config.DATABASE_URL === undefined) return undefined;
  const owner = config.DATABASE_OWNER_URL;
  const worker = config.DATABASE_WORKER_URL ?? (owner === undefined ? '' : deriveWorkerUrl(owner));
  return { service: config.DATABASE_URL, worker, owner };
}

async function open(
  urls: DatabaseUrls,
  config: Config,
  server: Pick<OpenDatabase, 'own'> & { stop(): Promise<void> },
): Promise<OpenDatabase> {
  const database = new Database(urls, { poolSize: config.KICKER_POOL_SIZE });
  const close = async (): Promise<void> => {
    await database.close();
    await server.stop();
  };
  try {
    const applied =
      urls.owner === undefined ? await checkSchema(urls.service) : (await migrate(urls)).applied;
    return { database, urls, own: server.own, applied, close };
  } catch (error) {
    await close();
    throw error;
  }
}
