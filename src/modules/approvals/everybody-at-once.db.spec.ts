import { beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { as, codeOf, member, offer, Offers, seat, standsIn } from '../../../test/support/approvals/offers.js';
import { votes } from '../../../test/support/approvals/races/racing.js';
import { testDatabase } from '../../../test/support/database.js';
import { runs } from '../../../test/support/properties/property-runs.js';
import { brokenInvariants } from '../../../test/support/rules/request-invariants.js';
import type { Told } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { REFUSAL_CODES } from '../../platform/refusal-codes.js';
import { requestsOfDeals } from './store/read-requests.js';

const offers = new Offers(testDatabase());
beforeAll(() => offers.open(), 60_000);
const { approvals } = offers;

const DEALS = Array.from({ length: 6 }, (_, nth) => `S${nth}`);
/** Acts of one run, and how many are under way at any time. */
const [ACTS, AT_ONCE] = [200, 8];

const one = <T extends string>(...of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of);
const deal = one(...DEALS);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('submit' as const), deal }) },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('decide' as const),
      deal,
      person: one('mia', 'mia', 'dan', 'vic', 'kim', 'lou', 'max'),
      step: fc.constantFrom(0, 0, 1, 2),
      decision: one('approve', 'approve', 'approve', 'approve', 'approve', 'reject'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('recall' as const), deal }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('retry' as const), deal }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('change' as const),
      deal,
      discount: one('5%', '15%', '25%', '35%'),
      margin: one('45%', '30%'),
      standing: one('open', 'open', 'open', 'lost'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('book' as const), deal }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('people' as const),
      which: one('seat', 'desk', 'deputy'),
      manager: one('mia', 'dan'),
      withdrawn: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: one('clear', 'follow', 'time') }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const revisions = new Map<string, number>();
function next(of: string): number {
  const revision = (revisions.get(of) ?? 1) + 1;
  revisions.set(of, revision);
  return revision;
}

let last: Promise<unknown> = Promise.resolve();
/** Files come one after another, as imports do, so that a higher revision is the later one. */
function tell(told: Told): Promise<void> {
  const run = last.then(() => offers.tell(told));
  last = run.catch(() => undefined);
  return run;
}

function ofPeople({ which, manager, withdrawn }: Extract<Act, { does: 'people' }>): Told {
  if (which === 'seat') return seat('ana', manager, { revision: next('seat of ana') });
  if (which === 'desk') return member('desk', 'max', { revision: next('max of the desk'), withdrawn });
  return standsIn('mia', 'dan', { revision: next('dan for mia'), withdrawn });
}

const order = (of: string): Told => ({
  table: 'booking_line',
  id: `SO-${of}`,
  revision: next(`SO-${of}`),
  key: `SO-${of} 1`,
  columns: {
    line_no: 1,
    booked_on: '2026-03-10',
    sequence: 0,
    currency: 'USD',
    net: '1000',
    deal: of,
    salesperson: 'ana',
    attributes: '{}',
  },
});

async function requestOf(of: string): Promise<Request | undefined> {
  const known = await offers.database.reading(as('vic'), (tx) => requestsOfDeals(tx, [of]));
  return known.get(of)?.at(-1)?.request;
}

async function ofRequest(asked: Extract<Act, { does: 'decide' | 'recall' | 'retry' }>): Promise<unknown> {
  const request = await requestOf(asked.deal);
  if (!request) return undefined;
  const { id, hash } = request;
  if (asked.does === 'recall') return await approvals.recall(as('ana'), id);
  if (asked.does === 'retry') return await approvals.retry(as('ana'), id);
  const { step, decision } = asked;
  return await approvals.decide(as(asked.person), { request: id, step, decision, hash, reason: 'Because' });
}

function does(asked: Act): Promise<unknown> {
  switch (asked.does) {
    case 'submit':
      return approvals.submit(as('ana'), { deal: asked.deal, matrix: null, seen: null });
    case 'change':
      return tell(offer(asked.deal, { ...asked, revision: next(asked.deal) }));
    case 'book':
      return tell(order(asked.deal));
    case 'people':
      return tell(ofPeople(asked));
    case 'clear':
      return offers.clearings.look();
    case 'follow':
      return offers.following.look();
    case 'time':
      return offers.time.look();
    default:
      return ofRequest(asked);
  }
}

/** Does all of it, so many at a time; what became of each: `done`, or the code of its refusal. */
async function atOnce(acts: readonly Act[]): Promise<readonly string[]> {
  const queue = [...acts];
  const told: string[] = [];
  const work = async (): Promise<void> => {
    for (let each = queue.shift(); each; each = queue.shift()) told.push(await codeOf(does(each)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}

async function leftOpen(): Promise<number> {
  for (let nth = 0; nth < 3; nth += 1)
    for (const look of [offers.following, offers.clearings, offers.time]) await look.look();
  return await offers.database.reading(as('vic'), async (tx) => {
    const rows = await tx.query('select from request_to_tend union all select from booking_to_clear');
    return rows.length;
  });
}

it('whatever everybody does at once, nothing fails, nothing is half done, and nothing stays to be looked at', async () => {
  await offers.tell(...DEALS.map((each) => offer(each, { discount: '15%' })));
  let decided = 0;
  const property = fc.asyncProperty(fc.array(act, { minLength: ACTS, maxLength: ACTS }), async (acts) => {
    const told = await atOnce(acts);
    for (const code of told) expect(['done', ...Object.keys(REFUSAL_CODES)]).toContain(code);
    expect(await leftOpen()).toBe(0);
    const after = await offers.database.reading(as('vic'), (tx) => requestsOfDeals(tx, DEALS));
    const requests = [...after.values()].flat();
    const broken = requests.flatMap(({ request, events }) =>
      brokenInvariants(request, events, { parties: ['ana'], twoPeople: false }),
    );
    expect(broken).toEqual([]);
    decided += requests.flatMap(({ request }) => votes(request)).length;
  });
  await fc.assert(property, { ...runs(1, 20_261_129), endOnFailure: true });
  expect(decided).toBeGreaterThan(0);
}, 600_000);
