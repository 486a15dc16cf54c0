import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as, codeOf, offer, Offers } from '../../../test/support/approvals/offers.js';
import { testDatabase, testUrls } from '../../../test/support/database.js';
import { TIMES } from '../../../test/support/properties/property-runs.js';
import { brokenInvariants } from '../../../test/support/rules/request-invariants.js';
import { Database } from '../../platform/database/database.js';
import { requestsOfDeals } from './store/read-requests.js';

/** A thousand in a long run. */
const DEALS = TIMES > 1 ? 1_000 : 120;

/** A database that counts the changes that are under way. */
class Counting extends Database {
  /** The most that ever were at once. */
  most = 0;
  private running = 0;

  override async change<T>(
    ...asked: Parameters<typeof Database.prototype.change<T>>
  ): ReturnType<typeof Database.prototype.change<T>> {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      return await super.change<T>(...asked);
    } finally {
      this.running -= 1;
    }
  }
}

const whole = new Offers(testDatabase());
const CONNECTIONS = 4;
/** Whoever gets no connection within half a second is turned away. */
const narrow = new Counting(testUrls(), { poolSize: CONNECTIONS, patience: 500 });
const offers = new Offers(narrow);
beforeAll(() => whole.open(), 60_000);
afterAll(() => narrow.close());

function counted(codes: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

describe(`${DEALS} deals at once`, () => {
  const deals = Array.from({ length: DEALS }, (_, at) => `L${at}`);
  const submit = (deal: string): Promise<string> =>
    codeOf(offers.approvals.submit(as('ana'), { deal, matrix: null, seen: null }));

  it('are all submitted, each once, whoever asks twice', async () => {
    await whole.tell(...deals.map((deal) => offer(deal, { discount: '15%' })));
    const codes = await Promise.all([...deals, ...deals].map((deal) => submit(deal)));
    expect(counted(codes)).toEqual({ done: DEALS, APPROVAL_NOT_OPEN: DEALS });
    // They wait for each other, and half of the connections are left to everybody else.
    expect(narrow.most).toBe(CONNECTIONS / 2);
  }, 600_000);

  it('are all decided, while the same are taken back, and none is half done', async () => {
    const requests = await narrow.reading(as('vic'), (tx) => requestsOfDeals(tx, deals));
    const acts = deals.flatMap((deal) => {
      const { id, hash } = requests.get(deal)?.[0]?.request ?? { id: '', hash: '' };
      const asked = { request: id, step: 0, decision: 'approve' as const, hash, reason: null };
      return [
        codeOf(offers.approvals.decide(as('mia'), asked)),
        codeOf(offers.approvals.recall(as('ana'), id)),
      ];
    });
    const codes = await Promise.all(acts);
    expect(counted(codes)).toEqual({ done: DEALS, APPROVAL_NOT_OPEN: DEALS });
    const after = await narrow.reading(as('vic'), (tx) => requestsOfDeals(tx, deals));
    const parties = { parties: ['ana'], twoPeople: false };
    const broken = [...after.values()].flatMap(([stored, ...more]) => [
      ...(stored && more.length === 0 ? [] : ['a deal has not one request']),
      ...(stored ? brokenInvariants(stored.request, stored.events, parties) : []),
      ...(['APPROVED', 'RECALLED'].includes(stored?.request.standing ?? '') ? [] : ['one is half done']),
    ]);
    expect([after.size, broken, narrow.most]).toEqual([DEALS, [], CONNECTIONS / 2]);
  }, 600_000);
});
