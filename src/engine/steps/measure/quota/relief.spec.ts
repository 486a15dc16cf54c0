import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  calculated,
  onlyEarning,
  payOf,
  totalOf,
  type Situation,
} from '../../../../../test/support/situation.js';
import { day, incentive, measure, operand, plan, tiers } from '../../../../../test/support/sample-rules.js';
import { add, compare, ONE, ratio, writeDecimal, ZERO } from '../../../kernel/ratio.js';
import { writeDay } from '../../../kernel/day.js';
import { sayEarning } from '../../../explain/say-earning.js';
import type { MeasureModifier, Relief } from '../../../rulebook/rulebook.js';

const relief = (changes: Partial<Relief> = {}): Relief => ({
  kind: 'relief',
  for: ['leave'],
  by: 'days',
  partMonth: 'counts',
  atLeast: null,
  after: [],
  ...changes,
});
const half = operand('50%');

interface Away {
  readonly modify: readonly MeasureModifier[];
  readonly absences: NonNullable<Situation['absences']>;
  readonly window?: 'quarter' | 'half' | 'year';
  readonly quota?: string;
  readonly from?: string;
  readonly quotaChange?: 'by-day' | 'latest';
}

/** One booking on the last day of the window, so that everything by then is known. */
function away({
  modify,
  absences,
  window = 'year',
  quota = '365,000 USD',
  from,
  quotaChange = 'by-day',
}: Away): Situation {
  const last = { quarter: '2026-03-31', half: '2026-06-30', year: '2026-12-31' }[window];
  return {
    people: [{ id: 'ana', facts: { 'attribute.quota': quota }, ...(from === undefined ? {} : { from }) }],
    absences,
    plans: [
      plan({
        measures: [measure({ window, quota: 'attribute.quota', quotaChange, modify })],
        incentives: [
          incentive(
            tiers([
              ['to', '0%', '10%'],
              ['over', '>100%', '20%'],
            ]),
          ),
        ],
      }),
    ],
    bookings: [{ id: 'A', date: last, net: '100,000' }],
  };
}

function quotaOf(situation: Away): string {
  const { quota } = onlyEarning(calculated(away(situation)));
  return quota === null ? 'none' : writeDecimal(quota, 2);
}

describe('quota relief by days', () => {
  it('takes the days away out of the quota, those of the listed kinds alone', () => {
    const absences = [
      ['ana', 'leave', '2026-04-01', '2026-05-01'],
      ['ana', 'holiday', '2026-07-01', '2026-07-11'],
    ] as const;
    expect(quotaOf({ modify: [relief()], absences })).toBe('335000');
    expect(quotaOf({ modify: [relief({ for: ['leave', 'holiday'] })], absences })).toBe('325000');
    expect(quotaOf({ modify: [], absences })).toBe('365000');
  });

  it('counts a day once that two kinds take, and joins absences that touch', () => {
    const absences = [
      ['ana', 'leave', '2026-04-01', '2026-04-21'],
      ['ana', 'sick', '2026-04-11', '2026-05-01'],
    ] as const;
    const modify = [relief({ for: ['leave', 'sick'], atLeast: 30 })];
    expect(quotaOf({ modify, absences })).toBe('335000');
  });

  it('gives each month after the return its part, until the next absence', () => {
    const absences = [['ana', 'leave', '2026-04-01', '2026-05-01']] as const;
    expect(quotaOf({ modify: [relief({ after: [half] })], absences })).toBe('319500');
    const again = [...absences, ['ana', 'leave', '2026-05-11', '2026-05-21'] as const];
    // 30 + 10 days away, 10 days and 31 days at half.
    expect(quotaOf({ modify: [relief({ after: [half] })], absences: again })).toBe('304500');
  });

  it('gives nothing for an absence that is too short, and nothing for the time away where only the months after have less', () => {
    const absences = [['ana', 'leave', '2026-04-01', '2026-05-01']] as const;
    expect(quotaOf({ modify: [relief({ atLeast: 31, after: [half] })], absences })).toBe('365000');
    expect(quotaOf({ modify: [relief({ by: 'none', after: [half] })], absences })).toBe('349500');
  });

  it('takes a further relief from what the one before leaves of a day', () => {
    const absences = [
      ['ana', 'leave', '2026-04-01', '2026-05-01'],
      ['ana', 'sick', '2026-05-11', '2026-05-21'],
    ] as const;
    const sick = relief({ for: ['sick'] });
    // 30 days; then 10 of the 31 days at half are taken whole.
    expect(quotaOf({ modify: [relief({ after: [half] }), sick], absences })).toBe('314500');
    expect(quotaOf({ modify: [sick, relief({ after: [half] })], absences })).toBe('314500');
  });

  it('is of the days on the plan alone', () => {
    const absences = [['ana', 'leave', '2025-12-01', '2026-05-01']] as const;
    expect(quotaOf({ modify: [relief()], absences, from: '2026-04-01' })).toBe('245000');
    expect(quotaOf({ modify: [relief()], absences: [['ana', 'leave', '2026-01-01']] })).toBe('0');
  });

  it('stands with the last quota too, and with a ramp', () => {
    const absences = [['ana', 'leave', '2026-01-01', '2026-01-11']] as const;
    expect(quotaOf({ modify: [relief()], absences, quotaChange: 'latest' })).toBe('355000');
    const ramp: MeasureModifier = { kind: 'ramp', since: 'assignment.start', months: [half] };
    // 31 days at half, of which 10 are away.
    expect(quotaOf({ modify: [ramp, relief()], absences, from: '2026-01-01' })).toBe('344500');
  });
});

describe('quota relief by weeks and by months', () => {
  it('11 weeks of 52 relieve 317,307.69 of 1,500,000', () => {
    const absences = [['ana', 'leave', '2026-03-02', '2026-05-18']] as const;
    expect(quotaOf({ modify: [relief({ by: 'weeks' })], absences, quota: '1,500,000 USD' })).toBe(
      '1182692.31',
    );
  });

  it('3 months and 3 months at half leave 750,000 of 1,200,000, and 1 logo of 4 in half a year', () => {
    const modify = [relief({ by: 'months', after: [half, half, half] })];
    const year = [['ana', 'leave', '2026-04-06', '2026-06-29']] as const;
    expect(quotaOf({ modify, absences: year, quota: '1,200,000 USD' })).toBe('750000');
    const start = [['ana', 'leave', '2026-01-05', '2026-03-30']] as const;
    expect(quotaOf({ modify, absences: start, quota: '4 USD', window: 'half' })).toBe('1');
  });

  it.each([
    ['counts', 8],
    ['does-not-count', 10],
    ['counts-if-started', 9],
  ] as const)('10 March to 9 June where a part of a month %s leaves %d months', (partMonth, months) => {
    const modify = [relief({ by: 'months', partMonth, beforeDay: 15 })];
    const absences = [['ana', 'leave', '2026-03-10', '2026-06-10']] as const;
    expect(quotaOf({ modify, absences, quota: '12,000 USD' })).toBe(String(months * 1000));
  });

  it('is of the months that somebody is on the plan', () => {
    const proration: MeasureModifier = { kind: 'proration', by: 'months', partMonth: 'counts' };
    const modify = [proration, relief({ by: 'months' })];
    const absences = [['ana', 'leave', '2026-10-01', '2026-12-01']] as const;
    expect(quotaOf({ modify, absences, quota: '12,000 USD', from: '2026-05-20' })).toBe('6000');
  });
});

describe('what is known of an absence', () => {
  const monthly = (absences: Away['absences']): Situation => {
    const [base] = away({ modify: [relief()], absences, window: 'quarter', quota: '90,000 USD' }).plans ?? [];
    if (!base) throw new Error('no plan');
    return {
      ...away({ modify: [], absences, window: 'quarter', quota: '90,000 USD' }),
      plans: [{ ...base, payEvery: 'month' }],
      bookings: [
        { id: 'A', date: '2026-01-20', net: '40,000' },
        { id: 'B', date: '2026-03-30', net: '40,000' },
      ],
    };
  };

  it('January is not judged by leave in March, which the whole quarter is', () => {
    const pay = payOf(calculated(monthly([['ana', 'leave', '2026-02-15', '2026-03-17']])));
    expect(pay).toMatchObject({ 'ana commission 2026-01': '4000.00' });
    expect(totalOf(calculated(monthly([['ana', 'leave', '2026-02-15', '2026-03-17']])))).toBe('10000.00');
    expect(totalOf(calculated(monthly([])))).toBe('8000.00');
  });

  it.each([{}, { by: 'weeks' }, { by: 'months', partMonth: 'does-not-count' }] as const)(
    'leave from 1 March to 10 April pays no accelerator in March that April takes back (%j)',
    (changes) => {
      const [base] = away({ modify: [relief(changes)], absences: [] }).plans ?? [];
      const pays = tiers([
        ['to', '0%', '5%'],
        ['over', '>100%', '10%'],
      ]);
      const found = calculated({
        people: [{ id: 'ana', facts: { 'attribute.quota': '365,000 USD' } }],
        absences: [['ana', 'leave', '2026-03-01', '2026-04-10']],
        plans: base ? [{ ...base, payEvery: 'month', incentives: [incentive(pays)] }] : [],
        bookings: [
          { id: 'A', date: '2026-01-20', net: '100,000' },
          { id: 'B', date: '2026-12-20', net: '0' },
        ],
      });
      const earned = Object.entries(payOf(found)).filter(([, amount]) => amount !== '0.00');
      expect(earned).toEqual([['ana commission 2026-01', '5000.00']]);
    },
  );

  const quotasByMonth = (modify: readonly MeasureModifier[], absences: Away['absences']): string => {
    const [base] = away({ modify, absences }).plans ?? [];
    const found = calculated({
      ...away({ modify, absences }),
      plans: base ? [{ ...base, payEvery: 'month' }] : [],
      bookings: ['02', '03', '04', '05'].map((month) => ({ id: month, date: `2026-${month}-28`, net: '1' })),
    });
    return found.earnings.map(({ earning }) => writeDecimal(earning.quota ?? ZERO, 2)).join(' ');
  };

  it('only its days until the end of a pay period relieve, and the months after begin with the return', () => {
    const absences = [['ana', 'leave', '2026-03-01', '2026-04-10']] as const;
    const open = [['ana', 'leave', '2026-03-01']] as const;
    // 31 days by March; 40 days and 30 at half by April.
    expect(quotasByMonth([relief({ after: [half] })], absences)).toBe('365000 334000 310000 310000');
    expect(quotasByMonth([relief({ after: [half] })], open)).toBe('365000 334000 304000 273000');
    expect(quotasByMonth([relief({ by: 'weeks' })], open)).toContain(' 336923.08 ');
    // A month of twelve; two; and May at half.
    expect(quotasByMonth([relief({ by: 'months', after: [half] })], absences)).toBe(
      '365000 334583.33 288958.33 288958.33',
    );
  });

  it('the sentence says what the quota was', () => {
    const situation = away({ modify: [relief()], absences: [['ana', 'leave', '2026-04-01', '2026-05-01']] });
    expect(sayEarning(onlyEarning(calculated(situation)))).toContain(
      'of your quota of 335,000 USD (relieved from 365,000 USD for time away)',
    );
  });
});

/** 1,000 for each day. */
const QUARTERS = [
  ['2026-01-01', '2026-04-01', 90],
  ['2026-04-01', '2026-07-01', 91],
  ['2026-07-01', '2026-10-01', 92],
  ['2026-10-01', '2027-01-01', 92],
] as const;
const LAST = { id: 'Z', date: '2026-12-31', net: '1' };

describe('properties of relief', () => {
  const dates = fc.tuple(fc.integer({ min: -60, max: 400 }), fc.integer({ min: 1, max: 200 }));
  const rows = fc.array(dates, { minLength: 1, maxLength: 4 });
  const kinds = fc.constantFrom('days', 'weeks', 'months', 'none');
  const toAbsences = (all: readonly (readonly [number, number])[]): Away['absences'] =>
    all.map(([start, length]) => {
      const from = day('2026-01-01') + start;
      return ['ana', 'leave', writeDay(from), writeDay(from + length)] as const;
    });

  it('never makes a quota larger or negative, and hangs on no order in which absences arrive', () => {
    fc.assert(
      fc.property(rows, kinds, fc.boolean(), (all, by, ramps) => {
        const modify = [relief({ by, after: ramps || by === 'none' ? [half, half] : [] })];
        const one = onlyEarning(calculated(away({ modify, absences: toAbsences(all) })));
        const other = onlyEarning(calculated(away({ modify, absences: toAbsences([...all].reverse()) })));
        expect(one).toEqual(other);
        const { quota } = one;
        expect(quota && compare(quota, ZERO) >= 0 && compare(quota, ratio(365_000n)) <= 0).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('by days, what quarters are relieved of makes what the year is relieved of', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const absences = toAbsences(all);
        const year = onlyEarning(calculated(away({ modify: [relief()], absences }))).quota;
        const [base] = away({ modify: [relief()], absences, window: 'quarter' }).plans ?? [];
        const dated = QUARTERS.map(
          ([from, until, days]) => ['attribute.quota', `${days},000 USD`, from, until] as const,
        );
        const situation: Situation = {
          people: [{ id: 'ana', dated }],
          absences,
          plans: base ? [base] : [],
          bookings: QUARTERS.map(([date]) => ({ id: date, date, net: '1' })),
        };
        const quotas = calculated({ ...situation, bookings: [...situation.bookings, LAST] }).earnings;
        const sum = quotas.map(({ earning }) => earning.quota ?? ZERO).reduce(add, ZERO);
        expect(quotas).toHaveLength(4);
        expect(compare(sum, year ?? ONE)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
