import { level, matrixOf, organisation } from '../../../../test/support/rules/matrix.js';
import { offer, said, story } from '../../../../test/support/rules/told.js';
import { HOURS, Story } from '../../../../test/support/rules/request.js';
import type { Delegation } from '../organisation.js';
import type { ApprovalLevel } from '../../rulebook/rulebook.js';
import { tick } from './tend.js';

const ABOVE = matrixOf().levels.slice(1);
const DEPUTY = { id: 'G', from: 'manager', to: 'deputy', covers: true, isOwn: false };

/** A deal for the manager, while some people are away. */
function told(
  manager: Partial<ApprovalLevel>,
  { away, grants = [], people = ['manager'] }: { away: string[]; grants?: Delegation[]; people?: string[] },
): Story {
  return story('15%', matrixOf({ levels: [level('manager', manager), ...ABOVE] }), {
    peopleInRole: (role) => (role === 'manager' ? people : [role]),
    isAway: (person) => away.includes(person),
    delegatesOf: (person) => grants.filter(({ from }) => from === person),
  });
}

function asks({ request }: Story): string {
  return `${request.standing} ${request.steps[0]?.people.join('+') ?? ''}`;
}

describe('who is out of office', () => {
  it('is not asked: the others of the level are, or whom `if-nobody` names', () => {
    const away = ['manager'];
    expect(asks(told({}, { away, people: ['manager', 'other'] }))).toBe('PENDING other');
    expect(asks(told({ ifNobody: { level: 'director' } }, { away }))).toBe('PENDING director');
    expect(asks(told({ ifNobody: 'skip' }, { away }))).toBe('APPROVED ');
    expect(asks(told({}, { away }))).toBe('EVALUATION_FAILED ');
    expect(asks(told({ quorum: 2 }, { away, people: ['manager', 'other'] }))).toBe('EVALUATION_FAILED ');
  });

  it('is asked through who stands in for them, where these may decide and are there', () => {
    const through = (given: Partial<Delegation>, away = ['manager']): string =>
      asks(told({}, { away, grants: [{ ...DEPUTY, ...given }] }));
    expect(through({})).toBe('PENDING manager');
    const deal = told({}, { away: ['manager'], grants: [DEPUTY] });
    expect(said(deal, 'deputy', 0)).toBe('');
    expect(deal.request.steps[0]?.votes).toMatchObject([{ person: 'deputy', actingFor: 'manager' }]);
    const failed = 'EVALUATION_FAILED ';
    expect([
      through({ covers: false }),
      through({ isOwn: true }),
      through({ to: 'ana' }),
      through({}, ['manager', 'deputy']),
    ]).toEqual([failed, failed, failed, failed]);
  });

  it('is not asked through who reports to the seller, or to who submitted', () => {
    const asked = (above: string | null): string => {
      const levels = [level('manager', { ifNobody: { level: 'director' } }), ...ABOVE];
      const deal = new Story(matrixOf({ levels }), offer('15%'), {
        parties: { submitter: 'assistant', seller: 'ana', editors: [], beneficiaries: [], rollup: [] },
        organisation: organisation({
          managerOf: (person) => (person === 'deputy' ? above : null),
          isAway: (person) => person === 'manager',
          delegatesOf: (person) => (person === 'manager' ? [DEPUTY] : []),
        }),
      });
      deal.submit('assistant');
      return asks(deal);
    };
    expect(asked('ana')).toBe('PENDING director');
    expect(asked('assistant')).toBe('PENDING director');
    expect(asked('boss')).toBe('PENDING manager');
  });

  it('keeps a step that they were asked for where nobody else is found, until their time is up', () => {
    const late = { answersWithin: { count: 1, unit: 'hours' as const }, lateGoesTo: 'director' };
    const goes = (manager: Partial<ApprovalLevel>): Story => {
      const deal = told({ ...late, ...manager }, { away: [] });
      const isAway = (person: string): boolean => person === 'manager';
      deal.asking = { ...deal.asking, organisation: organisation({ isAway }) };
      deal.take(tick(deal.request, deal.setting('clock')));
      return deal;
    };
    const kept = goes({});
    expect(asks(kept)).toBe('PENDING manager');
    kept.at += HOURS;
    kept.take(tick(kept.request, kept.setting('clock')));
    expect(asks(kept)).toBe('PENDING director');
    expect(asks(goes({ ifNobody: { level: 'vp' } }))).toBe('PENDING vp');
  });

  it('is passed by where a late step would go to them', () => {
    const late = { answersWithin: { count: 1, unit: 'hours' as const } };
    const deal = story(
      '15%',
      matrixOf({
        levels: [
          level('manager', { ...late, lateGoesTo: 'director' }),
          level('director', { ...late, lateGoesTo: 'vp' }),
          level('vp'),
          level('finance', { order: 'parallel' }),
        ],
      }),
      { isAway: (person) => person === 'director' },
    );
    deal.at += HOURS;
    deal.take(tick(deal.request, deal.setting('clock')));
    expect(asks(deal)).toBe('PENDING vp');
  });
});
