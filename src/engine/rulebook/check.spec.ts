import { checkRulebook } from './check.js';
import type { Finding } from './finding.js';
import type { Plan, Rulebook } from './rulebook.js';

const PERIOD = { from: 20_454, until: null };

const PLAN: Plan = {
  id: 'ae',
  title: null,
  effective: PERIOD,
  fingerprint: 'plan',
  currency: 'USD',
  calendar: 'company',
  payEvery: null,
  conditions: [],
  values: [],
  measures: [
    {
      id: 'net',
      sum: 'line.net',
      when: null,
      credits: 'own',
      window: 'quarter',
      quota: null,
      quotaChange: 'by-day',
      negative: 'pay-back',
    },
  ],
  incentives: [
    {
      id: 'commission',
      title: null,
      source: '§1',
      when: null,
      payEvery: null,
      attribution: null,
      formula: {
        kind: 'flat',
        base: 'measure.net',
        grain: 'line',
        pays: { what: { name: 'attribute.rate' }, times: null },
      },
      modify: [],
    },
  ],
  rounding: { to: 'cents', half: 'away-from-zero', per: 'window' },
};

const RULEBOOK: Rulebook = {
  facts: {
    id: 'company',
    timeZone: 'UTC',
    units: [],
    fields: [{ name: 'line.net', is: 'money', means: 'Price' }],
    attributes: [{ name: 'attribute.rate', is: 'percent', means: 'Rate' }],
    relations: [],
    events: [],
    absences: [],
    values: [],
    calendars: [{ id: 'company', yearStarts: 20_454, quarters: [] }],
    fingerprint: 'facts',
  },
  plans: [PLAN],
  policies: [],
  tables: [],
};

/** Codes and paths of what is wrong with a plan. */
function found(change: Partial<Plan>): string[] {
  return checkRulebook({ ...RULEBOOK, plans: [{ ...PLAN, ...change }] }).map(
    ({ code, path }) => `${code} ${path}`,
  );
}

describe('the check of a rulebook', () => {
  it('has nothing to say about a right one', () => {
    expect(checkRulebook(RULEBOOK)).toEqual([]);
  });

  it('names places by the part of the rulebook and the keys of its document', () => {
    expect(found({ calendar: 'compny' })).toEqual(['UNKNOWN_NAME plans.0.calendar']);
    expect(found({ effective: { from: 20_454, until: 20_454 } })).toEqual(['PERIOD_ORDER plans.0.until']);
    const [incentive] = PLAN.incentives;
    if (!incentive || incentive.formula.kind !== 'flat')
      throw new Error('the plan above has a flat incentive');
    const formula = { ...incentive.formula, pays: { what: { name: 'attribute.rte' }, times: null } };
    expect(found({ incentives: [{ ...incentive, formula }] })).toEqual([
      'UNKNOWN_FACT plans.0.incentives.0.flat.pays',
    ]);
  });

  it('refuses more measures and incentives than a plan may have, at once', () => {
    const [measure] = PLAN.measures;
    if (!measure) throw new Error('the plan above has a measure');
    const measures = Array.from({ length: 40 }, (_, at) => ({ ...measure, id: `m${at}` }));
    expect(found({ measures })).toEqual(['TOO_LARGE plans.0.incentives']);
  });

  it('sees that a measure over the whole plan says nothing of when it is paid', () => {
    const [measure] = PLAN.measures;
    if (!measure) throw new Error('the plan above has a measure');
    expect(found({ measures: [{ ...measure, window: 'plan-to-date' }] })).toEqual([
      'UNDECLARED plans.0.incentives.0.id',
    ]);
    expect(found({ measures: [{ ...measure, window: 'plan-to-date' }], payEvery: 'month' })).toEqual([]);
  });

  it('tells a table that differs by line from a rate that does not, where tiers pay slices', () => {
    const [measure, incentive] = [PLAN.measures[0], PLAN.incentives[0]];
    if (!measure || !incentive) throw new Error('the plan above has both');
    const zero = { quantity: { value: { n: 0n, d: 1n }, unit: { kind: 'money', currency: 'USD' } as const } };
    const tiers = (what: string): Plan['incentives'] => [
      {
        ...incentive,
        formula: {
          kind: 'tiers',
          axis: 'measure.net',
          base: 'measure.net',
          mode: 'marginal',
          grain: 'running-total',
          noQuota: 'refuse',
          starts: [{ id: 'all', at: zero, inclusive: true, what: { name: what }, times: null }],
        },
      },
    ];
    expect(found({ incentives: tiers('attribute.rate') })).toEqual([]);
    const fields = [...RULEBOOK.facts.fields, { name: 'line.rate', is: 'percent' as const, means: 'Rate' }];
    const plans = [{ ...PLAN, incentives: tiers('line.rate') }];
    expect(checkRulebook({ ...RULEBOOK, facts: { ...RULEBOOK.facts, fields }, plans })).toMatchObject([
      { severity: 'warning', code: 'ORDER_MATTERS', path: 'plans.0.incentives.0.tiers.mode' },
    ]);
  });

  it('refuses in-order attribution where some credits that are measured are not paid on', () => {
    const [incentive, measure] = [PLAN.incentives[0], PLAN.measures[0]];
    if (!incentive || !measure) throw new Error('the plan above has both');
    const zero = { quantity: { value: { n: 0n, d: 1n }, unit: { kind: 'money', currency: 'USD' } as const } };
    const tiers = (
      changes: Partial<Plan['incentives'][number]>,
      base = 'measure.net',
    ): Plan['incentives'] => [
      {
        ...incentive,
        attribution: 'in-order',
        formula: {
          kind: 'tiers',
          axis: 'measure.net',
          base,
          mode: 'whole',
          grain: 'running-total',
          noQuota: 'refuse',
          starts: [{ id: 'all', at: zero, inclusive: true, what: { name: 'attribute.rate' }, times: null }],
        },
        ...changes,
      },
    ];
    const when = { fact: 'line.net', test: { is: 'known' as const } };
    const measures = [measure, { ...measure, id: 'part', when }];
    const refused = 'NOT_SUPPORTED plans.0.incentives.0.attribution';
    expect(found({ incentives: tiers({}) })).toEqual([]);
    expect(found({ incentives: tiers({ when }) })).toEqual([refused]);
    expect(found({ incentives: tiers({ when, attribution: 'by-contribution' }) })).toEqual([]);
    expect(found({ measures, incentives: tiers({}, 'measure.part') })).toEqual([refused]);
    const other = [measure, { ...measure, id: 'part', negative: 'zero' as const }];
    expect(found({ measures: other, incentives: tiers({ attribution: null }, 'measure.part') })).toEqual([
      'NOT_SUPPORTED plans.0.incentives.0.tiers.base',
    ]);
  });
});

describe('the check of a version that follows another', () => {
  const later = (from: number, changes: Partial<Plan>): readonly Finding[] =>
    checkRulebook({
      ...RULEBOOK,
      facts: {
        ...RULEBOOK.facts,
        calendars: [
          { id: 'company', yearStarts: 20_454, quarters: [] },
          { id: 'fiscal', yearStarts: 20_485, quarters: [] },
        ],
      },
      plans: [
        { ...PLAN, effective: { from: 20_454, until: from } },
        { ...PLAN, effective: { from, until: null }, ...changes },
      ],
    });
  const [measure, incentive] = [PLAN.measures[0], PLAN.incentives[0]];
  const measures = (changes: object): Partial<Plan> => ({
    measures: measure ? [{ ...measure, ...changes }] : [],
  });
  const FIRST_APRIL = 20_544;

  it.each([
    ['calendar', { calendar: 'fiscal' }, 2],
    ['window', measures({ window: 'month' }), 2],
    ['negative', measures({ negative: 'zero' }), 2],
    ['pay-every', { payEvery: 'month' as const }, 1],
    ['rounding', { rounding: { ...PLAN.rounding, per: 'line' as const } }, 1],
  ] as const)('refuses another %s while a window is running', (what, changes, parts) => {
    const refused = later(20_499, changes);
    expect(refused).toHaveLength(parts);
    expect(refused[0]).toMatchObject({
      severity: 'error',
      code: 'VERSION_CHANGES_WINDOW',
      path: 'plans.1.from',
      message: expect.stringContaining(`On 2026-02-15 the ${what}`),
      remedy: expect.stringContaining('from: 2026-04-01'),
    });
  });

  it('lets everything else change on any day, and all of it between two windows', () => {
    expect(later(20_499, { incentives: incentive ? [{ ...incentive, id: 'other' }] : [] })).toEqual([]);
    expect(later(20_499, { rounding: { ...PLAN.rounding, per: 'running-total' } })).toEqual([]);
    expect(
      later(FIRST_APRIL, { ...measures({ window: 'month', negative: 'zero' }), payEvery: 'month' }),
    ).toEqual([]);
    expect(later(FIRST_APRIL, { calendar: 'fiscal' })).toHaveLength(2);
  });
});
