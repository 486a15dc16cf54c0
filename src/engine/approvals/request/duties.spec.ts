import { level, matrixOf, row } from '../../../../test/support/rules/matrix.js';
import { said, story } from '../../../../test/support/rules/told.js';
import { HOURS, type Story } from '../../../../test/support/rules/request.js';
import type { ApprovalLevel, ApprovalMatrix, ApprovalTerms } from '../../rulebook/rulebook.js';
import { retract } from './decide.js';
import { tick } from './tend.js';

const TWO: ApprovalTerms = { ...matrixOf().terms, samePersonTwice: 'two-people' };

/** How a request stands, with who is asked at each step. */
function asks({ request }: Story): string {
  const steps = request.steps.map(
    ({ requirement, standing, people }) => `${requirement.level} ${standing} ${people.join('+')}`,
  );
  return [request.standing, ...steps].join(', ');
}

/** A deal whose levels are the people of roles. */
function told(matrix: ApprovalMatrix, roles: Record<string, readonly string[]>, discount = '25%'): Story {
  return story(discount, matrix, { peopleInRole: (role) => roles[role] ?? [role] });
}

/** A manager level and a desk beside the ladder, which every deal needs. */
const beside = (desk: Partial<ApprovalLevel>, terms = TWO): ApprovalMatrix =>
  matrixOf({
    levels: [level('manager'), level('director'), level('desk', { order: 'parallel', ...desk })],
    rows: [row('all', { 'deal.discount': '> 0%' }, ['manager', 'desk'])],
    terms,
  });

describe('where two people must decide', () => {
  it('asks the next level for one whose only person has decided before', () => {
    const deal = told(matrixOf({ terms: TWO }), { manager: ['boss'], director: ['boss'] });
    said(deal, 'boss', 0);
    expect(asks(deal)).toBe('PENDING, manager APPROVED boss, director REQUESTED vp');
    expect(said(deal, 'boss', 1)).toBe('DECIDED_BEFORE');
    said(deal, 'vp', 1);
    expect(deal.request.standing).toBe('APPROVED');
  });

  it('asks the others of a level alone, and at once those beside the ladder', () => {
    const deal = told(beside({}), { manager: ['boss'], desk: ['boss', 'kim'] });
    expect(asks(deal)).toBe('PENDING, manager REQUESTED boss, desk REQUESTED boss+kim');
    said(deal, 'boss', 0);
    expect(asks(deal)).toBe('PENDING, manager APPROVED boss, desk REQUESTED kim');
    deal.take(retract(deal.request, 0, deal.setting('boss')));
    deal.take(tick(deal.request, deal.setting('clock')));
    expect(asks(deal)).toBe('PENDING, manager REQUESTED boss, desk REQUESTED boss+kim');
  });

  it('passes nothing over by `skip`, and fails closed where no level is left', () => {
    const skipping = told(beside({ ifNobody: 'skip' }), { manager: ['boss'], desk: ['boss'] });
    said(skipping, 'boss', 0);
    expect(skipping.standing).toBe('EVALUATION_FAILED, manager APPROVED, desk CANCELLED');
    const named = told(beside({ ifNobody: { level: 'director' } }), { manager: ['boss'], desk: ['boss'] });
    said(named, 'boss', 0);
    expect(asks(named)).toBe('PENDING, manager APPROVED boss, desk REQUESTED director');
    const few = told(beside({ quorum: 2 }), { manager: ['boss'], desk: ['boss', 'kim'] });
    said(few, 'boss', 0);
    expect(few.request.standing).toBe('EVALUATION_FAILED');
  });

  it('passes a late step to nobody who decided another', () => {
    const hour = { answersWithin: { count: 1, unit: 'hours' as const }, lateGoesTo: 'director' };
    const deal = told(beside(hour), { manager: ['boss'], director: ['boss', 'dan'] });
    said(deal, 'boss', 0);
    deal.at += HOURS;
    deal.take(tick(deal.request, deal.setting('clock')));
    expect(asks(deal)).toBe('PENDING, manager APPROVED boss, desk REQUESTED dan');
  });

  it('asks one person once where the matrix says so', () => {
    const deal = told(beside({}, matrixOf().terms), { manager: ['boss'], desk: ['boss'] });
    said(deal, 'boss', 0);
    expect(asks(deal)).toBe('PENDING, manager APPROVED boss, desk REQUESTED boss');
  });
});

describe('whoever gave themselves the right to decide', () => {
  const own = (...who: readonly string[]) => ({
    grantedOwnRight: (person: string, of: string) => who.includes(`${person} ${of}`),
  });

  it('is not asked: others of the level are, or the next one', () => {
    const alone = story('15%', matrixOf(), own('manager manager'));
    expect(asks(alone)).toBe('PENDING, manager REQUESTED director');
    const terms = { ...matrixOf().terms, ownDeal: 'skip-level' as const };
    const levels = [level('manager', { ifNobody: 'skip' }), ...matrixOf().levels.slice(1)];
    const skipping = story('15%', matrixOf({ levels, terms }), own('manager manager'));
    expect(asks(skipping)).toBe('PENDING, manager REQUESTED director');
    const two = { peopleInRole: () => ['x', 'y'], ...own('x manager') };
    expect(asks(story('15%', matrixOf(), two))).toBe('PENDING, manager REQUESTED y');
  });

  it('fails closed where no level is left', () => {
    const none = story('35%', matrixOf(), own('vp vp'));
    expect(none.standing).toBe('EVALUATION_FAILED');
  });

  it('has no approval counted there that they gave at another level', () => {
    const roles: Record<string, readonly string[]> = { manager: ['x'], director: ['x', 'dan'] };
    const deal = story('25%', matrixOf(), {
      peopleInRole: (role) => roles[role] ?? [role],
      ...own('x director'),
    });
    said(deal, 'x', 0);
    expect(asks(deal)).toBe('PENDING, manager APPROVED x, director REQUESTED dan');
  });
});
