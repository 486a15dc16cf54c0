import { beforeAll, describe, expect, it } from '@jest/globals';
import { seeingAll } from '../../../test/support/actors/actor.js';
import { ALL_SEEING } from '../../../test/support/api/viewers.js';
import { testDatabase } from '../../../test/support/database.js';
import {
  engagementFiles,
  giveFacts,
  publishAll,
  tellEngaged,
} from '../../../test/support/engagement/engaged-company.js';
import { ImportService } from '../bookings/import.service.js';
import { RulesService } from '../rules/rules.service.js';
import { RulingListService } from './ruling-list.service.js';
import { RulingsService, type Question, type StoredRuling } from './rulings.service.js';
import { EngagementTime } from './time/engagement-time.service.js';
import { readAnswers } from './store/read-rulings.js';

const database = testDatabase();
beforeAll(() => tellEngaged(database));
const actor = seeingAll('tester');
const service = new RulingsService(database, new RulesService(database));

const STANDING: Question = { kind: 'registration', subject: 'R-2', decision: 'approval', day: '2026-03-06' };
const HOLDOVER: Question = {
  kind: 'request',
  subject: 'Q-3',
  decision: 'opportunity-holdover',
  day: '2025-03-12',
};
const MOVE: Question = { kind: 'request', subject: 'Q-2', decision: 'move', day: '2026-05-02' };
const LEAD: Question = { kind: 'lead', subject: 'L-1', decision: 'lead-status', day: '2026-03-12' };

async function answers(question: Question, position: bigint | null = null): Promise<StoredRuling[]> {
  return await database.reading(actor, (tx) => readAnswers(tx, question, position));
}

const said = ({ gives, rule }: StoredRuling): string =>
  `${gives.map(({ value }) => value ?? 'nothing').join(', ')} by ${rule ?? 'otherwise'}`;

async function undo(entry: string | null): Promise<void> {
  await new ImportService(database).undoImport(actor, entry ?? '');
}

describe('rulings are decided again', () => {
  it('after a stage, which moves the answer back when it is undone', async () => {
    const first = await service.decide(actor, HOLDOVER);
    expect(said(first)).toBe('refused, nothing by early-stage');
    const told = await giveFacts(database, 'stages', 'opportunity,date,stage\nO-3,2025-03-09,4\n');
    expect(await service.decideAgain(actor)).toEqual({ checked: 1, changed: 1 });
    const [now, before] = await answers(HOLDOVER);
    expect(now && said(now)).toBe('granted, 90 days by growth');
    expect(now?.cause).toEqual([
      { what: 'opportunity.stage-at-transfer', before: '2 stage', after: '4 stage' },
    ]);
    expect(before).toMatchObject({ id: first.id, stands: false });
    const [then] = await answers(HOLDOVER, first.recorded);
    expect(then?.id).toBe(first.id);
    await undo(told.entry);
    await service.decideAgain(actor);
    const all = await answers(HOLDOVER);
    expect(all.map(said)).toEqual([
      'refused, nothing by early-stage',
      'granted, 90 days by growth',
      'refused, nothing by early-stage',
    ]);
    expect(all.map(({ stands }) => stands)).toEqual([true, false, false]);
  });

  it('after an activity', async () => {
    await service.decide(actor, LEAD);
    await giveFacts(database, 'activities', 'lead,date,kind\nL-1,2026-03-11,call\n');
    expect(await new EngagementTime(service).look()).toMatchObject({ changed: 1 });
    const [now, before] = await answers(LEAD);
    expect([before, now].map((each) => each && said(each))).toEqual(['free by silent', 'kept by otherwise']);
    expect(now?.cause).toEqual([
      { what: 'lead.last-activity', before: '2026-03-03', after: '2026-03-11' },
      { what: 'window.worked', before: 'closed', after: 'open' },
    ]);
  });

  it('after a registration is withdrawn', async () => {
    expect(said(await service.decide(actor, STANDING))).toBe('refused by another-first');
    await giveFacts(
      database,
      'registrations',
      'registration,partner,opportunity,filed,withdrawn\nR-1,partner-7,O-2,2026-02-02,yes\n',
    );
    await service.decideAgain(actor);
    expect((await answers(STANDING)).map(said)).toEqual([
      'approved by both-agree',
      'refused by another-first',
    ]);
  });

  it('after a new version of the policy, and not after one that says the same', async () => {
    const first = await service.decide(actor, MOVE);
    expect(said(first)).toBe('at-once by wrong-place');
    const files = engagementFiles();
    const changed = (from: string, to: string) =>
      files.map((file) => ({ ...file, text: String(file.text).replace(from, to) }));
    await publishAll(database, changed('much-revenue', 'very-much-revenue'));
    await service.decideAgain(actor);
    const [same] = await answers(MOVE);
    expect(same?.id).toBe(first.id);
    expect(same?.checked).toBeGreaterThan(first.checked);
    await publishAll(database, changed('request.reason: [wrong-team, ', 'request.reason: ['));
    await service.decideAgain(actor);
    const [now] = await answers(MOVE);
    expect(now && said(now)).toBe('not-now by otherwise');
    expect(now?.cause[0]?.what).toBe('policy');
  });

  it('after an account had another owner on the day', async () => {
    const owner: Question = {
      kind: 'opportunity',
      subject: 'O-1',
      decision: 'opportunity-owner',
      day: '2024-08-01',
    };
    expect((await service.decide(actor, owner)).gives[0]?.value).toBe('ana');
    await giveFacts(
      database,
      'account-owners',
      'account,participant,from,until\nacme,ben,2024-07-01,2024-09-01\n',
    );
    await service.decideAgain(actor);
    expect((await answers(owner)).map(({ gives }) => gives[0]?.value)).toEqual(['ben', 'ana']);
    const later = await service.decide(actor, { ...owner, day: '2024-10-01' });
    expect(later.gives[0]?.value).toBe('ana');
  });

  it('after the owner of a book got or lost an account, where nobody told how many it has', async () => {
    const book: Question = { kind: 'book', subject: 'B-9', decision: 'book-limit', day: '2026-04-01' };
    await giveFacts(database, 'books', 'book,owner,book.role,book.quarter\nB-9,cho,account-manager,starts\n');
    await service.decide(actor, book);
    const rows = Array.from({ length: 16 }, (_, nth) => `cho-${nth},A,cho\n`);
    await giveFacts(database, 'accounts', `account,name,owner\n${rows.join('')}`);
    await service.decideAgain(actor);
    const owners = 'account,participant,from,until\ncho-1,ben,2026-03-01,2026-05-01\ncho-2,ben,2026-05-01,\n';
    await giveFacts(database, 'account-owners', owners);
    await service.decideAgain(actor);
    const all = await answers(book);
    expect(all.map(({ read }) => read.find(({ name }) => name === 'book.accounts')?.value)).toEqual([
      '15 account',
      '16 account',
      '0 account',
    ]);
    expect(all.map(({ rule }) => rule)).toEqual([null, 'over', 'under']);
  });

  it('after people ruled on credit', async () => {
    const credit: Question = {
      kind: 'booking',
      subject: 'crm/SO-1/1',
      decision: 'credit',
      day: '2024-05-02',
    };
    expect(said(await service.decide(actor, credit))).toBe('100% by holdover');
    const header = 'ruling,booking,booking_source,shares,reason,decided_by';
    const told = await giveFacts(
      database,
      'credit-rulings',
      `${header}\nCR-1,SO-1,crm,"ana 3, ben 1",Agreed by both,Comp operations\n`,
    );
    await service.decideAgain(actor);
    const [ruled] = await answers(credit);
    expect(ruled).toMatchObject({
      phase: 'ruling',
      rule: 'CR-1',
      because: 'Agreed by both',
      gives: [
        { output: 'ana', value: '75%' },
        { output: 'ben', value: '25%' },
      ],
      lost: [{ rule: 'holdover', lostTo: 'ruling' }, { lostTo: 'ruling' }],
    });
    await undo(told.entry);
    await service.decideAgain(actor);
    expect((await answers(credit)).map(({ rule }) => rule)).toEqual(['holdover', 'CR-1', 'holdover']);
  });

  it('for its own day after the day of a booking was corrected, which leaves nothing to look at of the other', async () => {
    const tell = async (date: string, revision: number): Promise<void> => {
      const header = 'booking,line,date,currency,net,salesperson,account,revision';
      await giveFacts(database, 'bookings', `${header}\nSO-7,1,${date},USD,10,ana,acme,${revision}\n`);
    };
    const credit = (day: string): Question => {
      return { kind: 'booking', subject: 'crm/SO-7/1', decision: 'credit', day };
    };
    const queue = new RulingListService(database);
    const looked = async (): Promise<readonly unknown[]> => {
      const filter = { kind: null, subject: 'crm/SO-7/1', decision: null, superseded: false };
      const { nodes } = await queue.page(ALL_SEEING, { ...filter, exceptions: true }, { first: 10 });
      return nodes.map(({ day, exception }) => [day, exception]);
    };
    await tell('2024-05-10', 1);
    const first = await service.decide(actor, credit('2024-05-10'));
    expect(first.exception).toBeNull();
    await tell('2023-05-10', 2);
    expect(await service.decideAgain(actor)).toEqual({ checked: 1, changed: 2 });
    expect((await answers(credit('2024-05-10')))[0]).toMatchObject({
      nth: 2,
      exception: 'OTHER_DAY',
      because: 'The booking crm/SO-7/1 is of 2023-05-10 by now, and is decided for that day.',
      gives: [],
    });
    expect(await looked()).toEqual([['2023-05-10', 'NO_POLICY']]);
    await tell('2024-05-10', 3);
    expect(await service.decideAgain(actor)).toEqual({ checked: 2, changed: 2 });
    expect((await answers(credit('2024-05-10')))[0]).toMatchObject({ nth: 3, gives: first.gives });
    expect(await looked()).toEqual([]);
    await tell('2024-05-11', 4);
    await tell('2024-05-12', 5);
    await service.decideAgain(actor);
    expect((await answers(credit('2024-05-12'))).map(({ exception }) => exception)).toEqual([null]);
    expect(await answers(credit('2024-05-11'))).toEqual([]);
    expect(await looked()).toEqual([]);
  });

  it('never silently: what is gone, and what ties, is an exception', async () => {
    const gone: Question = { kind: 'book', subject: 'B-1', decision: 'book-limit', day: '2026-04-01' };
    await service.decide(actor, gone);
    await giveFacts(database, 'books', 'book,owner,withdrawn\nB-1,ana,yes\n');
    await service.decideAgain(actor);
    const [now] = await answers(gone);
    expect(now).toMatchObject({ exception: 'NO_SUBJECT', because: 'There is no book B-1.', gives: [] });
    await expect(service.decide(actor, { ...gone, subject: 'B-2' })).rejects.toMatchObject({
      code: 'RULING_SUBJECT_UNKNOWN',
    });
    await expect(service.decide(actor, { ...gone, decision: 'book-limits' })).rejects.toMatchObject({
      code: 'RULING_DECISION_UNKNOWN',
      hint: 'Did you mean book-limit?',
    });
    await expect(service.decide(actor, { ...gone, kind: 'lead' })).rejects.toMatchObject({
      code: 'RULING_SUBJECT_WRONG',
    });
    const late = { ...LEAD, day: '2031-01-01' };
    expect(await service.decide(actor, late)).toMatchObject({ exception: 'NO_POLICY', policy: null });
  });

  it('not at all while nothing was told', async () => {
    await service.decideAgain(actor);
    expect(await service.decideAgain(actor)).toEqual({ checked: 0, changed: 0 });
    await giveFacts(database, 'participants', 'participant,name\ndan,Dan\n');
    expect(await service.decideAgain(actor)).toEqual({ checked: 0, changed: 0 });
    const credit: Question = {
      kind: 'booking',
      subject: 'crm/SO-2/1',
      decision: 'credit',
      day: '2027-05-02',
    };
    await service.decide(actor, credit);
    await giveFacts(
      database,
      'bookings',
      'booking,line,date,currency,net,salesperson,account\nSO-2,1,2027-05-02,USD,1000,cho,acme\n',
    );
    expect(await service.decideAgain(actor)).toEqual({ checked: 1, changed: 1 });
    expect((await answers(credit)).map(said)).toEqual(['100% by paid-in-time', '100% by paid-in-time']);
    expect((await answers(credit)).map(({ gives }) => gives[0]?.output)).toEqual(['cho', 'ben']);
  });
});

describe('many rulings', () => {
  const DAY = '2026-03-04';
  const lead = (nth: number): string => `M-${nth}`;
  const file = (rows: number, contact: string): string =>
    `lead,owner,received,lead.first-contact\n${Array.from({ length: rows }, (_, nth) => `${lead(nth)},ana,2026-03-01,${contact}`).join('\n')}\n`;

  it('are decided again in a stream, each once, by several at once', async () => {
    const rows = 1_000;
    await giveFacts(database, 'leads', file(rows, ''));
    const questions = Array.from({ length: rows }, (_, nth): Question => {
      return { kind: 'lead', subject: lead(nth), decision: 'lead-status', day: DAY };
    });
    expect(await service.decideAll(actor, questions)).toBe(rows);
    expect(await service.decideAll(actor, questions)).toBe(0);
    await giveFacts(database, 'leads', file(rows, '2026-03-02'));
    await Promise.all(Array.from({ length: 4 }, () => service.decideAgain(actor)));
    await service.decideAgain(actor);
    const [counted] = await database.inTransaction(actor, (tx) =>
      tx.query<{ first: string; second: string; more: string }>(
        `select count(*) filter (where nth = 1) as first, count(*) filter (where nth = 2 and rule is null) as second,
           count(*) filter (where nth > 2) as more from engagement_ruling where subject like 'M-%'`,
      ),
    );
    expect(counted).toEqual({ first: `${rows}`, second: `${rows}`, more: '0' });
  });

  it('of one question asked by many at once are one', async () => {
    const question: Question = { kind: 'account', subject: 'acme', decision: 'segment', day: '2026-06-01' };
    const all = await Promise.all(Array.from({ length: 8 }, () => service.decide(actor, question)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(await answers(question)).toHaveLength(1);
  });
});
