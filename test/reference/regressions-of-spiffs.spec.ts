import { checkRulebook } from '../../src/engine/rulebook/check.js';
import type { Spiff } from '../../src/engine/rulebook/rulebook.js';
import { day, flat, incentive, measure, operand, plan } from '../support/sample-rules.js';
import { calculated, payOf, type Situation } from '../support/situation.js';
import { contest, paidBySpiff, sold, spiff } from '../support/spiffs/sample-spiffs.js';
import { calculatedOn, type History } from '../support/spiffs/told-on.js';
import { policy } from '../support/sample-rules.js';
import { rulesOf } from './generate/catalogue.js';

// What the engine and the reference once disagreed on, where the engine was wrong.
describe('a SPIFF on what the team sells', () => {
  it('pays a manager whose plan does not measure the team: 1% of 1,000', () => {
    const override = {
      kind: 'override',
      base: 'measure.team',
      pays: { what: operand('1%'), times: null },
    } as const;
    const given: Situation = {
      people: [{ id: 'ana', manager: 'mia' }, { id: 'mia' }],
      plans: [plan()],
      policies: [
        policy({
          rollup: [
            { id: 'up', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' },
          ],
        }),
      ],
      spiffs: [
        spiff({
          measures: [measure({ id: 'team', credits: 'rollup', window: 'plan-to-date' })],
          incentives: [incentive(override, { id: 'above' })],
        }),
      ],
      bookings: sold(['A', 'ana', '2026-05-10', '1,000']),
    };
    expect(paidBySpiff(calculated(given))).toEqual({ 'mia above 2026-05': '10.00' });
    expect(payOf(calculated(given))).not.toHaveProperty('mia commission 2026-Q2');
  });
});

describe('a version that pays on something else', () => {
  const counted = { what: 'booking', split: 'whole', fact: null } as const;
  const measures = [
    measure({ window: 'month' }),
    measure({ id: 'deals', sum: 'count.deals', is: 'count', unit: 'booking', window: 'month', counted }),
  ];
  const turning = (on: string): readonly Spiff[] => [
    spiff({
      effective: { from: day('2026-04-01'), until: day(on) },
      measures,
      incentives: [incentive(flat('10%'), { id: 'own', source: '§1' })],
    }),
    spiff({
      effective: { from: day(on), until: day('2026-06-01') },
      fingerprint: 'sprint-2',
      measures,
      incentives: [incentive(flat('5 USD per booking', 'measure.deals'), { id: 'own', source: '§1' })],
    }),
  ];
  const given = (spiffs: readonly Spiff[]): Situation => ({
    people: [{ id: 'ana' }],
    spiffs,
    bookings: sold(['R', 'ana', '2026-04-10', '-1.37'], ['A', 'ana', '2026-05-10', '100']),
  });

  it('carries no money into a count: one deal is 5.00 whatever April owes', () => {
    expect(paidBySpiff(calculated(given(turning('2026-05-01'))))).toMatchObject({
      'ana own 2026-05': '5.00',
    });
  });

  it('is refused while a window runs', () => {
    const errors = checkRulebook(rulesOf(given(turning('2026-04-15')))).filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toMatchObject([{ code: 'VERSION_CHANGES_WINDOW', path: 'spiffs.1.from' }]);
  });
});

describe('a contest that settles', () => {
  it('knows by its cut-off what waits from the window before: ben sold 200 and owes 150', () => {
    const prize = contest(['300 USD'], { afterwards: 'stand' }, { source: '§1' });
    const given: History = {
      people: [{ id: 'ana' }, { id: 'ben' }],
      spiffs: [
        spiff({
          effective: { from: day('2026-04-01'), until: day('2026-06-01') },
          measures: [measure({ window: 'month' })],
          incentives: [prize],
        }),
      ],
      told: [
        { id: 'R', by: 'ben', date: '2026-04-10', net: '-150', on: '2026-04-10' },
        { id: 'B', by: 'ben', date: '2026-05-10', net: '200', on: '2026-05-10' },
        { id: 'A', by: 'ana', date: '2026-05-11', net: '100', on: '2026-05-11' },
        { id: 'Z', by: 'ana', date: '2026-07-01', net: '1', on: '2026-07-01' },
      ],
    };
    expect(paidBySpiff(calculatedOn(given, '2026-09-01'))).toMatchObject({ 'ana prize 2026-05': '300.00' });
  });
});

describe('a budget that settles', () => {
  it('leaves a prize to who still won it, though today the budget had less for it: 800', () => {
    const settles = { on: day('2026-06-15') };
    const given: History = {
      people: [{ id: 'ana' }, { id: 'ben' }],
      spiffs: [
        spiff({
          incentives: [
            incentive(flat('10%'), { id: 'own' }),
            contest(['800 USD'], { afterwards: 'disqualify', settles }),
          ],
          budget: {
            amount: operand('1,500 USD'),
            whenExhausted: 'pay-what-is-left',
            afterCutOff: 'disqualify',
            settles,
          },
        }),
      ],
      // By the cut-off 100 + 500 + 800. By what was told in July 400 + 500, which would leave 600.
      told: [
        { id: 'B', by: 'ben', date: '2026-05-02', net: '1,000', on: '2026-05-02' },
        { id: 'A', by: 'ana', date: '2026-05-10', net: '5,000', on: '2026-05-10' },
        { id: 'B', by: 'ben', date: '2026-05-02', net: '4,000', on: '2026-07-01' },
        { id: 'Z', by: 'ana', date: '2026-07-02', net: '1', on: '2026-07-02' },
      ],
    };
    expect(paidBySpiff(calculatedOn(given, '2026-09-01'))).toEqual({
      'ana own 2026-05': '500.00',
      'ana prize 2026-06': '800.00',
      'ben own 2026-05': '100.00',
    });
  });
});

describe('a contest on a result that somebody hands in', () => {
  const by = { kind: 'reported', by: 'participant' } as const;
  const score = measure({ id: 'score', sum: '', is: 'percent', window: 'month', derived: by });
  const terms = spiff({
    effective: { from: day('2026-05-11'), until: day('2026-06-01') },
    measures: [score],
    incentives: [contest(['300 USD'], { rankBy: 'measure.score' })],
    who: { fact: 'attribute.rate', test: { is: 'greater', than: operand('5%') } },
  });
  const result = (subject: string, value: string) => ({
    measure: 'score',
    subject,
    value,
    date: '2026-05-20',
    from: '2026-05-01',
    until: '2026-06-01',
  });
  const given: Situation = {
    people: [
      { id: 'ana', facts: { 'attribute.rate': '8%' } },
      { id: 'ben', facts: { 'attribute.rate': '8%' }, until: '2026-05-04' },
      { id: 'cho', facts: { 'attribute.rate': '8%' }, until: '2026-05-15' },
      { id: 'cho', facts: { 'attribute.rate': '4%' }, from: '2026-05-15' },
    ],
    plans: [plan()],
    spiffs: [terms],
    bookings: sold(['Z', 'ana', '2026-06-30', '1']),
    results: [result('ana', '60%'), result('ben', '90%'), result('cho', '80%')],
  };

  it('is for whoever takes part on their last day in it: not who left before it began, nor whose rate became too low', () => {
    expect(paidBySpiff(calculated(given))).toEqual({ 'ana prize 2026-05': '300.00' });
  });

  it('asks who takes part by the version of their last day, also where a later one decides the window', () => {
    const [first, second] = [day('2026-05-01'), day('2026-05-18')];
    const asking = { ...terms, effective: { from: first, until: second } };
    const open = {
      ...terms,
      fingerprint: 'later',
      effective: { from: second, until: terms.effective.until },
      who: null,
    };
    const away = [
      { id: 'ana', facts: { 'attribute.rate': '8%' } },
      { id: 'ben', facts: { 'attribute.rate': '4%' }, until: '2026-05-15' },
      { id: 'cho', facts: { 'attribute.rate': '4%' } },
    ];
    const results = [result('ana', '60%'), result('ben', '90%'), result('cho', '80%')];
    const changed = { ...given, people: away, spiffs: [asking, open], results };
    expect(paidBySpiff(calculated(changed))).toEqual({ 'cho prize 2026-05': '300.00' });
  });
});
