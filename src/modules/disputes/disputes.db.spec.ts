import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculationOn } from '../../../test/support/calculation.js';
import { testDatabase } from '../../../test/support/database.js';
import { importing } from '../../../test/support/importing.js';
import { codeOf } from '../../../test/support/approvals/offers.js';
import {
  benchFacts,
  DISPUTE_POLICY,
  withDisputeFacts,
} from '../../../test/support/disputes/dispute-policy.js';
import {
  answer,
  disputer as as,
  disputing,
  filing,
  FIRST,
} from '../../../test/support/disputes/disputing.js';
import {
  ACTOR,
  booking,
  people,
  publishRules,
  tell,
  type Told,
} from '../../../test/support/small-company.js';
import { replayDispute } from '../../engine/disputes/apply.js';
import { readDay } from '../../engine/kernel/day.js';
import { ALL_DAYS, NOTHING } from '../../platform/database/actor.js';
import { bookingKey } from '../bookings/api/booking-list.service.js';
import { CreditsService } from '../calculation/api/credits/credits.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import type { Filing } from './disputes.service.js';
import { insertDispute, readDisputes } from './store/disputes-stored.js';
import { DisputeTime } from './time/dispute-time.service.js';

const database = testDatabase();
const give = importing(database);
const { disputes, list, rules } = disputing(database);
const ledger = new LedgerService(database, rules);
const { service } = calculationOn(database);

const of = (id: string, day: string, seller: string): Told => {
  const told = booking({ id, day, net: '1000', seller });
  return { ...told, columns: { ...told.columns, account: 'acme' } };
};

async function publish(policy: string): Promise<void> {
  const files = [
    { path: 'facts.yaml', text: withDisputeFacts(benchFacts()) },
    { path: 'disputes.yaml', text: policy },
  ];
  const { findings, position } = await rules.publish(ACTOR, files, 'Written anew');
  if (position === null) throw new Error(JSON.stringify(findings));
}

beforeAll(async () => {
  await publishRules(database);
  await give('accounts', 'account,name\nacme,Acme\n');
  await tell(database, [
    ...people(),
    of('B2', '2026-02-05', 'seller-0'),
    of('B3', '2026-02-06', 'seller-0'),
    of('B4', '2026-05-06', 'seller-0'),
    of('B5', '2026-08-06', 'seller-0'),
    of('B6', '2026-05-07', 'seller-0'),
  ]);
  await posted();
  await ledger.closePeriod(ACTOR, { period: '2026-Q1' });
}, 60_000);

/** Calculates and settles; what that posted to sellers. */
async function posted(): Promise<readonly string[]> {
  const { summary, position } = await service.calculate(ACTOR);
  const { identity } = await ledger.settle(ACTOR, summary.calculation, position);
  const rows = await database.inTransaction(ACTOR, (tx) =>
    tx.query<{ said: string }>(
      `select distinct concat_ws(' ', e.participant, e.origin, 'in', e.posted, l.cause::text) as said
       from settlement s join ledger_entry e on e.entry = s.entry join ledger_line l on l.entry = e.entry and l.number = e.number
       where s.identity = $1 and e.participant like 'seller-%' order by 1`,
      [identity],
    ),
  );
  return rows.map(({ said }) => said);
}

// One history, told in order.
describe('filing a dispute', () => {
  it('is refused where no policy says who decides, and where it is too late', async () => {
    expect(await codeOf(disputes.file(as('seller-1'), filing()))).toBe('DISPUTE_NO_POLICY');
    await publish(DISPUTE_POLICY.replace('{ window.filing: closed }', '{ dispute.about: known }'));
    expect(await codeOf(disputes.file(as('seller-1'), filing()))).toBe('DISPUTE_TOO_LATE');
    await publish(DISPUTE_POLICY);
    await posted();
  });

  it.each<[string, Partial<Filing>, string]>([
    ['of an unknown booking', { booking: 'B99' }, 'DISPUTE_SUBJECT_UNKNOWN'],
    ['of an unknown ruling', { ruling: 'CR-9' }, 'DISPUTE_SUBJECT_UNKNOWN'],
    ['for somebody else', { beneficiary: 'seller-2' }, 'DISPUTE_NOT_YOURS'],
    ['for somebody unknown', { claims: 'ghost 1' }, 'DISPUTE_SHARES'],
    ['for shares that are none', { claims: 'seller-1' }, 'DISPUTE_SHARES'],
    ['without evidence', { evidence: [] }, 'DISPUTE_NO_EVIDENCE'],
    ['without a reason', { reason: ' ' }, 'DISPUTE_NO_REASON'],
  ])('%s is refused', async (_, changes, code) => {
    expect(await codeOf(disputes.file(as('seller-1'), filing(changes)))).toBe(code);
  });

  it('for the house as if it were somebody is refused with what to write', async () => {
    await expect(disputes.file(as('seller-1'), filing({ claims: 'house 1' }))).rejects.toMatchObject({
      code: 'DISPUTE_SHARES',
      message: expect.stringContaining('the house has no parts'),
    });
  });

  it('asks the manager, until a day, and shows it to its parties and to nobody else', async () => {
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B6' }));
    const own = await list.one(as('seller-1'), id);
    expect(own).toMatchObject({ standing: 'OPEN', level: 'manager', asked: ['manager-1'], credited: null });
    expect(await list.one(as('seller-0'), id)).toMatchObject({ id });
    expect(await list.one(as('manager-1'), id)).toMatchObject({ credited: ['seller-0'] });
    expect(await list.one(as('seller-3'), id)).toBeNull();
    expect(await list.one(as('manager-0'), id)).toBeNull();
    const inbox = async (who: string, which: 'mine' | 'to-decide'): Promise<number> =>
      (await list.page(as(who), { of: which, standing: null, participant: null }, FIRST)).nodes.length;
    expect(await inbox('manager-1', 'to-decide')).toBe(1);
    expect(await inbox('seller-1', 'to-decide')).toBe(0);
    expect(await inbox('seller-1', 'mine')).toBe(1);
    const marked = await list.openOn(as('seller-0'), [{ source: 'crm', id: 'B6' }]);
    expect([...marked.values()].flat().map((each) => each.id)).toEqual([id]);
    expect((await list.openOn(as('seller-3'), [{ source: 'crm', id: 'B6' }])).size).toBe(0);
  });

  it('twice for one booking and person is refused, also at once', async () => {
    expect(await codeOf(disputes.file(as('seller-1'), filing({ booking: 'B6' })))).toBe('DISPUTE_TWICE');
    const both = [1, 2, 3].map(() =>
      codeOf(disputes.file(as('seller-2'), filing({ booking: 'B6', claims: 'seller-2 1' }))),
    );
    expect((await Promise.all(both)).sort()).toEqual(['DISPUTE_TWICE', 'DISPUTE_TWICE', 'done']);
  });

  it('is for a manager to do for a report, who then does not decide it', async () => {
    const id = await disputes.file(
      as('manager-1', ['seller-3']),
      filing({ beneficiary: 'seller-3', claims: 'seller-3 1' }),
    );
    expect(await list.one(as('cop'), id)).toMatchObject({ level: 'comp-operations', asked: [] });
    expect(await codeOf(disputes.answer(as('manager-1'), answer(id)))).toBe('DISPUTE_TAKES_PART');
    await disputes.withdraw(as('manager-1'), id, 'We agreed');
    expect(await codeOf(disputes.answer(as('cop'), answer(id)))).toBe('DISPUTE_NOT_OPEN');
  });

  it('is no longer for a manager to do for who reported to them once', async () => {
    const pay = new Map([
      ['manager-1', ALL_DAYS],
      ['seller-3', '{[2020-01-01,2020-07-01)}'],
    ]);
    const former = { ...as('manager-1'), sight: { ...NOTHING, pay } };
    const asked = filing({ beneficiary: 'seller-3', claims: 'seller-3 1' });
    expect(await codeOf(disputes.file(former, asked))).toBe('DISPUTE_NOT_YOURS');
  });
});

describe('a dispute that is decided', () => {
  it('is decided by nobody who gains or loses by it, whatever the program believes', async () => {
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    for (const who of ['seller-0', 'seller-1'])
      expect(await codeOf(disputes.answer(as(who), answer(id)))).toBe('DISPUTE_TAKES_PART');
    expect(await codeOf(disputes.answer(as('manager-0'), answer(id)))).toBe('DISPUTE_UNKNOWN');
    const split = { answer: 'split' as const, shares: 'manager-1 1' };
    expect(await codeOf(disputes.answer(as('manager-1'), answer(id, split)))).toBe('DISPUTE_TAKES_PART');
    const forged = database.change(ACTOR, { action: 'dispute.deny', subject: 'x' }, async (tx) => {
      await tx.query(
        `insert into dispute_event (dispute, sequence, entry, event, actor, person, happened_at, standing, detail)
         values ($1, 2, $2, 'DENY', 'somebody', 'seller-0', now(), 'DENIED', '{}')`,
        [id, tx.entry.toString()],
      );
      return { result: null };
    });
    await expect(forged).rejects.toMatchObject({ code: 'KA001' });
    expect(await codeOf(disputes.answer(as('cop'), answer(id)))).toBe('DISPUTE_NOT_ASKED');
    await disputes.answer(as('manager-1'), answer(id, { answer: 'deny', reason: 'seller-0 did it' }));
    expect(await list.one(as('seller-1'), id)).toMatchObject({
      standing: 'DENIED',
      reason: 'seller-0 did it',
    });
  });

  it('is sent back for evidence, and goes on when it is brought', async () => {
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    await disputes.answer(as('manager-1'), answer(id, { answer: 'send-back', reason: 'Which order?' }));
    expect(await codeOf(disputes.answer(as('manager-1'), answer(id)))).toBe('DISPUTE_NOT_OPEN');
    const more = [{ what: 'Order', says: null, link: 'https://crm.example.com/1' }];
    expect(await codeOf(disputes.bring(as('seller-0'), id, more))).toBe('DISPUTE_NOT_YOURS');
    await disputes.bring(as('seller-1'), id, more);
    await disputes.answer(as('manager-1'), answer(id, { answer: 'pass-up', reason: null }));
    expect(await list.one(as('seller-1'), id)).toMatchObject({ level: 'comp-operations' });
    await disputes.withdraw(as('seller-1'), id, null);
  });

  it('goes up when its time is over, and is decided by nobody then', async () => {
    const filed = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    const [stored] = await database.reading(ACTOR, (tx) => readDisputes(tx, [filed]));
    const [event] = stored?.events ?? [];
    if (event?.event !== 'FILE') throw new Error('nothing was filed');
    await disputes.withdraw(as('seller-1'), filed, null);
    const id = randomUUID();
    const day = 86_400_000;
    const late = { ...event, at: event.at - 11 * day, due: event.at - day };
    await database.change(ACTOR, { action: 'dispute.file', subject: id }, async (tx) => ({
      result: await insertDispute(tx, id, late),
    }));
    const overdue = await list.page(as('cop'), { of: 'overdue', standing: null, participant: null }, FIRST);
    expect(overdue.nodes.map((each) => each.id)).toEqual([id]);
    const [one, two] = [new DisputeTime(disputes), new DisputeTime(disputes)];
    await Promise.all([one.look(), two.look()]);
    const now = await list.one(as('seller-1'), id);
    expect(now).toMatchObject({ level: 'comp-operations', standing: 'OPEN', asked: [] });
    expect(now?.events.map(({ event: name }) => name)).toEqual(['FILE', 'GO_UP']);
    expect(await codeOf(disputes.answer(as('manager-1'), answer(id)))).toBe('DISPUTE_UNKNOWN');
    await disputes.answer(as('cop'), answer(id, { answer: 'deny' }));
  });

  it('makes a ruling, whose differences on a closed period come in the open one, and replays', async () => {
    const id = await disputes.file(as('seller-1'), filing({ tag: 'hand-off' }));
    const [manager, other] = ['manager-1', 'manager-1'].map((who) =>
      codeOf(disputes.answer(as(who), answer(id))),
    );
    expect([await manager, await other].sort()).toEqual(['DISPUTE_NOT_OPEN', 'done']);
    const ruling = `D-${id}`;
    expect(await posted()).toEqual([
      `seller-0 2026-Q1 in 2026-Q2 {"credit ruling ${ruling} revision 1"}`,
      `seller-1 2026-Q1 in 2026-Q2 {"credit ruling ${ruling} revision 1"}`,
    ]);
    const { result } = await database
      .reading(ACTOR, (tx) => readDisputes(tx, [id]))
      .then(([stored]) => ({ result: stored }));
    expect(replayDispute(result?.events ?? [], id)).toEqual(result?.dispute);
    expect(await list.one(as('seller-0'), id)).toMatchObject({
      standing: 'UPHELD',
      ruled: { ruling, shares: [{ participantId: 'seller-1', parts: 1 }], reach: 'booking', until: null },
    });
  });

  it('is shown to who decides one of the same tag, and a ruling is disputed as a booking is', async () => {
    const [first] = (await list.page(as('cop'), { of: null, standing: 'UPHELD', participant: null }, FIRST))
      .nodes;
    const ruling = first?.ruled?.ruling ?? '';
    const id = await disputes.file(
      as('seller-0'),
      filing({ booking: null, source: null, ruling, claims: 'seller-0 1', tag: 'hand-off' }),
    );
    expect(await list.one(as('manager-0'), id)).toMatchObject({
      ruling,
      precedents: [{ id: first?.id, standing: 'UPHELD', reason: 'The customer says so' }],
    });
    expect((await list.one(as('seller-0'), id))?.precedents).toBeNull();
    await disputes.answer(as('manager-0'), answer(id, { answer: 'split', shares: 'seller-0 1, seller-1 1' }));
    const told = await posted();
    expect(told.map((each) => each.slice(0, 8))).toEqual(['seller-0', 'seller-1']);
    expect(told[0]).toContain(`credit ruling D-${id} revision 1`);
  });

  it('for an account ends on its day', async () => {
    const id = await disputes.file(as('seller-1'), filing({ booking: 'B4' }));
    expect(await codeOf(disputes.answer(as('manager-1'), answer(id, { reach: 'account' })))).toBe(
      'DISPUTE_NO_END',
    );
    const until = readDay('2026-07-01') ?? 0;
    await disputes.answer(as('manager-1'), answer(id, { reach: 'account', until }));
    await posted();
    const rows = await new CreditsService(database).credits(ACTOR, [
      { source: 'crm', id: 'B4' },
      { source: 'crm', id: 'B5' },
      { source: 'crm', id: 'B6' },
    ]);
    const direct = [...rows].map(([key, credits]) => [
      key,
      credits.find(({ kind }) => kind === 'direct')?.participantId,
    ]);
    expect(direct.map(([, who]) => who).sort()).toEqual(['seller-0', 'seller-1', 'seller-1']);
    expect(new Map(direct as [string, string][]).get(bookingKey({ source: 'crm', id: 'B5' }))).toBe(
      'seller-0',
    );
    const again = await disputes.file(as('seller-1'), filing({ booking: 'B3' }));
    const more = answer(again, { reach: 'account', until });
    await expect(disputes.answer(as('manager-1'), more)).rejects.toMatchObject({
      code: 'DISPUTE_RULING',
      message: `two rulings about one account overlap: D-${id}, known already, from 2026-05-06 until 2026-07-01`,
      hint: 'Rule for the booking alone, or have comp operations end or withdraw the other ruling first.',
    });
    const past = answer(again, { reach: 'account', until: readDay('2026-02-01') ?? 0 });
    await expect(disputes.answer(as('manager-1'), past)).rejects.toMatchObject({
      code: 'DISPUTE_RULING',
      path: 'until',
      hint: 'Give a day after that of the booking, from which on the ruling holds.',
    });
  });
});
