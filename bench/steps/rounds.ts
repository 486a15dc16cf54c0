import { loadCompany } from '../company/load.js';
import { publishRules } from '../company/publish.js';
import type { Database } from '../../src/platform/database/database.js';
import type { DatabaseUrls } from '../../src/platform/database/urls.js';
import { BenchServer } from './server.js';

/** Bookings of the company, by the names of the sizes. */
export const SIZES: Readonly<Record<string, number>> = { '10k': 10_000, '100k': 100_000, '1M': 1_000_000 };

/** Measures one round; what is said stands behind the size and the number of the round. */
export type Measure<T> = (database: Database, urls: DatabaseUrls, say: (line: string) => void) => Promise<T>;

/** Makes the company of one size once, and measures each round on a fresh copy of it. */
export async function inRounds<T>(size: string, rounds: number, measure: Measure<T>): Promise<T[]> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await BenchServer.start(say);
  try {
    await server.template('bench', async (database) => {
      await publishRules(database);
      await loadCompany(database, SIZES[size] ?? 0);
    });
    const measured: T[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await server.round('bench', async (database, urls) => {
        measured.push(await measure(database, urls, (line) => say(`${size} round ${round}: ${line}`)));
      });
    }
    return measured;
  } finally {
    await server.stop();
  }
}
