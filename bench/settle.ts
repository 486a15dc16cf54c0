import type { Database } from '../src/platform/database/database.js';
import type { DatabaseUrls } from '../src/platform/database/urls.js';
import { amendBookings } from './company/load.js';
import { publishRules, raiseRates } from './company/publish.js';
import { copyOutAndIn } from './steps/baselines.js';
import { figure, type Figure } from './steps/figures.js';
import { calculateOnce, settleOnce } from './steps/ours.js';
import { inRounds, SIZES } from './steps/rounds.js';

/** One settlement beside the time in which the same lines are copied out and in. */
interface Measured {
  readonly seconds: number;
  readonly limit: number;
  readonly megabytes: number;
}

interface Round {
  readonly first: Measured;
  readonly change: Measured;
}

const STEPS = ['first', 'change'] as const;

/**
 * Measures settling: a first calculation, and one after a change of all that was posted (every rate is raised and every tenth booking amended).
 * Each round is on a fresh copy of the same database, and the ledger is added up after each settlement.
 */
export async function benchSettle(size: string, rounds: number): Promise<Figure[]> {
  const measured = await inRounds(size, rounds, async (database, urls, say): Promise<Round> => {
    const first = await settleNext(database, urls);
    await publishRules(database, raiseRates);
    await amendBookings(database, SIZES[size] ?? 0);
    const change = await settleNext(database, urls);
    for (const [step, { seconds, megabytes, limit, lines }] of Object.entries({ first, change }))
      say(
        `${step}, ${lines} lines: ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB; COPY ${limit.toFixed(2)} s`,
      );
    return { first, change };
  });
  return STEPS.flatMap((step) =>
    figuresOf(
      size,
      step,
      measured.map((round) => round[step]),
    ),
  );
}

/** Calculates, and settles that. The baseline copies what the calculation earns and what stood posted out, and what was posted in. */
async function settleNext(database: Database, urls: DatabaseUrls): Promise<Measured & { lines: number }> {
  const { calculation } = await calculateOnce(urls, 1);
  const { entry, ...ours } = await settleOnce(urls, calculation);
  const earned = `select booking_line, tier, rate, amount, exact_amount from calculation_data.earning_line_${calculation}`;
  const posted = `select booking_line, tier, rate, change, exact_change from ledger_line where entry < ${entry}`;
  const written = { table: 'ledger_line', sql: `select * from ledger_line where entry = ${entry}` };
  return { ...ours, limit: await copyOutAndIn(database, [earned, posted], [written]) };
}

function figuresOf(size: string, step: (typeof STEPS)[number], rounds: readonly Measured[]): Figure[] {
  const of = (what: Pick<Figure, 'name' | 'target'>, value: (round: Measured) => number): Figure =>
    figure(
      { name: `settle-${step}-${what.name}`, target: what.target, higherIsBetter: false, size },
      rounds.map(value),
    );
  return [
    of({ name: 'times-copy', target: null }, ({ seconds, limit }) => seconds / limit),
    of({ name: 'megabytes', target: 512 }, ({ megabytes }) => megabytes),
  ];
}
