import { describe, expect, it } from '@jest/globals';
import { contest, first, spiff } from '../../../../test/support/spiffs/sample-spiffs.js';
import {
  calculated,
  companyOf,
  linesOf,
  payOf,
  rulebookOf,
  type Situation,
} from '../../../../test/support/situation.js';
import { incentive, flat, measure, plan, policy } from '../../../../test/support/sample-rules.js';
import { startCalculation } from '../../calculate.js';
import type { Fx } from '../../rulebook/parts/fx.js';
import type { EngagementPolicy, Plan, Spiff } from '../../rulebook/rulebook.js';

const BY = { rates: 'market', date: 'booking-date', round: null, corrections: 'stand' } as const;
const FX: Fx = { credit: BY, pay: null };
const RATES = ['market EUR USD 2026-05-01 1.25'];
const SOLD = measure({ window: 'plan-to-date' });
const RISING: Partial<EngagementPolicy> = {
  rollup: [{ id: 'managers', to: 'participant.manager', levels: 'all', when: null, ownBookings: 'excluded' }],
};
const TEAM: Partial<Spiff> = {
  fx: FX,
  measures: [{ ...SOLD, credits: 'rollup' }],
  incentives: [incentive(flat('1%'))],
};

/** Cho's plan pays in USD and converts nothing; she books 900,000 EUR, and ben 500,000 USD. */
function sprint(changes: Partial<Spiff>, more: Partial<Situation> = {}): Situation {
  return {
    people: [{ id: 'ben' }, { id: 'cho' }],
    plans: [plan()],
    spiffs: [spiff(changes)],
    bookings: [
      { id: 'N1', by: 'ben', date: '2026-05-10', net: '500,000', recorded: 1 },
      { id: 'N3', by: 'cho', date: '2026-05-11', net: '900,000', currency: 'EUR', recorded: 2 },
      { id: 'L', by: 'ben', date: '2026-06-01', net: '0', recorded: 3 },
    ],
    rates: RATES,
    ...more,
  };
}

function ofSpiff(situation: Situation): Record<string, string> {
  return Object.fromEntries(
    Object.entries(payOf(calculated(situation))).filter(([key]) => key.endsWith('05')),
  );
}

function reasons(situation: Situation): unknown[] {
  return calculated(situation).exceptions.map(({ participant, code, reason }) => [participant, code, reason]);
}

const OF_PLAN = ['cho', 'CURRENCY', 'The booking is in EUR, the plan ae pays in USD.'];

describe('a booking in another currency than the plan, which does not convert', () => {
  it('is ranked by a SPIFF that converts it: 900,000 EUR at 1.25 are 1,125,000 USD', () => {
    const ranked = sprint({ fx: FX, incentives: [contest(['3,000 USD', '1,500 USD'])] });
    expect(ofSpiff(ranked)).toEqual({ 'cho prize 2026-05': '3000.00', 'ben prize 2026-05': '1500.00' });
    const cho = calculated(ranked).earnings.find(({ earning }) => earning.participant === 'cho');
    expect(cho?.earning.measure).toEqual({ n: 1_125_000n, d: 1n });
    expect(reasons(ranked)).toEqual([OF_PLAN]);
  });

  it('is counted by a SPIFF in its own currency', () => {
    expect(ofSpiff(sprint({ currency: 'EUR' }))).toEqual({ 'cho commission 2026-05': '90000.00' });
  });

  it('is counted by a SPIFF where the plan converts and has no rate', () => {
    const daily = plan({ fx: { credit: { ...BY, rates: 'daily' }, pay: null } });
    const situation = sprint({ fx: FX, incentives: [first(2)] }, { plans: [daily] });
    expect(ofSpiff(situation)).toEqual({ 'ben first 2026-05': '500.00', 'cho first 2026-05': '500.00' });
    expect(reasons(situation).map((each) => (each as string[])[1])).toEqual(['NO_RATE']);
  });

  it('is an exception of both where the SPIFF lacks a rate or does not convert either', () => {
    const noRate = 'The rate set market has no rate from EUR to USD for 2026-05-11.';
    expect(reasons(sprint({ fx: FX }, { rates: [] }))).toEqual([OF_PLAN, ['cho', 'NO_RATE', noRate]]);
    expect(reasons(sprint({}))).toEqual([
      OF_PLAN,
      ['cho', 'CURRENCY', 'The booking is in EUR, the SPIFF sprint pays in USD.'],
    ]);
  });

  it('counts for nobody who is on no plan that day', () => {
    const people = [{ id: 'ben' }, { id: 'cho', from: '2026-05-12' }];
    expect(ofSpiff(sprint({ fx: FX }, { people }))).toEqual({ 'ben commission 2026-05': '50000.00' });
  });
});

describe('rolled up to a manager', () => {
  const people = [{ id: 'ana' }, { id: 'ben', manager: 'ana' }, { id: 'cho', manager: 'ana' }];
  const rises = (changes: Partial<Spiff>): Situation =>
    sprint(changes, {
      people,
      policies: [policy(RISING)],
      plans: [
        plan({
          measures: [measure({ credits: 'rollup' })],
          incentives: [incentive(flat('2%'))],
        }),
      ],
    });

  it('counts in the SPIFF, and in no plan', () => {
    const { 'ana commission 2026-05': inSpiff, ...others } = payOf(calculated(rises(TEAM)));
    expect(inSpiff).toBe('16250.00');
    expect(others).toEqual({ 'ana commission 2026-Q2': '10000.00', 'ben  2026-Q2': '0.00' });
    expect(reasons(rises(TEAM))).toEqual([OF_PLAN]);
  });

  it('a line of two is one credit of a manager: in the plan the part that became credit, in the SPIFF the whole', () => {
    const euro = plan({ id: 'euro', currency: 'EUR' });
    const base = rises(TEAM);
    const halves = {
      ...base,
      people: [
        { id: 'ana', plan: 'euro' },
        { id: 'ben', plan: 'euro', manager: 'ana' },
        { id: 'cho', manager: 'ana' },
      ],
      plans: [...(base.plans ?? []), { ...euro, ...pick(base.plans?.[0]), id: 'euro', currency: 'EUR' }],
      holders: ['ben', 'cho'].map((participant) => ({
        of: 't',
        participant,
        from: linesOf(base)[0]?.date ?? 0,
        until: null,
      })),
      bookings: [
        {
          id: 'N3',
          by: null,
          territory: 't',
          date: '2026-05-11',
          net: '900,000',
          currency: 'EUR',
          recorded: 2,
        },
      ],
    } satisfies Situation;
    expect(payOf(calculated(halves))).toEqual({
      'ana commission 2026-Q2': '9000.00',
      'ana commission 2026-05': '11250.00',
      'ben  2026-Q2': '0.00',
    });
  });

  it('every shard pays and tells the same', () => {
    for (const changes of [TEAM, { ...TEAM, incentives: [contest(['3,000 USD', '1,500 USD'])] }, {}]) {
      const whole = rises(changes);
      const found = calculated(whole);
      const parts = people.flatMap(({ id }) => {
        const run = startCalculation(companyOf(whole), rulebookOf(whole), { mine: (each) => each === id });
        for (const line of linesOf(whole)) run.credit(line);
        const earned = [...run.earn(id)].map(({ earning }) => earning);
        expect([...run.exceptions()]).toEqual(found.exceptions);
        return earned;
      });
      expect(parts).toEqual(found.earnings.map(({ earning }) => earning));
    }
  });
});

function pick(of: Plan | undefined): Pick<Plan, 'measures' | 'incentives'> {
  return { measures: of?.measures ?? [], incentives: of?.incentives ?? [] };
}
