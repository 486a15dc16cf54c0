import type { ApprovalsService } from '../../src/modules/approvals/approvals.service.js';
import { EVERYTHING } from '../../src/platform/database/actor.js';
import type { Database } from '../../src/platform/database/database.js';
import type { Viewer } from '../../src/platform/identity/viewer.js';
import { BENCH } from '../company/actor.js';

/** Milliseconds of each act, in the order in which they came. */
export interface Decisions {
  readonly submit: readonly number[];
  readonly decide: readonly number[];
  /** A bare round trip: `select 1` in a transaction that is open already. */
  readonly roundTrip: readonly number[];
}

const milliseconds = async <T>(work: () => Promise<T>): Promise<{ took: number; result: T }> => {
  const started = performance.now();
  const result = await work();
  return { took: performance.now() - started, result };
};

/** Submits so many deals, one after the other, and approves the first open step of each; a bare round trip stands beside each. */
export async function decideDeals(
  database: Database,
  approvals: ApprovalsService,
  { deals, sellers }: { readonly deals: readonly string[]; readonly sellers: number },
): Promise<Decisions> {
  const [submit, decide, roundTrip]: [number[], number[], number[]] = [[], [], []];
  for (const [at, deal] of deals.entries()) {
    const seller = as(`seller-${Number(deal.slice(1)) % sellers}`);
    const submitted = await milliseconds(() => approvals.submit(seller, { deal, matrix: null, seen: null }));
    const { id: request, hash, steps } = submitted.result;
    const step = steps.findIndex(({ standing }) => standing === 'REQUESTED');
    const person = steps[step]?.people[0];
    if (person === undefined) throw new Error(`Nobody is asked for ${deal}.`);
    const asked = { request, step, decision: 'approve' as const, hash, reason: null };
    const decided = await milliseconds(() => approvals.decide(as(person), asked));
    const bare = await bareRoundTrip(database);
    // The first ones pay for code that has only just been loaded.
    if (at < WARM_UP) continue;
    submit.push(submitted.took);
    decide.push(decided.took);
    roundTrip.push(bare);
  }
  return { submit, decide, roundTrip };
}

/** How many decisions are made before any is counted. */
export const WARM_UP = 20;

async function bareRoundTrip(database: Database): Promise<number> {
  return await database.reading(BENCH, async (tx) => (await milliseconds(() => tx.query('select 1'))).took);
}

function as(participant: string): Viewer {
  return {
    id: participant,
    login: participant,
    name: participant,
    participant,
    roles: [],
    sight: EVERYTHING,
    may: () => true,
    sees: () => 'all',
  };
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of) / 100))] ?? Number.NaN;
}
