import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { as, codeOf, offer, Offers, seat } from '../../../test/support/approvals/offers.js';
import { testDatabase } from '../../../test/support/database.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { brokenInvariants } from '../../../test/support/rules/request-invariants.js';
import { replay } from '../../engine/approvals/request/apply.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { REFUSAL_CODES } from '../../platform/refusal-codes.js';
import { readRequests } from './store/read-requests.js';

const database = testDatabase();
const offers = new Offers(database);
beforeAll(() => offers.open(), 60_000);
const { approvals } = offers;

/** A deal that two of the desk must approve, or its seller's manager. */
type Kind = 'manager' | 'desk';
const TERMS = { manager: { discount: '15%' }, desk: { discount: '5%', margin: '30%' } } as const;

let deals = 0;

async function submitted(kind: Kind): Promise<Request> {
  const deal = `R${(deals += 1)}`;
  await offers.tell(offer(deal, TERMS[kind]));
  return await submit(deal);
}

const submit = (deal: string): Promise<Request> =>
  approvals.submit(as('ana'), { deal, matrix: null, seen: null });

const decide = (
  { id, hash }: Request,
  person: string,
  decision: 'approve' | 'reject' = 'approve',
): Promise<unknown> =>
  approvals.decide(as(person), { request: id, step: 0, decision, hash, reason: 'Because' });

/** Runs all at once, each after so many milliseconds, and gives what became of each: `done` or the code of its refusal. */
async function race(
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

interface Row {
  readonly id: string;
  readonly standing: string;
  readonly revision: number;
  readonly steps: readonly string[];
}

/** How the requests of a deal stand, after each was held to its log, to what is looked up of it, and to the invariants. */
async function settled(deal: string): Promise<Request[]> {
  return await database.reading(as('ana'), async (tx) => {
    const rows = await tx.query<Row>(
      `select r.id, r.standing, r.revision, array(select s.standing from approval_step s where s.request = r.id order by s.step) as steps
       from approval_request r where r.deal = $1 order by r.submitted_at, r.id`,
      [deal],
    );
    const stored = new Map(
      (
        await readRequests(
          tx,
          rows.map(({ id }) => id),
        )
      ).map((each) => [each.request.id, each]),
    );
    expect(
      rows.filter(({ standing }) => ['PENDING', 'APPROVED', 'STALE'].includes(standing)).length,
    ).toBeLessThan(2);
    return rows.map(({ id, standing, revision, steps }) => {
      const { events = [] } = stored.get(id) ?? {};
      const request = replay(events, id) as Request;
      expect([request.standing, request.revision, request.steps.map((step) => step.standing)]).toEqual([
        standing,
        revision,
        steps,
      ]);
      expect(events).toHaveLength(revision);
      expect(brokenInvariants(request, events, { parties: ['ana'], twoPeople: false })).toEqual([]);
      return request;
    });
  });
}

const last = async (deal: string): Promise<Request> => (await settled(deal)).at(-1) as Request;
const votes = ({ steps }: Request): string[] =>
  steps.flatMap((step) => step.votes.map(({ person, decision }) => `${person} ${decision}`)).sort();

/** Tries a race as often as said, its two starts apart by a few milliseconds this way or that. */
async function interleaved(usual: number, run: (delays: readonly number[]) => Promise<void>): Promise<void> {
  const delays = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12));
  await fc.assert(fc.asyncProperty(delays, run), runs(usual, 20_261_128));
}

describe('at once', () => {
  it('one person who votes twice votes once, and against themselves is refused', async () => {
    await interleaved(10, async (delays) => {
      const same = await submitted('desk');
      expect(
        await race(
          delays,
          () => decide(same, 'kim'),
          () => decide(same, 'kim'),
        ),
      ).toEqual(['done', 'done']);
      expect(votes(await last(same.deal))).toEqual(['kim approve']);
      const other = await submitted('desk');
      const told = await race(
        delays,
        () => decide(other, 'kim'),
        () => decide(other, 'kim', 'reject'),
      );
      expect(told.filter((code) => code === 'done')).toHaveLength(1);
      expect(['APPROVAL_ALREADY_DECIDED', 'APPROVAL_NOT_OPEN']).toContain(
        told.find((code) => code !== 'done'),
      );
      const { standing } = await last(other.deal);
      expect(standing).toBe(told[0] === 'done' ? 'PENDING' : 'REJECTED');
    });
  }, 300_000);

  it('of three approvers, two of whom are enough, two are heard', async () => {
    await interleaved(10, async (delays) => {
      const request = await submitted('desk');
      const people = ['kim', 'lou', 'max'];
      const told = await race(delays, ...people.map((person) => () => decide(request, person)));
      expect([...told].sort()).toEqual(['APPROVAL_NOT_OPEN', 'done', 'done']);
      const end = await last(request.deal);
      expect([end.standing, votes(end)]).toEqual([
        'APPROVED',
        people.filter((_, at) => told[at] === 'done').map((person) => `${person} approve`),
      ]);
    });
  }, 300_000);

  it('a decision and a recall have one winner', async () => {
    await interleaved(10, async (delays) => {
      const request = await submitted('manager');
      const told = await race(
        delays,
        () => decide(request, 'mia'),
        () => approvals.recall(as('ana'), request.id),
      );
      const { standing } = await last(request.deal);
      expect([told, standing]).toEqual(
        told[0] === 'done'
          ? [['done', 'APPROVAL_NOT_OPEN'], 'APPROVED']
          : [['APPROVAL_NOT_OPEN', 'done'], 'RECALLED'],
      );
    });
  }, 300_000);

  it('a decision and a change of the deal leave no approval of terms that nobody saw', async () => {
    await interleaved(10, async (delays) => {
      const request = await submitted('manager');
      const { deal } = request;
      const [decided = ''] = await race(
        delays,
        () => decide(request, 'mia'),
        () => offers.tell(offer(deal, { discount: '25%', revision: 2 })),
      );
      expect(['done', 'APPROVAL_OLD_FINGERPRINT']).toContain(decided);
      // Whoever touches the request next finds the change, whoever came first.
      await codeOf(decide(request, 'mia'));
      const [first, second] = await settled(deal);
      expect([first?.standing, second?.standing]).toEqual(
        decided === 'done' ? ['STALE', undefined] : ['SUPERSEDED', 'PENDING'],
      );
    });
  }, 300_000);

  it('two submissions make one request', async () => {
    await interleaved(10, async (delays) => {
      const deal = `R${(deals += 1)}`;
      await offers.tell(offer(deal, TERMS.manager));
      const told = await race(
        delays,
        () => submit(deal),
        () => submit(deal),
      );
      expect([...told].sort()).toEqual(['APPROVAL_NOT_OPEN', 'done']);
      expect(await settled(deal)).toHaveLength(1);
    });
  }, 300_000);

  it('an approver who is moved away decides before that or not at all', async () => {
    let revision = 1;
    await interleaved(10, async (delays) => {
      const request = await submitted('manager');
      const [decided = ''] = await race(
        delays,
        () => decide(request, 'mia'),
        () => offers.tell(seat('ana', 'dan', { revision: (revision += 1) })),
      );
      expect(['done', 'APPROVAL_NOT_ASKED']).toContain(decided);
      if (decided !== 'done') await decide(request, 'dan');
      const end = await last(request.deal);
      expect([end.standing, votes(end)]).toEqual([
        'APPROVED',
        [decided === 'done' ? 'mia approve' : 'dan approve'],
      ]);
      await offers.tell(seat('ana', 'mia', { revision: (revision += 1) }));
    });
  }, 300_000);
});
