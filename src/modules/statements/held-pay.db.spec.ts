import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { ALL_SEEING } from '../../../test/support/api/viewers.js';
import { as, MATRIX, offer, Offers } from '../../../test/support/approvals/offers.js';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { ENGAGEMENT, FACTS, PLAN } from '../../../test/support/approvals/deal-plan.js';
import { ACTOR } from '../../../test/support/small-company.js';
import type { Request } from '../../engine/approvals/request/state.js';
import { ALL_DAYS } from '../../platform/database/actor.js';
import { LedgerService } from '../ledger/ledger.service.js';

const database = testDatabase();
const offers = new Offers(database);
const give = importing(database);
const ledger = new LedgerService(database, offers.rules);
const { service: calculation } = calculationOn(database);
const finance = testApi(database);
const rep = testApi(database, {
  ...ALL_SEEING,
  id: 'ana',
  participant: 'ana',
  sight: { pay: new Map([['ana', ALL_DAYS]]), bookings: 'credited', audit: 'none' },
});

beforeAll(async () => {
  await offers.publish(FACTS, MATRIX, ENGAGEMENT, PLAN);
  await give('participants', 'participant,name\nana,Ana\nmia,Mia\nfay,Fay\n');
  await give('assignments', 'assignment,participant,plan,from,manager\nas-1,ana,seller,2020-01-01,mia\n');
  await give(
    'quotas',
    'quota,participant,attribute,amount,currency,from\nq-1,ana,attribute.quota,1000,USD,2020-01-01\n',
  );
  await offers.tell(offer('Q-1', { discount: '15%' }), offer('Q-2', { discount: '5%' }));
}, 60_000);

let request: Request;

async function settle(): Promise<void> {
  await offers.clearings.look();
  const { summary, position } = await calculation.calculate(ACTOR);
  await ledger.settle(ACTOR, summary.calculation, position);
}

interface Shown {
  statement: {
    text: string;
    accounts: {
      closing: { payable: { amount: string }; held: { amount: string } };
      earned: {
        isHeld: boolean;
        amount: { amount: string };
        lines: { booking: string; cause: string[] }[];
      }[];
    }[];
  };
  participant: { earnings: { amount: { amount: string }; held: { amount: string }; attainment: string }[] };
  booking: {
    approvals: { deal: string; standing: string; heldBecause: string | null; helps: string | null }[];
    lines: { deal: string }[];
  };
}

const SUBMIT = 'Submit the deal.';
const ASKED = `query ($period: String!) {
  statement(participant: "ana", period: $period) { text accounts { closing { payable { amount } held { amount } }
    earned { isHeld amount { amount } lines { booking cause } } } }
  participant(id: "ana") { earnings(period: "2026-03") { amount { amount } held { amount } attainment } }
  booking(source: "crm", id: "SO-1") { approvals { deal standing heldBecause helps } lines { deal } } }`;

const shown = async (period: string, by = rep): Promise<Shown> => by.ask<Shown>(ASKED, { period });
const brief = ({ statement: { accounts } }: Shown): unknown[] =>
  accounts.flatMap(({ earned }) =>
    earned.map(({ isHeld, amount, lines }) => [
      isHeld ? 'held' : 'payable',
      amount.amount,
      ...lines.map(({ booking, cause }) => [booking, ...cause].join(': ')),
    ]),
  );

describe('pay of a deal that lacks its approval, as the seller and finance see it', () => {
  const WAITS = 'deal Q-1 was never submitted for approval';

  it('is held with the reason, and counts all the same', async () => {
    await give(
      'bookings',
      'booking,date,currency,net,salesperson,deal\nSO-1,2026-03-10,USD,600,ana,Q-1\nSO-2,2026-03-11,USD,400,ana,Q-2\nSO-3,2026-03-12,USD,1000,ana,\n',
    );
    await settle();
    for (const by of [rep, finance]) {
      const told = await shown('2026-03', by);
      expect(brief(told)).toEqual([
        ['held', '60.00', `SO-1: ${WAITS}`],
        ['payable', '140.00', 'SO-2', 'SO-3'],
      ]);
      expect(told.statement.accounts[0]?.closing).toEqual({
        payable: { amount: '140.00' },
        held: { amount: '60.00' },
      });
      expect(told.participant.earnings).toEqual([
        { amount: { amount: '200.00' }, held: { amount: '60.00' }, attainment: '2' },
      ]);
      expect(told.booking).toEqual({
        approvals: [{ deal: 'Q-1', standing: 'MISSING', heldBecause: WAITS, helps: SUBMIT }],
        lines: [{ deal: 'Q-1' }],
      });
      expect(told.statement.text).toContain('held back');
      expect(told.statement.text).toMatch(/Held back, not payable yet +60\.00/);
      expect(told.statement.text).toContain(`because of ${WAITS}`);
    }
  });

  it('is found among bookings by what it lacks', async () => {
    const text = `query ($lacks: Boolean) { bookings(filter: { lacksApproval: $lacks }) { totalCount nodes { id } } }`;
    const found = async (lacks: boolean | null): Promise<unknown> =>
      (await finance.ask<{ bookings: unknown }>(text, { lacks })).bookings;
    expect(await found(true)).toEqual({ totalCount: 1, nodes: [{ id: 'SO-1' }] });
    expect(await found(false)).toEqual({ totalCount: 2, nodes: [{ id: 'SO-3' }, { id: 'SO-2' }] });
    expect(await found(null)).toMatchObject({ totalCount: 3 });
  });

  it('is told to wait for another reason, once it does', async () => {
    request = await offers.approvals.submit(as('ana'), { deal: 'Q-1', matrix: null, seen: null });
    await settle();
    const told = await shown('2026-03');
    expect(brief(told)[2]).toEqual(['held', '0.00', 'SO-1: deal Q-1 waits for approval']);
    expect(told.statement.text).toMatch(
      /now 60\.00, told before 60\.00\n +because of deal Q-1 waits for approval/,
    );
    expect(told.statement.accounts[0]?.closing.held).toEqual({ amount: '60.00' });
  });

  it('is released by the approval, in the period that is open', async () => {
    await ledger.closePeriod(ACTOR, { period: '2026-03' });
    const { id, hash } = request;
    await offers.approvals.decide(as('mia'), {
      request: id,
      step: 0,
      decision: 'approve',
      hash,
      reason: null,
    });
    await settle();
    const told = await shown('2026-04');
    expect(brief(told)).toEqual([
      ['held', '-60.00', 'SO-1: deal Q-1 was approved'],
      ['payable', '60.00', 'SO-1: deal Q-1 was approved'],
    ]);
    expect(told.statement.accounts[0]?.closing).toEqual({
      payable: { amount: '200.00' },
      held: { amount: '0.00' },
    });
    expect(told.participant.earnings).toEqual([
      { amount: { amount: '200.00' }, held: { amount: '0.00' }, attainment: '2' },
    ]);
    expect(told.booking.approvals).toEqual([
      { deal: 'Q-1', standing: 'APPROVED', heldBecause: null, helps: null },
    ]);
    const { checks } = await ledger.verifyLedger(ACTOR);
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('is not taken back, but held, where the deal turns out to have had worse terms', async () => {
    await offers.tell(offer('Q-1', { discount: '29%', revision: 2 }));
    await settle();
    expect(brief(await shown('2026-04')).slice(2)).toEqual([
      ['held', '60.00', 'SO-1: deal Q-1 has other terms than were approved'],
      ['payable', '-60.00', 'SO-1: deal Q-1 has other terms than were approved'],
    ]);
  });

  it('is released where the level was passed over, which the statement says', async () => {
    await offers.tell(offer('Q-1', { discount: '16%', revision: 3 }));
    const { id } = await offers.approvals.submit(as('ana'), { deal: 'Q-1', matrix: null, seen: null });
    const asked = { request: id, step: 0, reason: 'Nobody was there', second: null };
    expect((await offers.approvals.override(as('fay'), asked)).standing).toBe('APPROVED');
    await settle();
    const told = await shown('2026-04');
    const released = 'SO-1: deal Q-1 was approved, manager passed over';
    expect(JSON.stringify(brief(told))).toContain(released);
    expect(told.statement.text).toContain('because of deal Q-1 was approved, manager passed over');
  });
});
