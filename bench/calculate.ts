import { loadCompany } from './company/load.js';
import { publishRules } from './company/publish.js';
import {
  BOOKINGS,
  copyOutAndIn,
  differences,
  handWrittenSql,
  resultsOf,
  workerMemory,
} from './steps/baselines.js';
import { figure, type Figure } from './steps/figures.js';
import { calculateOnce } from './steps/ours.js';
import { BenchServer } from './steps/server.js';

export const SIZES: Readonly<Record<string, number>> = { '10k': 10_000, '100k': 100_000, '1M': 1_000_000 };

interface Round {
  readonly ours: number;
  readonly limit: number;
  readonly sql: number;
  readonly megabytes: number;
}

/** Measures the calculation of one size against both baselines, each round on a fresh copy of the same database. */
export async function benchCalculate(size: string, rounds: number, workers: number): Promise<Figure[]> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const server = await BenchServer.start(say);
  try {
    await server.template('bench', async (database) => {
      await publishRules(database);
      await loadCompany(database, SIZES[size] ?? 0);
    });
    const measured: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await server.round('bench', async (database, urls) => {
        const ours = await calculateOnce(urls, workers);
        const megabytes = Math.max(ours.megabytes, await workerMemory(database, ours.calculation));
        const limit = await copyOutAndIn(database, [BOOKINGS], resultsOf(ours.calculation));
        const sql = await handWrittenSql(database);
        const wrong = await differences(database, ours.calculation);
        if (wrong.length > 0)
          throw new Error(`The calculation and bench/calculate.sql differ:\n${wrong.join('\n')}`);
        say(
          `${size} round ${round}: ours ${ours.seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB; COPY ${limit.toFixed(2)} s; SQL ${sql.toFixed(2)} s`,
        );
        measured.push({ ours: ours.seconds, limit, sql, megabytes });
      });
    }
    return figuresOf(size, workers, measured);
  } finally {
    await server.stop();
  }
}

function figuresOf(size: string, workers: number, rounds: readonly Round[]): Figure[] {
  const suffix = workers === 1 ? '' : `-${workers}-workers`;
  const of = (what: Omit<Figure, 'figure' | 'spread' | 'size'>, value: (round: Round) => number): Figure =>
    figure({ ...what, name: `calculate-${what.name}${suffix}`, size }, rounds.map(value));
  return [
    of({ name: 'times-copy', target: null, higherIsBetter: false }, (round) => round.ours / round.limit),
    of({ name: 'faster-than-sql', target: null, higherIsBetter: true }, (round) => round.sql / round.ours),
    of({ name: 'megabytes', target: 512, higherIsBetter: false }, (round) => round.megabytes),
  ];
}
