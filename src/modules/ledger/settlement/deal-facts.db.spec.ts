import { beforeAll, describe, expect, it } from '@jest/globals';
import { ENGAGEMENT, FACTS, PLAN } from '../../../../test/support/approvals/deal-plan.js';
import { as, MATRIX, offer, Offers } from '../../../../test/support/approvals/offers.js';
import { calculationOn } from '../../../../test/support/calculation.js';
import { testDatabase } from '../../../../test/support/database.js';
import { importing } from '../../../../test/support/importing.js';
import { ACTOR } from '../../../../test/support/small-company.js';
import { ParticipantsService } from '../../participants/participants.service.js';
import { LedgerService } from '../ledger.service.js';
import { EarningsService } from '../../calculation/earnings.service.js';
import { WorthService } from '../../calculation/worth/worth.service.js';

const READING = FACTS.replace(
  'fields:\n',
  'fields:\n  - { name: booking.approval, is: one-of, values: [approved, not-needed, missing], means: Whether it has its approval }\n',
);
const DEEP = ENGAGEMENT.replace(
  'phases:\n',
  `phases:
      - { id: deep, rules: [{ id: deep, when: { deal.discount: "> 20%" }, credit: [{ to: booking.salesperson, parts: 1, quota-parts: none }], because: Too deep for quota }] }
`,
);
const BY_DISCOUNT = PLAN.replace(
  'sum: line.net,',
  'sum: line.net, when: { deal.discount: not(> 20%) },',
).replace(
  'incentives:\n',
  `  - { id: cleared, sum: line.net, when: { booking.approval: [approved, not-needed] }, window: month, negative: carry-measure }
incentives:
  - id: bonus
    flat: { base: measure.cleared, pays: 1% }
`,
);

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const { service: calculation, changes } = calculationOn(database);
const ledger = new LedgerService(database, offers.rules);

beforeAll(async () => {
  await offers.publish(READING, MATRIX, ENGAGEMENT, BY_DISCOUNT);
  await give('participants', 'participant,name\nana,Ana\nmia,Mia\ndan,Dan\n');
  await give('assignments', 'assignment,participant,plan,from,manager\nas-1,ana,seller,2020-01-01,mia\n');
  await give(
    'quotas',
    'quota,participant,attribute,amount,currency,from\nq-1,ana,attribute.quota,1000,USD,2020-01-01\n',
  );
  await offers.tell(offer('Q-1', { discount: '15%' }), offer('Q-2', { discount: '30%' }));
  await give(
    'bookings',
    'booking,date,currency,net,salesperson,deal\nSO-1,2026-03-10,USD,600,ana,Q-1\nSO-2,2026-03-11,USD,400,ana,Q-2\nSO-3,2026-03-12,USD,1000,ana,\n',
  );
}, 60_000);

/** What each incentive earns, by the latest calculation. */
async function earned(): Promise<string[]> {
  await offers.clearings.look();
  const { summary, position } = await calculation.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
  const found = await new EarningsService(database).earnings(ACTOR, {
    calculation: summary.calculation,
    participant: 'ana',
  });
  return found
    .filter(({ earning }) => earning.incentive !== '')
    .map(({ earning: { incentive, amount } }) => `${incentive} ${Number(amount) / 100}`)
    .sort();
}

/** Causes of what was posted last. */
async function causes(): Promise<string[]> {
  const rows = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ said: string }>(
      `select distinct e.incentive || ' ' || array_to_string(l.cause, '; ') as said from ledger_entry e
       join ledger_line l on l.entry = e.entry and l.number = e.number
       where e.entry = (select max(entry) from ledger_entry) order by 1`,
    ),
  );
  return rows.map(({ said }) => said);
}

describe('facts of the deal that a booking names', () => {
  it('are read of the booking as known, and are not known of one without a deal', async () => {
    // Commission: 600 at 10%, as 400 are of a deal of 30%, and 1,000 of none. Bonus: 1,000 at 1%, as two lack an approval.
    expect(await earned()).toEqual(['bonus 10', 'commission 60']);
  });

  it('change pay when the approval comes, and say so', async () => {
    const { id, hash } = await offers.approvals.submit(as('ana'), { deal: 'Q-1', matrix: null, seen: null });
    await offers.approvals.decide(as('mia'), {
      request: id,
      step: 0,
      decision: 'approve',
      hash,
      reason: null,
    });
    expect(await earned()).toEqual(['bonus 16', 'commission 60']);
    expect(await causes()).toEqual(['bonus deal Q-1 was approved', 'commission deal Q-1 was approved']);
  });

  it('change pay when the deal is told otherwise, and say so', async () => {
    await offers.tell(offer('Q-2', { discount: '8%', revision: 2 }));
    const stale = await changes.staleness(ACTOR);
    expect(stale).toMatchObject({ stale: true, changed: { deal: 1 } });
    expect(await earned()).toEqual(['bonus 20', 'commission 100']);
  });

  it('are those of the booking that a line changes which names no deal itself, however far', async () => {
    await offers.tell(offer('Q-3', { discount: '15%' }));
    const rows = [
      'SO-4,2026-03-20,USD,900,ana,Q-3,',
      'SO-5,2026-03-21,USD,-500,ana,,SO-4',
      'SO-6,2026-03-22,USD,-100,ana,,SO-5',
      'SO-7,2026-03-23,USD,-10,ana,,SO-3',
    ];
    const header = 'booking,date,currency,net,salesperson,deal,changes';
    const { entry } = await give('bookings', `${header}\n${rows.join('\n')}\n`);
    // 300 more are of a deal of 15%, which lacks its approval; 10 less of what needs none.
    expect(await earned()).toEqual(['bonus 19.9', 'commission 130']);
    const { id, hash } = await offers.approvals.submit(as('ana'), { deal: 'Q-3', matrix: null, seen: null });
    const decision = { request: id, step: 0, decision: 'approve', hash, reason: null } as const;
    await offers.approvals.decide(as('mia'), decision);
    await offers.clearings.look();
    expect(await changes.staleness(ACTOR)).toMatchObject({ stale: true, changed: { 'booking line': 3 } });
    expect(await earned()).toEqual(['bonus 22.9', 'commission 130']);
    await offers.imports.undoImport(ACTOR, entry ?? '');
    expect(await earned()).toEqual(['bonus 20', 'commission 100']);
  });

  it('are told of a deal that is not booked', async () => {
    const worth = new WorthService(database, offers.rules, new ParticipantsService());
    const of = (...facts: readonly { name: string; value: string }[]) =>
      worth.worth(ACTOR, {
        participant: 'ana',
        slip: false,
        deals: [{ date: '2026-04-10', net: '100', facts }],
      });
    const sum = async (...facts: readonly { name: string; value: string }[]): Promise<number> =>
      (await of(...facts)).together.earnings.reduce((all, { amount }) => all + Number(amount), 0) / 100;
    expect(await sum({ name: 'deal.discount', value: '15%' })).toBe(11);
    expect(await sum({ name: 'deal.discount', value: '25%' })).toBe(1);
    expect(
      await sum({ name: 'deal.discount', value: '25%' }, { name: 'booking.approval', value: 'missing' }),
    ).toBe(0);
  });

  it('are not read where they are amounts or people of the deal, and nothing of it is read of a window', async () => {
    const check = async (plan: string): Promise<string[]> => {
      const files = [
        READING.replace('fields:\n', 'fields:\n  - { name: deal.net, is: money, means: Price }\n'),
        MATRIX,
        ENGAGEMENT,
        plan,
      ];
      const { findings } = await offers.rules.publish(
        ACTOR,
        files.map((text, at) => ({ path: `document-${at}.yaml`, text })),
        'To see',
      );
      return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    };
    expect(
      await check(PLAN.replace('sum: line.net,', 'sum: line.net, when: { deal.net: "> 5 USD" },')),
    ).toEqual([expect.stringContaining('in the currency of the deal')]);
    expect(
      await check(PLAN.replace('sum: line.net,', 'sum: line.net, when: { deal.seller: known },')),
    ).toEqual([expect.stringContaining('here bookings are judged')]);
  });

  it('are read by a policy: a discount that is too deep is paid and retires no quota', async () => {
    await offers.tell(offer('Q-2', { discount: '30%', revision: 3 }));
    await offers.publish(READING, MATRIX, DEEP, PLAN);
    const { summary } = await calculation.calculate(ACTOR);
    const asked = { calculation: summary.calculation, participant: 'ana' };
    const [found] = await new EarningsService(database).earnings(ACTOR, asked);
    const { amount, attainment } = found?.earning ?? {};
    expect([amount, attainment]).toEqual([20_000n, { n: 8n, d: 5n }]);
  });
});
