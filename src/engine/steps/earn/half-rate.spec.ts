import { calculated, payByLine, payOf, type Situation } from '../../../../test/support/situation.js';
import {
  day,
  incentive,
  measure,
  operand,
  plan,
  policy,
  tiers,
} from '../../../../test/support/sample-rules.js';

describe('AdventureWorks: half rate on everything below half of quota, marginal above it', () => {
  const quarters = [
    { name: 'FY12Q1', from: day('2011-05-31'), until: day('2011-08-31') },
    { name: 'FY12Q2', from: day('2011-08-31'), until: day('2011-12-01') },
  ];
  const adventureworks = plan({
    measures: [
      measure({ id: 'credited', quota: 'attribute.quota' }),
      measure({ id: 'region', credits: 'rollup' }),
    ],
    incentives: [
      incentive(
        tiers(
          [
            ['to-quota', '0%', 'attribute.rate'],
            ['over-quota', '>100%', 'attribute.rate', '1.5x'],
          ],
          { axis: 'attainment.credited', base: 'measure.credited', noQuota: { name: 'attribute.rate' } },
        ),
        {
          modify: [
            {
              kind: 'multiplier',
              times: operand('0.5x'),
              when: { fact: 'attainment.credited', test: { is: 'less', than: operand('50%') } },
            },
          ],
        },
      ),
      incentive(
        { kind: 'override', base: 'measure.region', pays: { what: operand('1%'), times: null } },
        { id: 'manager' },
      ),
    ],
  });
  const situation = (net: string, quota: string | null, rate = '1.5%'): Situation => ({
    plans: [adventureworks],
    quarters,
    people: [
      {
        id: 'ana',
        facts: { 'attribute.rate': rate, ...(quota === null ? {} : { 'attribute.quota': quota }) },
      },
    ],
    bookings: [{ id: 'O', date: '2011-09-15', net }],
  });

  it.each([
    ['886,711.2498', '781,000 USD', '1.5%', '14093.50'],
    ['81,348.1743', '224,000 USD', '1%', '406.74'],
    ['390,500', '781,000 USD', '1.5%', '5857.50'],
    ['1,000', null, '1.5%', '15.00'],
  ])('pays %s on a quota of %s at %s: %s', (net, quota, rate, pay) => {
    expect(payOf(calculated(situation(net, quota, rate)))).toEqual({ 'ana commission FY12Q2': pay });
  });

  it('says both sides of what the multiplier was judged by', () => {
    const [paid] = calculated(situation('81,348.1743', '224,000 USD', '1%')).earnings;
    expect(paid?.earning.working.modifiers).toHaveLength(1);
    expect(paid?.earning.working.modifiers[0]?.applied).toBe(true);
    expect(paid?.earning.working.modifiers[0]?.because).toContain('attainment.credited is 36.316149%');
  });

  const region: Situation = {
    ...situation('1', null),
    policies: [
      policy({
        rollup: [
          { id: 'region', to: 'territory.group-manager', levels: 1, when: null, ownBookings: 'excluded' },
        ],
      }),
    ],
    people: [
      { id: 'ana', facts: { 'attribute.rate': '1%' } },
      { id: 'head', facts: { 'attribute.rate': '0%' } },
      { id: 'web', facts: { 'attribute.rate': '2%' } },
    ],
    territories: [{ id: 't1', group: 'north' }],
    holders: [
      { of: 't1', participant: 'ana', from: day('2011-05-31'), until: null },
      { of: 't1', participant: 'web', from: day('2011-05-31'), until: null },
    ],
    heads: [{ of: 'north', participant: 'head', from: day('2011-06-15'), until: null }],
    bookings: [
      { id: 'before', date: '2011-06-14', net: '500', territory: 't1' },
      { id: 'direct', date: '2011-06-15', net: '1,000', territory: 't1' },
      { id: 'own', date: '2011-06-16', net: '7,000', territory: 't1', by: 'head' },
      { id: 'held', date: '2011-06-17', net: '0.01', by: null, territory: 't1' },
    ],
  };

  it('pays the head of a region 1% of what others were credited there, from the day they head it', () => {
    const calculation = calculated(region);
    expect(payOf(calculation)).toEqual({
      'ana commission FY12Q1': '15.00',
      'head commission FY12Q1': '0.00',
      'head manager FY12Q1': '10.00',
      'web commission FY12Q1': '0.00',
    });
    expect(payByLine(calculation, region)).toEqual({
      before: '5.00',
      direct: '20.00',
      own: '0.00',
      held: '0.00',
    });
  });
});
