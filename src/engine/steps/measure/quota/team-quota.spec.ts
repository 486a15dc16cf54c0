import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calculated, type Seated, type Situation } from '../../../../../test/support/situation.js';
import {
  incentive,
  measure,
  operand,
  plan,
  policy,
  tiers,
} from '../../../../../test/support/sample-rules.js';
import { writeDecimal } from '../../../kernel/ratio.js';
import { sayEarning } from '../../../explain/say-earning.js';
import type { IncentiveFormula, TeamQuota } from '../../../rulebook/rulebook.js';

const half = operand('50%');
const FIRST_THREE: TeamQuota = { since: 'assignment.start', months: [half, half, half] };
const LEAD: Seated = { id: 'lia', plan: 'lead' };

function member(id: string, changes: Partial<Seated> = {}): Seated {
  return {
    id,
    plan: 'seller',
    manager: 'lia',
    from: '2024-01-01',
    facts: { 'attribute.quota': '250,000 USD' },
    ...changes,
  };
}

/** A team lead whose people sell one thing in the second quarter. */
function team(members: readonly Seated[], lead: Seated = LEAD, teamQuota = FIRST_THREE): Situation {
  return {
    people: [lead, ...members],
    policies: [
      policy({
        rollup: [
          { id: 'chain', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
        ],
      }),
    ],
    plans: [
      plan({
        id: 'lead',
        measures: [measure({ credits: 'rollup', quota: 'attribute.quota', teamQuota })],
        incentives: [
          incentive(
            tiers([
              ['to', '0%', '1%'],
              ['over', '>100%', '2%'],
            ]),
          ),
        ],
      }),
      plan({ id: 'seller', incentives: [] }),
    ],
    bookings: [{ id: 'A', date: '2026-06-30', net: '900,000', by: members[0]?.id ?? null }],
  };
}

function quotaOf(situation: Situation): string {
  const { earnings } = calculated(situation);
  const lead = earnings.find(({ earning }) => earning.participant === 'lia' && earning.incentive !== '');
  const quota = lead?.earning.quota;
  return quota ? writeDecimal(quota, 2) : 'none';
}

const RAMPED = ['ann', 'bob', 'cid'].map((id) => member(id));

describe('the quota of a team', () => {
  it('is the sum of the quotas, with half of one who is in the first three months: 3 × 250,000 + 125,000', () => {
    const dan = member('dan', { from: '2026-02-01' });
    const situation = team([...RAMPED, dan]);
    expect(quotaOf(situation)).toBe('875000');
    const [lead] = calculated(situation).earnings.filter(({ earning }) => earning.participant === 'lia');
    expect(lead && sayEarning(lead.earning)).toContain(
      'your quota of 875,000 USD (of 4 people in your team)',
    );
    expect(lead?.earning.amount).toBe(925_000n);
  });

  it.each([
    ['2026-01-02', '875000'],
    ['2026-01-01', '1000000'],
    ['2026-04-01', '875000'],
    ['2026-04-02', '750000'],
  ])('counts a member since %s as %s: by the month on the first day of the quarter', (from, quota) => {
    expect(quotaOf(team([...RAMPED, member('dan', { from })]))).toBe(quota);
  });

  it('stands still when somebody leaves, moves to another lead or gets another quota within the window', () => {
    const gone = member('ann', { until: '2026-05-01' });
    const moved = [
      member('bob', { until: '2026-05-01' }),
      member('bob', { from: '2026-05-01', manager: 'max' }),
    ];
    const raised = member('cid', {
      facts: {},
      dated: [
        ['attribute.quota', '250,000 USD', '2024-01-01', '2026-05-15'],
        ['attribute.quota', '400,000 USD', '2026-05-15'],
      ],
    });
    const max = { id: 'max', plan: 'lead' };
    const situation = team([member('eva'), gone, ...moved, raised, max]);
    expect(quotaOf(situation)).toBe('1000000');
  });

  it('is of direct reports alone, and none where nobody has a quota', () => {
    const below = member('fay', { manager: 'ann' });
    expect(quotaOf(team([...RAMPED, below]))).toBe('750000');
    expect(quotaOf(team([member('ann', { facts: {} })]))).toBe('none');
  });

  it('is prorated for a lead who comes within the window, by the team of that day', () => {
    const lead = { ...LEAD, from: '2026-05-31' };
    const later = member('dan', { from: '2026-05-01' });
    expect(quotaOf(team([...RAMPED, later], lead, { since: null, months: [] }))).toBe(
      writeDecimal({ n: 31_000_000n, d: 91n }, 2),
    );
  });

  it('is none, and says so, where somebody is on a plan in another currency', () => {
    const base = team([...RAMPED, member('dan', { plan: 'abroad' })]);
    const abroad = plan({ id: 'abroad', currency: 'EUR', incentives: [] });
    const why =
      'Somebody in the team is on a plan in another currency, so the quotas of the team make no sum.';
    const tiered = calculated({ ...base, plans: [...(base.plans ?? []), abroad] });
    const [lead] = tiered.earnings.filter(({ earning }) => earning.participant === 'lia');
    expect(lead?.earning).toMatchObject({ quota: null, amount: 0n, reason: why });
    expect(tiered.troubles).toContainEqual(
      expect.objectContaining({ participant: 'lia', code: 'TEAM_CURRENCIES', message: why }),
    );
    const curve: IncentiveFormula = {
      kind: 'curve',
      axis: 'attainment.sold',
      base: operand('1,000 USD'),
      between: 'straight',
      before: 'zero',
      after: 'hold',
      noQuota: operand('0%'),
      points: [{ id: 'target', at: operand('100%'), pays: operand('100%') }],
    };
    const plans = (base.plans ?? []).map((each) =>
      each.id === 'lead' ? { ...each, payEvery: 'quarter' as const, incentives: [incentive(curve)] } : each,
    );
    const standing = calculated({ ...base, plans: [...plans, abroad] });
    const found = standing.earnings.find(({ earning }) => earning.participant === 'lia');
    expect(found?.earning).toMatchObject({ quota: null, amount: 0n, reason: why });
  });

  it('hangs on no order in which people are told, and is what its parts make', () => {
    const people = fc.array(fc.tuple(fc.integer({ min: 1, max: 900_000 }), fc.boolean()), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(people, (all) => {
        const members = all.map(([quota, ramps], index) =>
          member(`m${index}`, {
            from: ramps ? '2026-03-01' : '2024-01-01',
            facts: { 'attribute.quota': `${quota * 2} USD` },
          }),
        );
        const sum = all.reduce((total, [quota, ramps]) => total + (ramps ? quota : quota * 2), 0);
        expect(quotaOf(team(members))).toBe(String(sum));
        const shuffled = team(members);
        expect(calculated({ ...shuffled, people: [...shuffled.people].reverse() }).earnings).toEqual(
          calculated(shuffled).earnings,
        );
      }),
      { numRuns: 30 },
    );
  });
});
