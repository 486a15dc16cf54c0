import { beforeAll, describe, expect, it } from '@jest/globals';
import { testApi } from '../../../test/support/api/api.js';
import { testDatabase } from '../../../test/support/database.js';
import { giveFacts, publishAll, tellEngaged } from '../../../test/support/engagement/engaged-company.js';

const database = testDatabase();
beforeAll(() => tellEngaged(database));
const api = testApi(database);

const BY_DEAL = `kicker: 1
engagement: by-deal
from: 2031-01-01
decisions:
  - decides: credit
    phases:
      - id: discount
        rules:
          - { id: deep, when: { deal.discount: "> 20%" }, credit: [{ to: account.owner, parts: 1 }], because: Too deep }
          - { id: plain, when: { deal.discount: ["<= 20%", unknown] }, credit: [{ to: booking.salesperson, parts: 1 }], because: As offered }
    otherwise: { credit: house, because: Nobody }
`;

const RETURNING = `kicker: 1
engagement: returning
until: 2031-01-01
from: 2030-01-01
decisions:
  - decides: credit
    phases:
      - id: customer
        rules:
          - { id: again, when: { account.previous-booking-date: known }, credit: [{ to: booking.salesperson, parts: 1 }], because: Bought before }
          - { id: first, when: { account.previous-booking-date: unknown }, credit: [{ to: account.owner, parts: 1 }], because: Never bought }
    otherwise: { credit: house, because: Nobody }
`;

interface Ruled {
  readonly id: string;
  readonly gives: { readonly output: string; readonly value: string | null; readonly as: string | null }[];
  readonly exception: string | null;
  readonly rule: string | null;
  readonly policy: string | null;
  readonly nth: number;
  readonly read: { readonly name: string; readonly value: string | null }[];
}

let asked = 0;

async function ruled(kind: string, subject: string, decision: string, day: string): Promise<Ruled> {
  const text = `mutation ($input: RulingDecideInput!) { rulingDecide(input: $input) {
    ruling { id nth exception rule policy gives { output value as } read { name value } } userErrors { code message } } }`;
  asked += 1;
  const input = { idempotencyKey: `rule ${asked}`, kind, subject, decision, day };
  const { rulingDecide } = await api.ask<{ rulingDecide: { ruling: Ruled; userErrors: unknown[] } }>(text, {
    input,
  });
  expect(rulingDecide.userErrors).toEqual([]);
  return rulingDecide.ruling;
}

const given = ({ gives }: Ruled): string[] =>
  gives.map(({ output, value }) => `${output} ${value ?? 'nothing'}`);
const readOf = ({ read }: Ruled, name: string): string | null | undefined =>
  read.find((each) => each.name === name)?.value;

describe('rulings on what is stored', () => {
  it.each([
    ['ACCOUNT', 'acme', 'account-owner', '2026-04-15', 'territory', ['owner ben', 'headquarters counted']],
    [
      'ACCOUNT',
      'acme',
      'segment',
      '2026-04-15',
      'mid-market',
      ['segment mid-market', 'employees 600 employee'],
    ],
    ['BOOK', 'B-1', 'book-limit', '2026-04-01', 'over', ['action drop-to-fifteen']],
    ['BOOKING', 'crm/SO-2/1', 'credit', '2027-05-02', 'paid-in-time', ['ben 100%']],
    ['BOOKING', 'crm/SO-1/1', 'credit', '2024-05-02', 'holdover', ['cho 100%']],
    ['ACCOUNT', 'acme', 'dispute-step', '2026-04-15', null, ['decided-by area-managers', 'within 45 days']],
    ['OPPORTUNITY', 'O-1', 'opportunity-owner', '2024-05-01', 'kept', ['owner cho']],
    ['OPPORTUNITY', 'O-1', 'opportunity-owner', '2024-08-01', null, ['owner ana']],
    ['LEAD', 'L-1', 'lead-status', '2026-03-04', null, ['status kept']],
    ['LEAD', 'L-1', 'lead-status', '2026-03-20', 'silent', ['status free']],
    ['REGISTRATION', 'R-1', 'approval', '2026-03-04', 'both-agree', ['answer approved']],
    ['REGISTRATION', 'R-2', 'approval', '2026-03-04', 'another-first', ['answer refused']],
    ['REGISTRATION', 'R-1', 'standing', '2026-05-05', 'expired', ['status expired']],
    ['REGISTRATION', 'R-1', 'referral-rate', '2026-03-04', 'first-deal', ['rate 10%']],
    ['OPPORTUNITY', 'O-2', 'kept-opportunity', '2028-03-04', null, ['owner ben']],
    ['REQUEST', 'Q-2', 'move', '2026-05-02', 'wrong-place', ['move at-once']],
  ])('%s %s: %s on %s', async (kind, subject, decision, day, rule, gives) => {
    const ruling = await ruled(kind, subject, decision, day);
    expect({ exception: ruling.exception, rule: ruling.rule, gives: given(ruling) }).toEqual({
      exception: null,
      rule,
      gives,
    });
  });

  it('read what follows from stages, activities and registrations', async () => {
    const kept = await ruled('REQUEST', 'Q-3', 'opportunity-holdover', '2025-03-12');
    expect(readOf(kept, 'opportunity.stage-at-transfer')).toBe('2 stage');
    expect(readOf(kept, 'opportunity.last-engagement')).toBe('2025-02-20');
    const lead = await ruled('LEAD', 'L-1', 'lead-status', '2026-03-05');
    expect(readOf(lead, 'lead.last-activity')).toBe('2026-03-03');
    const earlier = await ruled('LEAD', 'L-1', 'lead-status', '2026-03-02');
    expect(readOf(earlier, 'lead.last-activity')).toBeNull();
    const second = await ruled('REGISTRATION', 'R-2', 'approval', '2026-03-06');
    expect(readOf(second, 'registration.earlier-approved')).toBe('1 registration');
    const first = await ruled('REGISTRATION', 'R-1', 'approval', '2026-03-06');
    expect(readOf(first, 'registration.earlier-approved')).toBe('0 registration');
    const move = await ruled('REQUEST', 'Q-2', 'move', '2026-05-03');
    expect(readOf(move, 'account.last-activity')).toBe('2026-03-01');
  });

  it('read the bookings before one of its account', async () => {
    await publishAll(database, [{ path: 'returning.yaml', text: RETURNING }]);
    const days = [
      ['SO-3', '2030-01-10'],
      ['SO-4', '2030-03-10'],
    ];
    const rows = days.map(([id, day]) => `${id},1,${day},USD,10,ben,beta\n`).join('');
    await giveFacts(database, 'bookings', `booking,line,date,currency,net,salesperson,account\n${rows}`);
    const credits = [];
    for (const [id, day] of days) credits.push(await ruled('BOOKING', `crm/${id}/1`, 'credit', day ?? ''));
    expect(credits.map(({ rule }) => rule)).toEqual(['first', 'again']);
    expect(credits.map((each) => readOf(each, 'account.previous-booking-date'))).toEqual([
      null,
      '2030-01-10',
    ]);
  });

  it('read the deal of a booking', async () => {
    await publishAll(database, [{ path: 'deals.yaml', text: BY_DEAL }]);
    await giveFacts(database, 'deals', 'deal,currency,offered,deal.discount\nD-1,USD,2031-01-02,5%\n');
    const rows = 'SO-5,1,2031-02-01,USD,10,ben,beta,D-1\nSO-6,1,2031-02-01,USD,10,ben,beta,\n';
    await giveFacts(database, 'bookings', `booking,line,date,currency,net,salesperson,account,deal\n${rows}`);
    const named = await ruled('BOOKING', 'crm/SO-5/1', 'credit', '2031-02-01');
    expect([given(named), readOf(named, 'deal.discount')]).toEqual([['ben 100%'], '5%']);
    const none = await ruled('BOOKING', 'crm/SO-6/1', 'credit', '2031-02-01');
    expect([given(none), readOf(none, 'deal.discount')]).toEqual([['ben 100%'], null]);
  });

  it('record the same answer once', async () => {
    const once = await ruled('LEAD', 'L-1', 'lead-status', '2026-03-06');
    const again = await ruled('LEAD', 'L-1', 'lead-status', '2026-03-06');
    expect(again).toEqual(once);
    expect(once.nth).toBe(1);
  });
});
