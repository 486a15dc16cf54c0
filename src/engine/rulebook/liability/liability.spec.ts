import { day, flat, incentive, measure, number, operand } from '../../../../test/support/sample-rules.js';
import { budget, capAt, contest, first, pool, spiff } from '../../../../test/support/spiffs/sample-spiffs.js';
import { rulebookOf } from '../../../../test/support/situation.js';
import type { Spiff } from '../rulebook.js';
import { checkRulebook } from '../check.js';
import { liabilityOf, sayLiability } from './liability.js';

const { facts } = rulebookOf({ people: [], bookings: [] });

function said(changes: Partial<Spiff>): string {
  const version = spiff(changes);
  return sayLiability(version, liabilityOf(version, facts));
}

const MONTHLY = {
  effective: { from: day('2026-05-01'), until: day('2026-08-01') },
  measures: [measure({ window: 'month' })],
};

describe('the largest possible liability of a SPIFF', () => {
  it('is the prizes, in each window', () => {
    const prizes = contest(['3,000 USD', '1,500 USD', '600 USD']);
    expect(said({ incentives: [prizes] })).toBe(
      'sprint costs at most 5,100 USD: prize 3 prizes of 5,100 USD together.',
    );
    expect(said({ incentives: [contest(['500 USD'])] })).toBe(
      'sprint costs at most 500 USD: prize a prize of 500 USD.',
    );
    expect(said({ ...MONTHLY, incentives: [prizes, pool('100 USD')] })).toBe(
      'sprint costs at most 15,600 USD: prize 3 prizes of 5,100 USD together in each of 3 windows; share a pool of 100 USD in each of 3 windows.',
    );
  });

  it('is places × amount, or the budget where it is less', () => {
    expect(said({ incentives: [first(10)] })).toBe(
      'sprint costs at most 5,000 USD: first 10 places of 500 USD.',
    );
    expect(said({ incentives: [first(10)], budget: budget('1,200 USD') })).toBe(
      'sprint costs at most 1,200 USD: its budget.',
    );
    expect(said({ incentives: [first(10)], budget: budget('9,000 USD') })).toBe(
      'sprint costs at most 5,000 USD: first 10 places of 500 USD.',
    );
  });

  it('is for each person where a cap, or places of their own, bound each', () => {
    const own = incentive(flat('1%'), { id: 'own', modify: [capAt('800 USD')] });
    expect(said({ incentives: [own, first(3, { each: 'participant' })] })).toBe(
      'sprint costs at most 2,300 USD for each person who takes part: own 800 USD for each by its cap; first 3 places of 500 USD for each.',
    );
    const { most } = liabilityOf(spiff({ incentives: [own, first(2)] }), facts);
    expect(most).toEqual({ all: number('1,000 USD'), each: number('800 USD') });
  });

  it('is unbounded without a cap, an end or constants, and says what would bound it', () => {
    const own = incentive(flat('1%'), { id: 'own' });
    expect(said({ incentives: [own, first(2)] })).toBe(
      'sprint may cost any amount: own has no cap; a cap on the earning or a budget would bound it.',
    );
    expect(said({ incentives: [first(2, { pays: operand('attribute.prize') })] })).toContain('no constant');
    const endless = { ...MONTHLY, effective: { from: day('2026-05-01'), until: null } };
    expect(said({ ...endless, incentives: [contest(['1 USD'])] })).toContain('`until` or a budget');
    expect(said({ incentives: [contest(['1 USD'], { ties: 'all-higher' })] })).toContain('to all who tie');
    expect(said({ ...endless, incentives: [own], budget: budget('9 USD') })).toBe(
      'sprint costs at most 9 USD: its budget.',
    );
  });

  it('is warned of by the check where nothing bounds it, and not where something does', () => {
    const codes = (changes: Partial<Spiff>): readonly string[] =>
      checkRulebook(rulebookOf({ people: [], bookings: [], spiffs: [spiff(changes)] }))
        .filter(({ path }) => path.startsWith('spiffs'))
        .map(({ code, severity }) => `${severity} ${code}`);
    const own = incentive(flat('1%'), { id: 'own', source: '§1' });
    expect(codes({ incentives: [own] })).toContain('warning UNBOUNDED_LIABILITY');
    expect(codes({ incentives: [own], budget: budget('9 USD') })).not.toContain(
      'warning UNBOUNDED_LIABILITY',
    );
  });
});
