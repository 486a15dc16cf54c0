import { expect } from '@jest/globals';
import fc from 'fast-check';
import { replay } from '../../../../src/engine/approvals/request/apply.js';
import type { RequestEvent } from '../../../../src/engine/approvals/request/events.js';
import type { Request } from '../../../../src/engine/approvals/request/state.js';
import { readRequests } from '../../../../src/modules/approvals/store/read-requests.js';
import type { Transaction } from '../../../../src/platform/database/transaction.js';
import { REFUSAL_CODES } from '../../../../src/platform/refusal-codes.js';
import { runs } from '../../properties/property-runs.js';
import { brokenInvariants } from '../../rules/request-invariants.js';
import { as, codeOf, offer, type Offers } from '../offers.js';

/** A deal that two of the desk must approve, its seller's manager, or the director after the manager. */
type Kind = keyof typeof TERMS;
const TERMS = {
  manager: { discount: '15%' },
  director: { discount: '25%' },
  desk: { discount: '5%', margin: '30%' },
} as const;

interface Row {
  readonly id: string;
  readonly standing: string;
  readonly revision: number;
  readonly steps: readonly string[];
}

/** Runs all at once, each after so many milliseconds, and gives what became of each: `done` or the code of its refusal. */
export async function race(
  delays: readonly number[],
  ...racers: readonly (() => Promise<unknown>)[]
): Promise<string[]> {
  const told = await Promise.all(
    racers.map(async (racer, at) => {
      await new Promise((resolve) => setTimeout(resolve, delays[at] ?? 0));
      return await codeOf(racer());
    }),
  );
  for (const code of told) expect(['done', ...Object.keys(REFUSAL_CODES)]).toContain(code);
  return told;
}

/** Tries a race as often as said, its starts apart by a few milliseconds this way or that. */
export async function interleaved(
  usual: number,
  run: (delays: readonly number[]) => Promise<void>,
): Promise<void> {
  const delays = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12));
  await fc.assert(fc.asyncProperty(delays, run), runs(usual, 20_261_128));
}

/** Who decided what on a request. */
export const votes = ({ steps }: Request): string[] =>
  steps.flatMap((step) => step.votes.map(({ person, decision }) => `${person} ${decision}`)).sort();

/** Deals of a company that are raced for. */
export class Racing {
  private deals = 0;

  constructor(private readonly offers: Offers) {}

  /** A deal that nobody submitted yet. */
  async told(kind: Kind): Promise<string> {
    const deal = `R${(this.deals += 1)}`;
    await this.offers.tell(offer(deal, TERMS[kind]));
    return deal;
  }

  async submitted(kind: Kind): Promise<Request> {
    return await this.submit(await this.told(kind));
  }

  submit(deal: string, seen: string | null = null): Promise<Request> {
    return this.offers.approvals.submit(as('ana'), { deal, matrix: null, seen });
  }

  decide(
    { id, hash }: Request,
    person: string,
    {
      decision = 'approve',
      step = 0,
    }: { readonly decision?: 'approve' | 'reject'; readonly step?: number } = {},
  ): Promise<unknown> {
    return this.offers.approvals.decide(as(person), { request: id, step, decision, hash, reason: 'Because' });
  }

  /** How the requests of a deal stand, after each was held to its log, to what is looked up of it, and to the invariants. */
  async settled(deal: string): Promise<readonly Request[]> {
    return await this.offers.database.reading(as('ana'), (tx) => settledIn(tx, deal));
  }

  async last(deal: string): Promise<Request> {
    return (await this.settled(deal)).at(-1) as Request;
  }
}

async function settledIn(tx: Transaction, deal: string): Promise<readonly Request[]> {
  const rows = await tx.query<Row>(
    `select r.id, r.standing, r.revision, array(select s.standing from approval_step s where s.request = r.id order by s.step) as steps
     from approval_request r where r.deal = $1 order by r.submitted_at, r.id`,
    [deal],
  );
  const ids = rows.map(({ id }) => id);
  const stored = new Map((await readRequests(tx, ids)).map((each) => [each.request.id, each]));
  const open = rows.filter(({ standing }) => ['PENDING', 'APPROVED', 'STALE'].includes(standing));
  expect(open.length).toBeLessThan(2);
  return rows.map((row) => heldTo(row, stored.get(row.id)?.events ?? []));
}

function heldTo({ id, standing, revision, steps }: Row, events: readonly RequestEvent[]): Request {
  const request = replay(events, id) as Request;
  const replayed = [request.standing, request.revision, request.steps.map((step) => step.standing)];
  expect(replayed).toEqual([standing, revision, steps]);
  expect(events).toHaveLength(revision);
  expect(brokenInvariants(request, events, { parties: ['ana'], twoPeople: false })).toEqual([]);
  return request;
}
