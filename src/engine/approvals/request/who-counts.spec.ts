import { level, matrixOf, row } from '../../../../test/support/rules/matrix.js';
import { said, story } from '../../../../test/support/rules/told.js';
import { HOURS, type Story } from '../../../../test/support/rules/request.js';
import type { ApprovalLevel } from '../../rulebook/rulebook.js';
import { retract } from './decide.js';
import { reassign } from './deciding/hand-on.js';
import { tick } from './tend.js';

const ABOVE = matrixOf().levels.slice(1);
const LATE = { answersWithin: { count: 1, unit: 'hours' as const }, lateGoesTo: 'director' };

/** A deal for the manager, whose level several people are. `people` may change on the way. */
function asked(
  manager: Partial<ApprovalLevel>,
  people: Record<string, readonly string[]>,
  above: readonly ApprovalLevel[] = ABOVE,
): Story {
  const matrix = matrixOf({ levels: [level('manager', manager), ...above] });
  return story('15%', matrix, { peopleInRole: (role) => people[role] ?? [role] });
}

function look(told: Story): string {
  told.take(tick(told.request, told.setting('clock')));
  return told.standing;
}

const OPEN = 'PENDING, manager REQUESTED';
const DONE = 'APPROVED, manager APPROVED';

describe('whose approvals of a step count', () => {
  it('are of all who are asked now: who moved away approves for nobody who stays', () => {
    const people = { manager: ['a', 'b'] };
    const told = asked({ quorum: 'all' }, people);
    expect(said(told, 'a', 0)).toBe('');
    people.manager = ['b'];
    expect(look(told)).toBe(OPEN);
    expect(said(told, 'b', 0)).toBe('');
    expect(told.standing).toBe(DONE);
  });

  it('are enough where everybody who is left has approved', () => {
    const people = { manager: ['a', 'b', 'c'] };
    const told = asked({ quorum: 'all' }, people);
    said(told, 'a', 0);
    said(told, 'b', 0);
    people.manager = ['a', 'b'];
    expect(look(told)).toBe(DONE);
  });

  it('are those of somebody who is asked again, who need not say it twice', () => {
    const people = { manager: ['a', 'b', 'c'] };
    const told = asked({ quorum: 2 }, people);
    said(told, 'a', 0);
    people.manager = ['b', 'c'];
    said(told, 'b', 0);
    expect(told.standing).toBe(OPEN);
    people.manager = ['a', 'b', 'c'];
    expect(look(told)).toBe(DONE);
  });

  it('are none of a level that nobody is left of, at the level that is asked in its place', () => {
    const people = { manager: ['a', 'b'] };
    const told = asked({ quorum: 2, ifNobody: { level: 'director' } }, people);
    said(told, 'a', 0);
    people.manager = [];
    expect(look(told)).toBe(OPEN);
    expect(told.request.steps[0]).toMatchObject({ level: 'director', people: ['director'], votes: [] });
    expect(said(told, 'director', 0)).toBe('');
    expect(told.standing).toBe(DONE);
  });

  it('are none of the level that was late, whoever joins the next one', () => {
    const people = { manager: ['a', 'b'], director: ['d1'] };
    const told = asked({ quorum: 2, ...LATE }, people);
    said(told, 'a', 0);
    told.at += 2 * HOURS;
    look(told);
    expect(told.request.steps[0]?.people).toEqual(['d1']);
    people.director = ['d1', 'd2'];
    expect(look(told)).toBe(OPEN);
  });

  it('are as many of the next level as it needs, also of somebody who is of both and said it before', () => {
    const people = { manager: ['a', 'b'], director: ['a', 'd'] };
    const told = asked({ quorum: 2, ...LATE }, people, [level('director', { quorum: 2 })]);
    said(told, 'a', 0);
    told.at += 2 * HOURS;
    look(told);
    expect(said(told, 'd', 0)).toBe('');
    expect(told.standing).toBe(OPEN);
    expect(said(told, 'a', 0)).toBe('');
    expect(told.standing).toBe(DONE);
    expect(told.events.filter(({ event, actor }) => event === 'APPROVE' && actor === 'a')).toHaveLength(2);
  });

  it('are of whom an administrator names, where they approved before', () => {
    const people = { manager: ['a', 'b', 'c'] };
    const told = asked({ quorum: 2 }, people);
    said(told, 'a', 0);
    people.manager = ['b', 'c'];
    said(told, 'b', 0);
    const named = { step: 0, to: ['a', 'b'], reason: 'They know the customer' };
    expect(told.take(reassign(told.request, named, told.setting('admin')))).toBe('');
    expect(told.standing).toBe(DONE);
  });

  it('are still enough where one of more than are needed takes theirs back', () => {
    const levels = [level('manager', { quorum: 2 }), level('desk', { order: 'parallel', quorum: 'all' })];
    const rows = [row('all', { 'deal.discount': '> 0%' }, ['manager', 'desk'])];
    const people: Record<string, readonly string[]> = { manager: ['a', 'b', 'c'], desk: ['kim'] };
    const matrix = matrixOf({ levels, rows });
    const told = story('15%', matrix, { peopleInRole: (role) => people[role] ?? [role] });
    said(told, 'a', 0);
    people['manager'] = ['b', 'c'];
    said(told, 'b', 0);
    said(told, 'c', 0);
    expect(told.standing).toBe('PENDING, manager APPROVED, desk REQUESTED');
    told.take(retract(told.request, 0, told.setting('a')));
    expect(told.standing).toBe('PENDING, manager APPROVED, desk REQUESTED');
    told.take(retract(told.request, 0, told.setting('b')));
    expect(told.standing).toBe('PENDING, manager REQUESTED, desk REQUESTED');
  });
});
