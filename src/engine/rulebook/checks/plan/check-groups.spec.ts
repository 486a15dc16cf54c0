import { rulebookOf } from '../../../../../test/support/situation.js';
import {
  day,
  flat,
  incentive,
  IS_NEW,
  measure,
  plan,
  tiers,
} from '../../../../../test/support/sample-rules.js';
import { checkRulebook } from '../../check.js';
import type { FactCatalogue, Incentive, IncentiveFormula, Measure, Plan } from '../../rulebook.js';

const FIELDS: FactCatalogue['fields'] = [
  { name: 'line.net', is: 'money', means: 'Price' },
  { name: 'line.weight', is: 'count', unit: 'stage', means: 'Weight' },
  { name: 'line.product', is: 'one-of', values: ['laptop', 'desk'], means: 'Product' },
  { name: 'booking.type', is: 'text', means: 'What was sold' },
  { name: 'booking.date', is: 'date', means: 'Day of the order' },
  { name: 'participant.role', is: 'text', means: 'Role' },
];

const STARTS = [
  ['low', '0 USD', '5%'],
  ['high', '1,000 USD', '8%'],
] as const;

type Tiers = Extract<IncentiveFormula, { kind: 'tiers' }>;

function grouped(
  changes: Partial<Tiers> = {},
  starts: readonly (readonly string[])[] = STARTS,
): IncentiveFormula {
  return tiers(starts, {
    axis: 'measure.sold',
    noQuota: 'refuse',
    grain: 'group',
    groupBy: 'line.product',
    ...changes,
  });
}

interface Said {
  readonly formula?: IncentiveFormula;
  readonly measure?: Partial<Measure>;
  readonly incentive?: Partial<Incentive>;
  readonly plan?: Partial<Plan>;
}

function planWith(said: Said): Plan {
  return plan({
    measures: [measure({ negative: 'pay-back', ...said.measure })],
    incentives: [incentive(said.formula ?? grouped(), { source: '§1', ...said.incentive })],
    ...said.plan,
  });
}

function found(...plans: readonly Plan[]): readonly string[] {
  const rulebook = rulebookOf({ people: [], bookings: [], plans });
  const facts: FactCatalogue = {
    ...rulebook.facts,
    units: ['stage', 'value'],
    fields: FIELDS,
    attributes: [{ name: 'attribute.quota', is: 'money', means: 'Quota' }],
    relations: [{ name: 'booking.salesperson', gives: 'person', means: 'Seller' }],
  };
  return checkRulebook({ ...rulebook, facts })
    .filter(({ severity, path }) => severity === 'error' && path.startsWith('plans.'))
    .map(({ code, path }) => `${code} ${path.replace('plans.0.', '')}`);
}

describe('a formula that is applied to groups', () => {
  it.each(['line.product', 'booking.type', 'booking.date', 'booking.salesperson'])(
    'may group by %s',
    (groupBy) => {
      expect(found(planWith({ formula: grouped({ groupBy }) }))).toEqual([]);
      expect(
        found(planWith({ formula: { ...flat('5%'), grain: 'group', groupBy } as IncentiveFormula })),
      ).toEqual([]);
    },
  );

  it.each<readonly [string, Said]>([
    ['UNKNOWN_FACT incentives.0.tiers.group-by', { formula: grouped({ groupBy: 'line.produkt' }) }],
    ['UNIT_MISMATCH incentives.0.tiers.group-by', { formula: grouped({ groupBy: 'line.net' }) }],
    ['UNIT_MISMATCH incentives.0.tiers.group-by', { formula: grouped({ groupBy: 'line.weight' }) }],
    ['UNIT_MISMATCH incentives.0.tiers.group-by', { formula: grouped({ groupBy: 'participant.role' }) }],
    ['UNDECLARED incentives.0.tiers', { formula: tiers(STARTS, { axis: 'measure.sold', grain: 'group' }) }],
    ['NOT_NEEDED incentives.0.tiers.group-by', { formula: grouped({ grain: 'booking' }) }],
    ['NOT_SUPPORTED incentives.0.tiers.axis', { measure: { negative: 'carry-measure' } }],
    ['NOT_SUPPORTED incentives.0.tiers.axis', { measure: { negative: 'carry-earning' } }],
    [
      'NOT_SUPPORTED incentives.0.tiers.axis',
      {
        formula: grouped({ axis: 'attainment.sold' }, [['low', '0%', '5%']]),
        measure: { quota: 'attribute.quota' },
      },
    ],
    ['NOT_SUPPORTED incentives.0.tiers.mode', { formula: grouped({ mode: 'above' }) }],
    ['NOT_SUPPORTED incentives.0.attribution', { incentive: { attribution: 'pro-rata' } }],
    [
      'NOT_SUPPORTED incentives.0.flat.base',
      {
        formula: {
          ...flat('250 USD per value'),
          grain: 'group',
          groupBy: 'line.product',
        } as IncentiveFormula,
        measure: {
          is: 'count',
          unit: 'value',
          sum: 'count.sold',
          counted: { what: 'distinct', fact: 'booking.type', split: 'whole' },
        },
      },
    ],
    ['NOT_SUPPORTED rounding.per', { plan: { rounding: { to: 'cents', half: 'up', per: 'group' } } }],
  ])('is refused with %s', (code, said) => {
    expect(found(planWith(said))).toEqual([code]);
  });

  it.each(['whole', 'marginal', 'above', 'cumulative'] as const)('may pay amounts at starts: %s', (mode) => {
    const starts = [
      ['low', '0 USD', '0%'],
      ['high', '10 USD', '500 USD'],
    ];
    expect(found(planWith({ formula: grouped({ mode }, starts) }))).toEqual([]);
  });

  it('may take what lies above a start in order, and pay on part of what it measures', () => {
    const above = grouped({ mode: 'above' });
    expect(found(planWith({ formula: above, incentive: { attribution: 'in-order' } }))).toEqual([]);
    expect(found(planWith({ incentive: { when: IS_NEW } }))).toEqual([]);
  });

  it.each<readonly [string, IncentiveFormula, IncentiveFormula]>([
    ['into groups', tiers(STARTS, { axis: 'measure.sold', noQuota: 'refuse' }), grouped()],
    ['by another fact', grouped(), grouped({ groupBy: 'booking.type' })],
    [
      'of one rate',
      flat('5%'),
      { ...flat('5%'), grain: 'group', groupBy: 'line.product' } as IncentiveFormula,
    ],
  ])('does not change within a window: %s', (_, before, after) => {
    const cut = day('2026-02-10');
    const first = planWith({ formula: before, plan: { effective: { from: day('2026-01-01'), until: cut } } });
    const second = planWith({
      formula: after,
      plan: { effective: { from: cut, until: null }, fingerprint: 'ae-2' },
    });
    expect(found(first, second)).toEqual(['VERSION_CHANGES_WINDOW plans.1.from']);
  });
});
