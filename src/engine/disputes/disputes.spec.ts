import fc from 'fast-check';
import { runs } from '../../../test/support/properties/property-runs.js';
import { day } from '../../../test/support/sample-rules.js';
import { UTC_CLOCK } from '../approvals/request/due-at.js';
import type { CreditRuling } from '../model/credit-ruling.js';
import { answerDispute, bringEvidence, fileDispute, tendDispute, withdrawDispute } from './act.js';
import type { DisputeClaim, DisputeDone } from './act.js';
import type { DisputeSetting } from './setting.js';
import { followDispute } from './follow.js';
import { applyDispute, replayDispute } from './apply.js';
import { DISPUTE_ENDED, partiesOf, type Asked, type Dispute, type DisputeEvent } from './dispute.js';

const DAY = 86_400_000;
const LEVELS: Readonly<Record<string, Asked>> = {
  manager: { people: ['mia', 'ana'] },
  board: { people: ['vera'] },
  'comp-operations': 'comp-operations',
};

function setting(person: string, changes: Partial<DisputeSetting> = {}): DisputeSetting {
  return {
    doer: { user: `user-${person}`, person },
    isCompOperations: person === 'cop',
    at: 0,
    clock: UTC_CLOCK,
    standsInFor: new Set(),
    managers: new Set(),
    askedAt: (level) => LEVELS[level] ?? { people: [] },
    ...changes,
  };
}

const ANA: CreditRuling['to'] = [{ participant: 'ana', parts: 1 }];

function claim(changes: Partial<DisputeClaim> = {}): DisputeClaim {
  return {
    reason: 'I closed it',
    thing: {
      about: 'booking',
      scope: { source: 'crm', booking: 'B' },
      ruling: null,
      account: 'acme',
      date: day('2026-01-20'),
    },
    beneficiary: 'ana',
    claims: ANA,
    current: ['ben'],
    evidence: [{ what: 'e-mail', says: 'The customer says so', link: null }],
    tag: null,
    ladder: [
      { level: 'manager', within: 10 },
      { level: 'comp-operations', within: 5 },
      { level: 'board', within: 5 },
    ],
    ...changes,
  };
}

const after = (dispute: Dispute | null, done: DisputeDone): Dispute => {
  if ('refused' in done) throw new Error(done.refused);
  const now = done.events.reduce<Dispute | null>((one, event) => applyDispute(one, event, 'D'), dispute);
  if (!now) throw new Error('nothing happened');
  return now;
};
const refusal = (done: DisputeDone): string => ('refused' in done ? done.refused : 'done');
const open = (changes: Partial<DisputeClaim> = {}): Dispute =>
  after(null, fileDispute(claim(changes), setting('ana')));
const deny = { answer: 'deny', reach: 'booking', until: null, reason: 'No' } as const;
const uphold = { ...deny, answer: 'uphold', to: ANA, ruling: 'DR-1' } as const;

describe('a dispute of credit', () => {
  it('asks the first level, without whoever takes part, by the clock of the level', () => {
    expect(open()).toMatchObject({ standing: 'OPEN', rung: 0, asked: { people: ['mia'] }, due: 10 * DAY });
  });

  it('goes to the next level where all of one take part, and to comp operations where nobody is left', () => {
    const both = open({ current: ['mia'] });
    expect(both).toMatchObject({ rung: 1, asked: 'comp-operations' });
    const ladder = [{ level: 'manager', within: 3 }];
    expect(open({ current: ['mia'], ladder })).toMatchObject({
      rung: 0,
      asked: 'comp-operations',
      due: 3 * DAY,
    });
  });

  it('needs evidence and a claim', () => {
    expect(refusal(fileDispute(claim({ evidence: [] }), setting('ana')))).toBe('NO_EVIDENCE');
    expect(refusal(fileDispute(claim({ claims: [] }), setting('ana')))).toBe('NO_CLAIM');
  });

  it('is answered by who is asked, with a reason', () => {
    expect(refusal(answerDispute(open(), deny, setting('vera')))).toBe('NOT_ASKED');
    expect(refusal(answerDispute(open(), { ...deny, reason: ' ' }, setting('mia')))).toBe('NO_REASON');
    const done = after(open(), answerDispute(open(), deny, setting('mia')));
    expect(done).toMatchObject({ standing: 'DENIED', reason: 'No', endedAt: 0 });
    expect(refusal(answerDispute(done, deny, setting('mia')))).toBe('NOT_OPEN');
  });

  it.each(['ana', 'ben', 'carl'])('is decided by nobody who gains or loses by it: %s', (who) => {
    const everybody = setting(who, { isCompOperations: true });
    const dispute: Dispute = { ...open(), asked: { people: [who] } };
    const split = { ...uphold, answer: 'split', to: [{ participant: 'carl', parts: 1 }] } as const;
    expect(refusal(answerDispute(dispute, split, everybody))).toBe('TAKES_PART');
  });

  it('is decided by who stands in for somebody who is asked, and it is told for whom', () => {
    const vera = (changes: Partial<DisputeSetting> = {}): DisputeDone =>
      answerDispute(open(), deny, setting('vera', { standsInFor: new Set(['mia']), ...changes }));
    expect(vera()).toMatchObject({ events: [{ event: 'DENY', person: 'vera', actingFor: 'mia' }] });
    expect(answerDispute(open(), deny, setting('mia'))).not.toHaveProperty('events.0.actingFor');
    expect(refusal(vera({ standsInFor: new Set(['carl']) }))).toBe('NOT_ASKED');
    expect(refusal(vera({ managers: new Set(['ana']) }))).toBe('REPORTS_TO_FILER');
    expect(refusal(vera({ managers: new Set(['ben']) }))).toBe('done');
  });

  it('is decided neither by a party for somebody else, nor by somebody else for a party', () => {
    const ben = setting('ben', { standsInFor: new Set(['mia']) });
    expect(refusal(answerDispute(open(), deny, ben))).toBe('TAKES_PART');
    const own = setting('vera', { doer: open().filer, standsInFor: new Set(['mia']) });
    expect(refusal(answerDispute(open(), deny, own))).toBe('TAKES_PART');
    const asked: Dispute = { ...open(), asked: { people: ['ben'] } };
    expect(refusal(answerDispute(asked, deny, setting('vera', { standsInFor: new Set(['ben']) })))).toBe(
      'NOT_ASKED',
    );
    const toMia = { ...uphold, answer: 'split', to: [{ participant: 'mia', parts: 1 }] } as const;
    const vera = setting('vera', { standsInFor: new Set(['mia']) });
    expect(refusal(answerDispute(open(), toMia, vera))).toBe('NOT_ASKED');
    const top = { ...open(), asked: 'comp-operations' } as const;
    expect(refusal(answerDispute(top, deny, vera))).toBe('NOT_ASKED');
  });

  it('has whoever is credited since as a party, beside whoever was', () => {
    const now = (credited: readonly string[]): Dispute =>
      followDispute(open(), credited, setting('time')).reduce(
        (one, event) => applyDispute(one, event, 'D'),
        open(),
      );
    expect(now(['ben'])).toEqual(open());
    expect(now(['mia'])).toMatchObject({
      current: ['ben', 'mia'],
      rung: 1,
      asked: 'comp-operations',
      revision: 3,
    });
    expect(refusal(answerDispute(now(['mia']), deny, setting('mia')))).toBe('TAKES_PART');
    expect(refusal(answerDispute(now(['mia']), deny, setting('ben')))).toBe('TAKES_PART');
    expect(
      followDispute(after(open(), answerDispute(open(), deny, setting('mia'))), ['mia'], setting('time')),
    ).toEqual([]);
  });

  it.each<[string, Dispute, Partial<Dispute>, readonly string[]]>([
    ['goes up', open(), { rung: 1, asked: 'comp-operations', due: 7 * DAY }, []],
    ['asks whom the level means now', open(), { asked: { people: ['carl'] }, due: 10 * DAY }, ['carl']],
    [
      'asks comp operations at the top',
      { ...open(), rung: 2, asked: { people: ['vera'] }, due: 1 },
      { rung: 2, asked: 'comp-operations', due: 7 * DAY },
      [],
    ],
  ])('%s where whoever was asked left', (_what, before, wanted, people) => {
    const askedAt = (level: string): Asked => (level === 'comp-operations' ? level : { people });
    const by = setting('time', { at: 2 * DAY, askedAt });
    const now = followDispute(before, ['ben'], by).reduce(
      (one, event) => applyDispute(one, event, 'D'),
      before,
    );
    expect(now).toMatchObject(wanted);
    expect(followDispute(now, ['ben'], by)).toEqual([]);
  });

  it('is decided by nobody who filed it, whoever they sign in as', () => {
    const dispute: Dispute = { ...open(), asked: 'comp-operations' };
    const doer = { user: 'user-ana', person: null };
    expect(refusal(answerDispute(dispute, deny, setting('cop', { doer })))).toBe('TAKES_PART');
  });

  it('goes up when nobody answers in time, and is never decided by time', () => {
    const dispute = open();
    expect(tendDispute(dispute, setting('time', { at: 10 * DAY - 1 }))).toEqual([]);
    const up = (of: Dispute, at: number): Dispute =>
      tendDispute(of, setting('time', { at })).reduce<Dispute>(
        (now, event) => applyDispute(now, event, 'D'),
        of,
      );
    const second = up(dispute, 10 * DAY);
    expect(second).toMatchObject({ rung: 1, asked: 'comp-operations', due: 15 * DAY });
    const last = up(second, 15 * DAY);
    expect(last).toMatchObject({ rung: 2, asked: { people: ['vera'] }, due: 20 * DAY });
    expect(tendDispute(last, setting('time', { at: 400 * DAY }))).toEqual([]);
    expect(refusal(answerDispute(last, { ...deny, answer: 'pass-up' }, setting('vera')))).toBe(
      'NOBODY_ABOVE',
    );
  });

  it('is sent back for evidence, stands still, and goes on with what is brought', () => {
    const back = after(open(), answerDispute(open(), { ...deny, answer: 'send-back' }, setting('mia')));
    expect(back).toMatchObject({ standing: 'SENT_BACK', due: null });
    expect(tendDispute(back, setting('time', { at: 400 * DAY }))).toEqual([]);
    const more = [{ what: 'order', says: null, link: 'https://example.com/order' }];
    expect(refusal(bringEvidence(back, more, setting('ben')))).toBe('NOT_YOURS');
    const again = after(back, bringEvidence(back, more, setting('ana', { at: 30 * DAY })));
    expect(again).toMatchObject({ standing: 'OPEN', due: 40 * DAY });
    expect(again.evidence).toHaveLength(2);
  });

  it('rules for an account only until a day, and where the booking has one', () => {
    const account = { ...uphold, reach: 'account', until: null } as const;
    expect(refusal(answerDispute(open(), account, setting('mia')))).toBe('NO_END');
    const until = day('2026-07-01');
    expect(after(open(), answerDispute(open(), { ...account, until }, setting('mia'))).ruled).toEqual({
      ruling: 'DR-1',
      to: ANA,
      reach: 'account',
      until,
    });
  });

  it('is taken back by who filed it', () => {
    expect(refusal(withdrawDispute(open(), null, setting('mia')))).toBe('NOT_YOURS');
    expect(after(open(), withdrawDispute(open(), null, setting('ana'))).standing).toBe('WITHDRAWN');
  });
});

describe('whatever is done to a dispute', () => {
  const who = fc.constantFrom('ana', 'ben', 'mia', 'vera', 'cop', 'time');
  const what = fc.constantFrom(
    'deny',
    'uphold',
    'split',
    'send-back',
    'pass-up',
    'bring',
    'withdraw',
    'tend',
  );
  const steps = fc.array(fc.record({ who, what, hours: fc.integer({ min: 0, max: 400 }) }), {
    maxLength: 12,
  });

  it('replays to the state, is decided by nobody who takes part, and never by time', () => {
    fc.assert(
      fc.property(steps, (all) => {
        let events: readonly DisputeEvent[] = [];
        let dispute = open();
        const first = fileDispute(claim(), setting('ana'));
        if ('events' in first) events = first.events;
        let at = 0;
        for (const step of all) {
          at += step.hours * 3_600_000;
          const by = setting(step.who, { at });
          const done = doneBy(dispute, step.what, by);
          if ('refused' in done) continue;
          events = [...events, ...done.events];
          dispute = done.events.reduce((now, event) => applyDispute(now, event, 'D'), dispute);
        }
        expect(replayDispute(events, 'D')).toEqual(dispute);
        const decided = events.filter(({ event }) =>
          ['UPHOLD', 'SPLIT', 'DENY', 'SEND_BACK'].includes(event),
        );
        const byParties = decided.filter(
          ({ person }) => partiesOf(dispute).has(person ?? '') || person === 'time',
        );
        expect(byParties).toEqual([]);
        const ends = events.filter(({ event }) => ['UPHOLD', 'SPLIT', 'DENY', 'WITHDRAW'].includes(event));
        expect(ends.length).toBe(DISPUTE_ENDED.has(dispute.standing) ? 1 : 0);
      }),
      runs(200),
    );
  });

  function doneBy(dispute: Dispute, step: string, by: DisputeSetting): DisputeDone {
    const evidence = [{ what: 'note', says: 'x', link: null }];
    if (step === 'tend') return { events: tendDispute(dispute, setting('time', { at: by.at })) };
    if (step === 'bring') return bringEvidence(dispute, evidence, by);
    if (step === 'withdraw') return withdrawDispute(dispute, null, by);
    const answer = { ...deny, answer: step as 'deny' };
    const rules = step === 'uphold' || step === 'split';
    return answerDispute(dispute, rules ? { ...uphold, answer: step } : answer, by);
  }
});
