import { matrixOf } from '../../../../test/support/rules/matrix.js';
import { said, story } from '../../../../test/support/rules/told.js';
import type { Story } from '../../../../test/support/rules/request.js';
import { reassign } from './deciding/hand-on.js';

const named = (told: Story, by: string, to: readonly string[]): string =>
  told.take(reassign(told.request, { step: 0, to, reason: 'Mia is away' }, told.setting(by)));

describe('who is named in the place of others', () => {
  const above: Readonly<Record<string, string>> = { report: 'ana', ana: 'manager', assistant: 'boss' };
  const managerOf = (person: string): string | null => above[person] ?? null;

  it('reports neither to who submitted the deal nor to who sells it', () => {
    const own = story('15%', matrixOf(), { managerOf });
    expect(named(own, 'admin', ['report'])).toBe('REPORTS_TO_SUBMITTER');
    expect(named(own, 'admin', ['vp', 'report'])).toBe('REPORTS_TO_SUBMITTER');
    expect(named(own, 'admin', ['vp'])).toBe('');
    const sold = story('15%', matrixOf(), { managerOf });
    sold.asking = {
      ...sold.asking,
      parties: { ...sold.asking.parties, submitter: 'assistant', seller: 'ana' },
    };
    expect(named(sold, 'admin', ['report'])).toBe('REPORTS_TO_SUBMITTER');
  });
});

describe('a right that somebody gave themselves', () => {
  it('is none by a delegation that the deputy told, unless another tells it too', () => {
    const grant = { id: 'G', from: 'manager', to: 'vic', covers: true, isOwn: true };
    const by = (...grants: (typeof grant)[]): string =>
      said(
        story('15%', matrixOf(), { delegatesOf: (person) => (person === 'manager' ? grants : []) }),
        'vic',
        0,
      );
    expect([by(grant), by(grant, { ...grant, id: 'H', isOwn: false })]).toEqual(['GRANTED_OWN_RIGHT', '']);
  });

  it('is none for their deputy either', () => {
    const grant = { id: 'G', from: 'manager', to: 'vic', covers: true, isOwn: false };
    const told = story('15%', matrixOf(), {
      delegatesOf: (person) => (person === 'manager' ? [grant] : []),
      grantedOwnRight: (person) => person === 'manager',
    });
    expect(said(told, 'vic', 0)).toBe('NOT_ASKED');
  });
});

describe('whoever names others for a step', () => {
  it('does not name themselves, also beside others', () => {
    const told = story('15%');
    expect([named(told, 'admin', ['admin']), named(told, 'admin', ['x', 'admin'])]).toEqual([
      'GRANTED_OWN_RIGHT',
      'GRANTED_OWN_RIGHT',
    ]);
    expect(said(told, 'admin', 0)).toBe('NOT_ASKED');
    expect(told.standing).toBe('PENDING, manager REQUESTED');
  });

  it('does not decide it as the deputy of whom they named, and somebody else may', () => {
    const grant = { id: 'G', from: 'x', to: 'admin', covers: true, isOwn: false };
    const told = story('15%', matrixOf(), { delegatesOf: (person) => (person === 'x' ? [grant] : []) });
    expect(named(told, 'admin', ['x'])).toBe('');
    expect(said(told, 'admin', 0)).toBe('GRANTED_OWN_RIGHT');
    expect(named(told, 'other', ['admin'])).toBe('');
    expect(said(told, 'admin', 0)).toBe('');
  });
});
