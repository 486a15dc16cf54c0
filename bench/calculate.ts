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
import { inRounds } from './steps/rounds.js';

interface Round {
  readonly ours: number;
  readonly limit: number;
  readonly sql: number;
  readonly megabytes: number;
}

/** Measures the calculation of one size against both baselines, each round on a fresh copy of the same database. */
export async function benchCalculate(size: string, rounds: number, workers: number): Promise<Figure[]> {
  const measured = await inRounds(size, rounds, async (database, urls, say) => {
    const ours = await calculateOnce(urls, workers);
    const megabytes = Math.max(ours.megabytes, await workerMemory(database, ours.calculation));
    const limit = await copyOutAndIn(database, [BOOKINGS], resultsOf(ours.calculation));
    const sql = await handWrittenSql(database);
    const wrong = await differences(database, ours.calculation);
    if (wrong.length > 0)
      throw new Error(`The calculation and bench/calculate.sql differ:\n${wrong.join('\n')}`);
    say(
      `ours ${ours.seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB; COPY ${limit.toFixed(2)} s; SQL ${sql.toFixed(2)} s`,
    );
    return { ours: ours.seconds, limit, sql, megabytes };
  });
  return figuresOf(size, workers, measured);
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
