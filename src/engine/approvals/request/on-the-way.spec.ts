import { level, matrixOf, organisation, row } from '../../../../test/support/rules/matrix.js';
import { offer, said, story } from '../../../../test/support/rules/told.js';
import { FRIDAY, HOURS, Story } from '../../../../test/support/rules/request.js';
import { retract } from './decide.js';
import { delegate, reassign } from './deciding/hand-on.js';
import { override, review } from './deciding/override.js';
import { tick } from './tend.js';

describe('what happens on the way', () => {
  it('lets an approval be taken back until the next level decided', () => {
    const told = story('35%');
    said(told, 'manager', 0);
    expect(told.take(retract(told.request, 0, told.setting('director')))).toBe('NOTHING_TO_RETRACT');
    expect(told.take(retract(told.request, 0, told.setting('manager')))).toBe('');
    expect(told.standing).toBe('PENDING, manager REQUESTED, director WAITING, vp WAITING');
    said(told, 'manager', 0);
    said(told, 'director', 1);
    expect(told.take(retract(told.request, 0, told.setting('manager')))).toBe('DECIDED_ABOVE');
  });

  it('passes a late step up, takes the right from who was late, and never approves by time', () => {
    const answersWithin = { count: 1, unit: 'business-days' as const };
    const levels = [
      level('manager', { answersWithin, lateGoesTo: 'director' }),
      level('director', { answersWithin, lateGoesTo: 'nobody' }),
    ];
    const rows = [row('all', { 'deal.discount': '> 0%' }, ['manager'])];
    const told = story('15%', matrixOf({ levels, rows }));
    const monday = FRIDAY + 72 * HOURS;
    expect(told.request.steps[0]?.dueAt).toBe(monday);
    told.at = monday - 1;
    told.take(tick(told.request, told.setting('clock')));
    expect(told.request.steps[0]).toMatchObject({ people: ['manager'], rung: 0 });
    told.at = monday;
    told.take(tick(told.request, told.setting('clock')));
    expect(told.request.steps[0]).toMatchObject({
      people: ['director'],
      rung: 1,
      dueAt: monday + 24 * HOURS,
    });
    const { length } = told.events;
    told.take(tick(told.request, told.setting('clock')));
    expect(told.events.length).toBe(length);
    expect(said(told, 'manager', 0)).toBe('NOT_ASKED');
    told.at = monday + 24 * HOURS;
    told.take(tick(told.request, told.setting('clock')));
    expect(told.standing).toBe('EXPIRED, manager EXPIRED');
  });

  it('lets nobody take an approval back where the level, or the next one, was passed over', () => {
    const levels = [level('manager', { quorum: 2 }), ...matrixOf().levels.slice(1)];
    const people = (role: string): readonly string[] => (role === 'manager' ? ['a', 'b'] : [role]);
    const told = story('35%', matrixOf({ levels }), { peopleInRole: people });
    const passOver = (step: number): string =>
      told.take(
        override(
          told.request,
          { step, reason: 'Signs today', second: null, needsTwo: false },
          told.setting('cro'),
        ),
      );
    said(told, 'a', 0);
    passOver(0);
    const over = 'PENDING, manager OVERRIDDEN, director REQUESTED, vp WAITING';
    expect([told.take(retract(told.request, 0, told.setting('a'))), told.standing]).toEqual([
      'NOT_OPEN',
      over,
    ]);
    said(told, 'director', 1);
    passOver(2);
    const next = story('35%');
    said(next, 'manager', 0);
    next.take(
      override(
        next.request,
        { step: 1, reason: 'Signs today', second: null, needsTwo: false },
        next.setting('cro'),
      ),
    );
    expect(next.take(retract(next.request, 0, next.setting('manager')))).toBe('DECIDED_ABOVE');
    expect(next.standing).toBe('PENDING, manager APPROVED, director OVERRIDDEN, vp REQUESTED');
  });

  it('gives each level its own time from when it is asked, also where nobody looked for longer than all of it', () => {
    const hours = (count: number, lateGoesTo: string) => ({
      answersWithin: { count, unit: 'hours' as const },
      lateGoesTo,
    });
    const levels = [
      level('manager', hours(1, 'director')),
      level('director', hours(2, 'vp')),
      level('vp', hours(3, 'nobody')),
    ];
    const rows = [row('all', { 'deal.discount': '> 0%' }, ['manager'])];
    const told = story('15%', matrixOf({ levels, rows }));
    const lookAfter = (pause: number): unknown => {
      told.at += pause * HOURS;
      told.take(tick(told.request, told.setting('clock')));
      const { people, rung, dueAt } = told.request.steps[0] ?? {};
      return [told.request.standing, people, rung, ((dueAt ?? 0) - told.at) / HOURS];
    };
    expect(lookAfter(7)).toEqual(['PENDING', ['director'], 1, 2]);
    expect(lookAfter(1)).toEqual(['PENDING', ['director'], 1, 1]);
    expect(lookAfter(24)).toEqual(['PENDING', ['vp'], 2, 3]);
    expect(lookAfter(3)).toEqual(['EXPIRED', ['vp'], 2, 0]);
  });

  it('finds people anew when the organisation changes, and asks who is there now', () => {
    const told = story('15%');
    told.asking = { ...told.asking, organisation: organisation({ peopleInRole: () => ['new'] }) };
    expect(said(told, 'manager', 0)).toBe('NOT_ASKED');
    expect(said(told, 'new', 0)).toBe('');
    expect(told.request.standing).toBe('APPROVED');
  });

  it('is handed on once by who is asked, to somebody who may decide', () => {
    const told = story('15%');
    expect(told.take(delegate(told.request, { step: 0, to: 'ana' }, told.setting('manager')))).toBe(
      'TAKES_PART',
    );
    expect(told.take(delegate(told.request, { step: 0, to: 'x' }, told.setting('vp')))).toBe('NOT_YOURS');
    expect(told.take(delegate(told.request, { step: 0, to: 'manager' }, told.setting('manager')))).toBe(
      'CYCLE',
    );
    expect(told.take(delegate(told.request, { step: 0, to: 'x' }, told.setting('manager')))).toBe(
      'NO_AUTHORITY',
    );
    expect(told.take(delegate(told.request, { step: 0, to: 'director' }, told.setting('manager')))).toBe('');
    expect(told.take(delegate(told.request, { step: 0, to: 'vp' }, told.setting('director')))).toBe('CYCLE');
    expect(said(told, 'manager', 0)).toBe('NOT_ASKED');
    expect(said(told, 'director', 0)).toBe('');
    expect(told.request.steps[0]?.votes).toMatchObject([{ person: 'director', actingFor: 'manager' }]);
  });

  it('is handed to nobody below the level, and beside the ladder to who is of it, or by a delegation that another told', () => {
    const handed = (level: string, to: string, ...grants: { covers: boolean; isOwn: boolean }[]): string => {
      const told = new Story(matrixOf(), offer('25%', '30%'), {
        organisation: organisation({
          delegatesOf: (from) => grants.map((grant) => ({ id: 'G', from, to: 'intern', ...grant })),
        }),
      });
      told.submit();
      if (level === 'director') said(told, 'manager', 0);
      const step = ['manager', 'director', 'finance'].indexOf(level);
      return told.take(delegate(told.request, { step, to }, told.setting(level)));
    };
    const [grant, own, small] = [
      { covers: true, isOwn: false },
      { covers: true, isOwn: true },
      { covers: false, isOwn: false },
    ];
    expect([
      handed('director', 'manager'),
      handed('director', 'vp'),
      handed('finance', 'vp'),
      handed('manager', 'intern', own, small),
      handed('manager', 'intern', grant),
    ]).toEqual(['NO_AUTHORITY', '', 'NO_AUTHORITY', 'NO_AUTHORITY', '']);
  });

  it('is handed on no further by a delegation, and goes back to the level when who handed it on leaves', () => {
    const grant = { id: 'G', from: 'director', to: 'deputy', covers: true, isOwn: false };
    const roles: Record<string, readonly string[]> = { manager: ['a', 'b'] };
    const told = story('15%', matrixOf(), {
      peopleInRole: (role) => roles[role] ?? [role],
      delegatesOf: (person) => (person === 'director' ? [grant] : []),
    });
    told.take(delegate(told.request, { step: 0, to: 'director' }, told.setting('a')));
    expect(told.request.steps[0]?.people).toEqual(['b', 'director']);
    expect(said(told, 'deputy', 0)).toBe('NOT_ASKED');
    roles['manager'] = ['b', 'c'];
    expect(said(told, 'director', 0)).toBe('NOT_ASKED');
    told.take(tick(told.request, told.setting('clock')));
    expect(told.request.steps[0]?.people).toEqual(['b']);
    roles['manager'] = ['c'];
    expect(said(told, 'c', 0)).toBe('');
  });

  it('is not handed on so that one seat counts twice, or that too few are left', () => {
    const levels = [level('manager', { quorum: 2 }), level('director')];
    const rows = [row('all', { 'deal.discount': '> 0%' }, ['manager'])];
    const told = story('15%', matrixOf({ levels, rows }), {
      peopleInRole: (role) => (role === 'manager' ? ['x', 'y'] : [role]),
    });
    const hand = (from: string, to: string): string =>
      told.take(delegate(told.request, { step: 0, to }, told.setting(from)));
    expect(hand('x', 'y')).toBe('NOT_ALLOWED');
    said(told, 'x', 0);
    expect(hand('x', 'z')).toBe('ALREADY_DECIDED');
    const again = { step: 0, to: ['y', 'y'], reason: 'Away' };
    expect(told.take(reassign(told.request, again, told.setting('admin')))).toBe('NOT_ALLOWED');
    expect(hand('y', 'director')).toBe('');
    expect(told.request.steps[0]?.people).toEqual(['x', 'director']);
  });

  it('is given to others by an administrator who takes no part, with a reason', () => {
    const told = story('15%');
    const to = (people: readonly string[], reason = 'Away'): string =>
      told.take(reassign(told.request, { step: 0, to: people, reason }, told.setting('admin')));
    expect([to(['ana']), to(['x'], ''), to([])]).toEqual(['TAKES_PART', 'NO_REASON', 'NOT_ALLOWED']);
    expect(to(['x'])).toBe('');
    expect(said(told, 'x', 0)).toBe('');
  });

  it('says who it is that takes part, and how many must approve', () => {
    const told = story('15%');
    const to = (people: readonly string[]): unknown =>
      reassign(told.request, { step: 0, to: people, reason: 'Away' }, told.setting('admin'));
    const message = 'ana takes part in this deal (submitter) and may not decide it.';
    expect(to(['x', 'ana'])).toMatchObject({ refused: 'TAKES_PART', message });
    expect(delegate(told.request, { step: 0, to: 'ana' }, told.setting('manager'))).toMatchObject({
      message,
    });
    expect(to([])).toMatchObject({ message: '1 person must approve this step.' });
    expect(reassign(told.request, { step: 0, to: ['x'], reason: 'Away' }, told.setting('ana'))).toMatchObject(
      {
        message: 'You take part in this deal (submitter) and may not decide it.',
      },
    );
  });

  it('is overridden with a reason, by nobody who takes part, and stays to be seen', () => {
    const told = story('15%');
    const by = (actor: string, reason = 'Customer signs today', second: string | null = null): string =>
      told.take(override(told.request, { step: 0, reason, second, needsTwo: false }, told.setting(actor)));
    expect([by('ana'), by('cro', ''), by('cro', 'Yes', 'cro'), by('cro', 'Yes', 'ana')]).toEqual([
      'TAKES_PART',
      'NO_REASON',
      'NEEDS_SECOND',
      'TAKES_PART',
    ]);
    expect(by('cro')).toBe('');
    expect(told.standing).toBe('APPROVED, manager OVERRIDDEN');
  });

  it('is overridden by two where the matrix wants it, each by their own act, and may be decided meanwhile', () => {
    const by = (told: Story, actor: string, second: string | null = null): string =>
      told.take(
        override(
          told.request,
          { step: 0, reason: `As ${actor}`, second, needsTwo: true },
          told.setting(actor),
        ),
      );
    const told = story('15%');
    expect([by(told, 'cro'), by(told, 'cro')]).toEqual(['', '']);
    expect(told.standing).toBe('PENDING, manager REQUESTED');
    expect(told.events.filter(({ event }) => event === 'OVERRIDE_ASKED')).toHaveLength(1);
    expect(by(told, 'cfo')).toBe('');
    expect(told.standing).toBe('APPROVED, manager OVERRIDDEN');
    expect(told.request.steps[0]?.override).toMatchObject({ by: 'cfo', second: 'cro', reason: 'As cfo' });
    const named = story('15%');
    by(named, 'cro', 'cfo');
    // Not whom it is asked of: another asks anew.
    expect([by(named, 'coo'), named.standing]).toEqual(['', 'PENDING, manager REQUESTED']);
    expect(said(named, 'manager', 0)).toBe('');
    expect(named.standing).toBe('APPROVED, manager APPROVED');
  });

  it('is looked at later, once, by somebody who neither passed it over nor takes part', () => {
    const told = story('15%');
    const seen = (actor: string, comment = 'In order'): string =>
      told.take(review(told.request, { step: 0, comment }, told.setting(actor)));
    const by = (actor: string): string =>
      told.take(
        override(told.request, { step: 0, reason: 'Now', second: null, needsTwo: true }, told.setting(actor)),
      );
    expect(seen('auditor')).toBe('NOT_OPEN');
    by('cro');
    by('cfo');
    expect([seen('cro'), seen('cfo'), seen('ana'), seen('auditor', ' ')]).toEqual([
      'TAKES_PART',
      'TAKES_PART',
      'TAKES_PART',
      'NO_REASON',
    ]);
    expect(seen('auditor')).toBe('');
    expect(told.request).toMatchObject({
      standing: 'APPROVED',
      steps: [{ override: { reviewedBy: 'auditor', comment: 'In order' } }],
    });
    expect(seen('other')).toBe('NOT_OPEN');
  });
});
