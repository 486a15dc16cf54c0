import { describe, expect, it } from '@jest/globals';
import { day, flat, incentive, operand, plan } from '../../../../test/support/sample-rules.js';
import { calculated, cents, rulebookOf } from '../../../../test/support/situation.js';
import { checkPlan } from '../../rulebook/checks/plan/check-plan.js';
import type { PlanModifier } from '../../rulebook/rulebook.js';

const guarantee = (at: string, window: 'month' | 'quarter'): PlanModifier => ({
  kind: 'guarantee',
  at: operand(at),
  window,
  since: null,
  months: null,
  when: null,
});
const guaranteed = (modify: readonly PlanModifier[], id = 'commission'): ReturnType<typeof plan> =>
  plan({ incentives: [incentive(flat('10%'), { id })], payEvery: 'month', modify });

const cap = (at: string, window: 'quarter' | 'year' | 'plan-to-date'): PlanModifier => ({
  kind: 'cap',
  at: operand(at),
  window,
  excess: 'lost',
});

describe('a cap of the plan on a longer window than its pay periods', () => {
  const earned = (
    modify: readonly PlanModifier[] | readonly (readonly PlanModifier[])[],
    rows: readonly (readonly [string, string])[],
  ): Record<string, string> => {
    const versions = modify
      .map((each) => (Array.isArray(each) ? each : null))
      .filter((each) => each !== null);
    const [first, then] = versions.length > 0 ? versions : [modify as readonly PlanModifier[]];
    const turn = day('2026-09-01');
    const plans = [
      { ...guaranteed(first ?? []), effective: { from: day('2026-01-01'), until: then ? turn : null } },
      ...(then
        ? [{ ...guaranteed(then), fingerprint: 'second', effective: { from: turn, until: null } }]
        : []),
    ];
    const people = [{ id: 'ana', from: '2026-01-01' }];
    const bookings = rows.map(([on, net], at) => ({ id: `B${at}`, date: `2026-${on}`, net }));
    const { earnings } = calculated({ plans, people, bookings });
    const sums = new Map<string, bigint>();
    for (const { earning } of earnings)
      sums.set(earning.period.name, (sums.get(earning.period.name) ?? 0n) + earning.amount);
    return Object.fromEntries(
      [...sums].filter(([, sum]) => sum !== 0n).map(([name, sum]) => [name, cents(sum)]),
    );
  };
  const rows = [
    ['02-10', '54,000'],
    ['03-10', '78,000'],
    ['10-10', '81,000'],
  ] as const;

  it('holds as it goes: of 5,400, 7,800 and 8,100 a cap of 9,000 leaves 5,400, 3,600 and nothing', () => {
    for (const window of ['year', 'plan-to-date'] as const)
      expect(earned([cap('9,000 USD', window)], rows)).toEqual({
        '2026-02': '5400.00',
        '2026-03': '3600.00',
      });
  });

  it('counts what is taken back: 12,000 less 1,000 are still over it, less 5,000 are not', () => {
    const by = (back: string): Record<string, string> =>
      earned(
        [cap('9,000 USD', 'year')],
        [
          ['02-10', '120,000'],
          ['03-10', back],
          ['04-10', '10,000'],
        ],
      );
    expect(by('-10,000')).toEqual({ '2026-02': '9000.00' });
    expect(by('-50,000')).toEqual({ '2026-02': '9000.00', '2026-03': '-2000.00', '2026-04': '1000.00' });
  });

  it('is that of the version in force at the end of the pay period: 9,000 until August, 10,000 then', () => {
    const versions = [[cap('9,000 USD', 'year')], [cap('10,000 USD', 'year')]];
    expect(earned(versions, [...rows.slice(0, 2), ['09-10', '1,000']])).toEqual({
      '2026-02': '5400.00',
      '2026-03': '3600.00',
      '2026-09': '1000.00',
    });
  });

  it('sees a guarantee above it when that comes, at the end of its window', () => {
    const modify = [guarantee('8,000 USD', 'quarter'), cap('9,000 USD', 'year')];
    expect(
      earned(modify, [
        ['02-10', '54,000'],
        ['06-30', '0'],
      ]),
    ).toEqual({
      '2026-02': '5400.00',
      '2026-Q1': '2600.00',
      '2026-Q2': '8000.00',
      '2026-06': '-7000.00',
    });
  });
});

describe('what a plan puts on top', () => {
  const paid = (modify: readonly PlanModifier[]): string[] => {
    const bookings = [{ id: 'B1', date: '2026-03-10', net: '1000' }];
    const { earnings } = calculated({
      plans: [guaranteed(modify)],
      people: [{ id: 'ana', from: '2026-01-01' }],
      bookings,
    });
    return earnings
      .filter(({ earning: { period } }) => period.name.startsWith('2026-03') || period.name === '2026-Q1')
      .map(({ earning }) => `${earning.incentive} ${earning.period.name} ${cents(earning.amount)}`);
  };

  it('is one earning where two of a kind pay for the same window', () => {
    expect(paid([guarantee('150 USD', 'month'), guarantee('400 USD', 'month')])).toEqual([
      'commission 2026-03 100.00',
      'guarantee 2026-03 300.00',
    ]);
    expect(paid([guarantee('400 USD', 'month'), guarantee('150 USD', 'month')])).toEqual([
      'commission 2026-03 100.00',
      'guarantee 2026-03 300.00',
    ]);
  });

  it('keeps one id for windows that differ', () => {
    expect(paid([guarantee('150 USD', 'month'), guarantee('1,000 USD', 'quarter')])).toEqual([
      'commission 2026-03 100.00',
      'guarantee 2026-03 50.00',
      'guarantee 2026-Q1 550.00',
    ]);
  });

  it('is not paid under the id of an incentive', () => {
    const codes = (id: string, modify: readonly PlanModifier[]): string[] => {
      const plans = [guaranteed(modify, id)];
      const rulebook = rulebookOf({ plans, people: [], bookings: [] });
      return checkPlan(plans[0] ?? plan(), rulebook).flatMap(({ code, path }) =>
        code === 'DUPLICATE_ID' ? [path] : [],
      );
    };
    expect(codes('guarantee', [guarantee('150 USD', 'month')])).toEqual(['incentives.0.id']);
    expect(codes('guarantee', [])).toEqual([]);
    expect(codes('guaranteed', [guarantee('150 USD', 'month')])).toEqual([]);
  });
});
