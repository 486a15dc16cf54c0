import { readCatalogue } from './opportunities/catalogue.js';
import { loadOpportunities } from './opportunities/load.js';
import { askMany, touchedIn, type Touched } from './opportunities/touch.js';
import { BENCH } from './company/actor.js';
import { figure, type Figure } from './steps/figures.js';
import { SIZES } from './steps/rounds.js';
import { BenchServer } from './steps/server.js';
import type { Database } from '../src/platform/database/database.js';
import { bookingLinesSql } from '../src/modules/calculation/lines/line-query.js';
import { lineFacts } from '../src/modules/calculation/lines/line-facts.js';

/** What a policy reads of what a booking came of, from nothing to all of it. */
const READS: Readonly<Record<string, readonly string[]>> = {
  none: [],
  opportunity: ['opportunity.seller', 'opportunity.kind'],
  stage: ['opportunity.stage', 'opportunity.in-stage-since'],
  transfer: ['transfer.date', 'request.reason', 'opportunity.stage-at-transfer'],
  activity: ['opportunity.last-engagement', 'account.last-activity'],
};

interface Measured {
  readonly seconds: ReadonlyMap<string, number[]>;
  readonly touched: Touched[];
}

/**
 * How much longer the lines of a calculation take to be read where policies read the opportunities, requests and activities that bookings came of, and how long
 * it takes to find and read what is decided again.
 */
export async function benchOpportunities(size: string, rounds: number): Promise<Figure[]> {
  const say = (line: string): void => void process.stderr.write(`${size} ${line}\n`);
  const bookings = SIZES[size] ?? 0;
  const server = await BenchServer.start(say);
  const measured = { seconds: new Map(Object.keys(READS).map((name) => [name, []])), touched: [] };
  try {
    await server.template('bench', (database) => loadOpportunities(database, bookings));
    await server.round('bench', async (database) => {
      for (let round = 1; round <= rounds; round += 1) await readAll(database, measured, say);
      await askMany(database, bookings);
      for (let round = 1; round <= rounds; round += 1) await touch(database, { measured, round, say });
    });
  } finally {
    await server.stop();
  }
  return figuresOf(size, measured);
}

async function readAll(
  database: Database,
  { seconds }: Measured,
  say: (line: string) => void,
): Promise<void> {
  for (const [name, facts] of Object.entries(READS)) {
    const took = await readingOf(database, facts);
    seconds.get(name)?.push(took);
    say(`${name} ${took.toFixed(2)} s`);
  }
}

async function touch(
  database: Database,
  { measured, round, say }: { measured: Measured; round: number; say: (line: string) => void },
): Promise<void> {
  const took = await touchedIn(database, round);
  measured.touched.push(took);
  const [trip, booking, batch] = [took.trip, took.booking, took.batch].map((each) => each.toFixed(1));
  say(`round trip ${trip} ms; one booking told ${booking} ms; 200 bookings read ${batch} ms`);
}

function figuresOf(size: string, { seconds, touched }: Measured): Figure[] {
  const of = (name: string, values: readonly number[]): Figure =>
    figure({ name: `opportunities-${name}`, size, target: null, higherIsBetter: false }, values);
  const bare = seconds.get('none') ?? [];
  const times = (took: readonly number[]): number[] => took.map((each, at) => each / (bare[at] ?? each));
  const trips = (one: 'booking' | 'batch'): number[] => touched.map((each) => each[one] / each.trip);
  const read = [...seconds].filter(([name]) => name !== 'none');
  return [
    ...read.map(([name, took]) => of(`${name}-times-none`, times(took))),
    of('touched-times-trip', trips('booking')),
    of('read-times-trip', trips('batch')),
  ];
}

/** Seconds in which PostgreSQL reads all lines in their order with these facts. */
async function readingOf(database: Database, names: readonly string[]): Promise<number> {
  return await database.reading(BENCH, async (tx) => {
    const [last] = await tx.query<{ position: string }>('select last_position() as position');
    const facts = lineFacts(names, readCatalogue(), new Set());
    const sql = bookingLinesSql(BigInt(last?.position ?? 0), facts);
    const [plan] = await tx.query<{ 'QUERY PLAN': readonly { 'Execution Time': number }[] }>(
      `explain (analyze, timing off, format json) ${sql}`,
    );
    return (plan?.['QUERY PLAN'][0]?.['Execution Time'] ?? 0) / 1000;
  });
}
