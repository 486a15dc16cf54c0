import { deal, level, matrixOf, organisation, TAKES_PART } from '../../../../test/support/rules/matrix.js';
import { offer, said, story } from '../../../../test/support/rules/told.js';
import { FRIDAY, HOURS, Story } from '../../../../test/support/rules/request.js';
import type { ApprovalLevel } from '../../rulebook/rulebook.js';
import { decide, retract } from './decide.js';
import { delegate } from './deciding/hand-on.js';
import { booked, closedLost, dealChanged, recall, resubmitted, tick } from './tend.js';

describe('a request', () => {
  it('goes up the ladder and is approved, for as long as the matrix says', () => {
    const told = story();
    expect(told.standing).toBe('PENDING, manager REQUESTED, director WAITING');
    expect(said(told, 'director', 1)).toBe('NOT_OPEN');
    expect(said(told, 'manager', 0)).toBe('');
    expect(told.standing).toBe('PENDING, manager APPROVED, director REQUESTED');
    expect(said(told, 'director', 1)).toBe('');
    expect(told.standing).toBe('APPROVED, manager APPROVED, director APPROVED');
    expect(told.request.validUntil).toBe(FRIDAY + 60 * 24 * HOURS);
    told.at = FRIDAY + 60 * 24 * HOURS;
    told.take(tick(told.request, told.setting('clock')));
    expect(told.request.standing).toBe('EXPIRED');
  });

  it('asks parallel levels at once and is approved when both are', () => {
    const told = new Story(matrixOf(), offer('15%', '30%'));
    told.submit();
    expect(told.standing).toBe('PENDING, manager REQUESTED, finance REQUESTED');
    said(told, 'finance', 1);
    said(told, 'manager', 0);
    expect(told.request.standing).toBe('APPROVED');
  });

  it('is approved by the name of the rule where nobody is needed, and fails closed where it cannot be judged', () => {
    const free = story('5%');
    expect(free.standing).toBe('APPROVED');
    expect(free.events.map(({ event, actor }) => `${event} ${actor}`)).toEqual([
      'SUBMIT ana',
      'EVALUATED AUTO_NONE_REQUIRED',
    ]);
    const unknown = new Story(matrixOf(), deal({ 'deal.discount': '15%' }));
    unknown.submit();
    expect(unknown.request.standing).toBe('EVALUATION_FAILED');
  });

  it('ends with the first rejection, which needs a reason', () => {
    const told = new Story(matrixOf(), offer('25%', '30%'));
    told.submit();
    expect(said(told, 'manager', 0, ' ')).toBe('NO_REASON');
    expect(said(told, 'manager', 0, 'Too cheap')).toBe('');
    expect(told.standing).toBe('REJECTED, manager REJECTED, director CANCELLED, finance CANCELLED');
    expect(said(told, 'finance', 2)).toBe('NOT_OPEN');
  });

  it('is taken back by who submitted it alone, where the matrix lets it', () => {
    const told = story();
    expect(told.take(recall(told.request, told.setting('manager')))).toBe('NOT_YOURS');
    expect(told.take(recall(told.request, told.setting('ana')))).toBe('');
    expect(told.standing).toBe('RECALLED, manager CANCELLED, director CANCELLED');
    const terms = { ...matrixOf().terms, recall: 'not-allowed' as const };
    const fixed = story('25%', matrixOf({ terms }));
    expect(fixed.take(recall(fixed.request, fixed.setting('ana')))).toBe('NOT_ALLOWED');
  });

  it('does not outlive a change of the deal while it is open, and holds for the approved terms alone', () => {
    const open = story();
    open.take(dealChanged(open.request, 'other', open.setting('sync')));
    expect(open.standing).toBe('SUPERSEDED, manager CANCELLED, director CANCELLED');
    const told = story('5%');
    const { hash } = told.request;
    told.take(dealChanged(told.request, 'other', told.setting('sync')));
    expect(told.request.standing).toBe('STALE');
    expect(told.take(booked(told.request, { hash, booking: 'B1' }, told.setting('sync')))).toBe(
      'NOT_APPROVED',
    );
    told.take(dealChanged(told.request, hash, told.setting('sync')));
    expect(told.request.standing).toBe('APPROVED');
    expect(told.take(booked(told.request, { hash: 'other', booking: 'B1' }, told.setting('sync')))).toBe(
      'OLD_FINGERPRINT',
    );
    expect(told.take(booked(told.request, { hash, booking: 'B1' }, told.setting('sync')))).toBe('');
    expect(told.request.standing).toBe('CONSUMED');
    expect(told.take(closedLost(told.request, told.setting('ana')))).toBe('NOT_OPEN');
  });

  it('gives way to a new one when an approval no longer fits', () => {
    const told = story('5%');
    expect(told.take(resubmitted(told.request, told.setting('ana')))).toBe('NOT_OPEN');
    told.take(dealChanged(told.request, 'other', told.setting('sync')));
    expect(told.take(resubmitted(told.request, told.setting('ana')))).toBe('');
    expect(told.request.standing).toBe('SUPERSEDED');
  });

  it('is submitted once, and by the terms that were looked at', () => {
    const told = new Story(matrixOf(), offer('25%'));
    expect(told.submit('ana', [], 'what I saw yesterday')).toBe('OLD_FINGERPRINT');
    expect(told.events).toEqual([]);
  });
});

describe('who may decide', () => {
  it('is nobody who takes part in the deal, who left, or who is not asked', () => {
    const told = story('15%');
    expect(said(told, 'ana', 0)).toBe('TAKES_PART');
    expect(said(told, 'vp', 0)).toBe('NOT_ASKED');
    const own = {
      peopleInRole: () => ['manager', 'z'],
      grantedOwnRight: (person: string) => person === 'manager',
    };
    expect(said(story('15%', matrixOf(), own), 'manager', 0)).toBe('GRANTED_OWN_RIGHT');
    const left = story('15%');
    left.asking = {
      ...left.asking,
      organisation: organisation({ isActive: (person) => person !== 'manager' }),
    };
    expect(said(left, 'manager', 0)).toBe('NOT_OPEN');
    left.take(tick(left.request, left.setting('clock')));
    expect(left.standing).toBe('EVALUATION_FAILED, manager CANCELLED');
  });

  it('is the next level where those of a level all take part, as the matrix says', () => {
    const parties = { ...TAKES_PART, beneficiaries: ['manager'] };
    const of = (ownDeal: 'next-level' | 'skip-level' | 'refuse'): string => {
      const told = new Story(matrixOf({ terms: { ...matrixOf().terms, ownDeal } }), offer('15%'), {
        parties,
      });
      told.submit();
      return `${told.standing}, asks ${told.request.steps.flatMap(({ people }) => people).join()}`;
    };
    expect(of('next-level')).toBe('PENDING, manager REQUESTED, asks director');
    expect(of('skip-level')).toBe('APPROVED, manager SKIPPED, asks ');
    expect(of('refuse')).toBe('EVALUATION_FAILED, asks ');
    // Beside the ladder no level is the next one, least of all the lowest of the ladder.
    const beside = { ...TAKES_PART, beneficiaries: ['finance'] };
    const thin = new Story(matrixOf(), offer('5%', '30%'), { parties: beside });
    thin.submit();
    expect(thin.standing).toBe('EVALUATION_FAILED');
  });

  it('is a manager who earns by rollup alone unless the matrix says no', () => {
    const parties = { ...TAKES_PART, rollup: ['manager'] };
    const of = (rollupManagers: 'may-decide' | 'may-not-decide'): readonly string[] => {
      const told = new Story(matrixOf({ terms: { ...matrixOf().terms, rollupManagers } }), offer('15%'), {
        parties,
      });
      told.submit();
      return told.request.steps.flatMap(({ people }) => people);
    };
    expect([of('may-decide'), of('may-not-decide')]).toEqual([['manager'], ['director']]);
  });

  it('is asked once for two levels, or two people must be', () => {
    const one = { peopleInRole: () => ['boss', 'second'] };
    const told = story('25%', matrixOf(), one);
    said(told, 'boss', 0);
    expect(told.standing).toBe('APPROVED, manager APPROVED, director APPROVED');
    const terms = { ...matrixOf().terms, samePersonTwice: 'two-people' as const };
    const two = story('25%', matrixOf({ terms }), one);
    said(two, 'boss', 0);
    expect(said(two, 'boss', 1)).toBe('DECIDED_BEFORE');
    expect(said(two, 'second', 1)).toBe('');
    expect(two.request.standing).toBe('APPROVED');
  });

  it('may stand in for who is asked by a grant that covers the deal, and is tested as they are', () => {
    const grant = { id: 'G', from: 'manager', to: 'deputy', covers: true, isOwn: false };
    const delegatesOf = (person: string): readonly (typeof grant)[] => (person === 'manager' ? [grant] : []);
    const told = story('15%', matrixOf(), { delegatesOf });
    expect(said(told, 'deputy', 0)).toBe('');
    expect(told.request.steps[0]?.votes).toMatchObject([{ person: 'deputy', actingFor: 'manager' }]);
    const report = story('15%', matrixOf(), { delegatesOf, managerOf: () => 'ana' });
    expect(said(report, 'deputy', 0)).toBe('REPORTS_TO_SUBMITTER');
    const outside = story('15%', matrixOf(), { delegatesOf: () => [{ ...grant, covers: false }] });
    expect(said(outside, 'deputy', 0)).toBe('NOT_ASKED');
  });

  it('gives a seat one vote, whether its own person or a deputy comes first', () => {
    const grant = { id: 'G', from: 'a', to: 'deputy', covers: true, isOwn: false };
    const pair = matrixOf({ levels: [level('manager', { quorum: 2 }), ...matrixOf().levels.slice(1)] });
    const of = (): Story =>
      story('15%', pair, {
        peopleInRole: () => ['a', 'b'],
        delegatesOf: (person) => (person === 'a' ? [grant] : []),
      });
    for (const [first, second] of [
      ['a', 'deputy'],
      ['deputy', 'a'],
    ] as const) {
      const told = of();
      expect(said(told, first, 0)).toBe('');
      expect(said(told, second, 0)).toBe('ALREADY_DECIDED');
      expect(said(told, second, 0, 'No')).toBe('ALREADY_DECIDED');
      const handed = delegate(told.request, { step: 0, to: 'c' }, told.setting('a'));
      expect(told.take(handed)).toBe('ALREADY_DECIDED');
      expect(told.standing).toBe('PENDING, manager REQUESTED');
      expect(told.take(retract(told.request, 0, told.setting(first)))).toBe('');
      expect(said(told, second, 0)).toBe('');
      expect(said(told, 'b', 0)).toBe('');
      expect(told.request.standing).toBe('APPROVED');
    }
  });

  it('decides once: the same again changes nothing, another decision is refused, an old fingerprint too', () => {
    const pair = matrixOf({ levels: [level('manager', { quorum: 2 }), ...matrixOf().levels.slice(1)] });
    const told = story('15%', pair, { peopleInRole: () => ['a', 'b', 'c'] });
    expect(said(told, 'a', 0)).toBe('');
    const { length } = told.events;
    expect(said(told, 'a', 0)).toBe('');
    expect(told.events.length).toBe(length);
    expect(said(told, 'a', 0, 'No')).toBe('ALREADY_DECIDED');
    const old = { step: 0, decision: 'approve' as const, hash: 'old', reason: null };
    expect(told.take(decide(told.request, old, told.setting('b')))).toBe('OLD_FINGERPRINT');
    expect(told.request.standing).toBe('PENDING');
    said(told, 'b', 0);
    expect(told.request.standing).toBe('APPROVED');
  });

  it.each([
    ['any', 1],
    ['all', 3],
    [2, 2],
  ] as const)('is as many as a quorum of %s needs', (quorum, needed) => {
    const levels: ApprovalLevel[] = [level('manager', { quorum }), ...matrixOf().levels.slice(1)];
    const told = story('15%', matrixOf({ levels }), { peopleInRole: () => ['a', 'b', 'c'] });
    const done = ['a', 'b', 'c'].map((person) => {
      said(told, person, 0);
      return told.request.standing;
    });
    expect(done.indexOf('APPROVED') + 1).toBe(needed);
  });
});
