import { describe, expect, it } from '@jest/globals';
import type { Assignment, Company, Participant } from '../../../engine/model/facts.js';
import { readCondition } from '../../../engine/conditions/read-condition.js';
import type { Plan, Spiff } from '../../../engine/rulebook/rulebook.js';
import { readinessOf } from './readiness.js';

const NOW = { from: 0, until: null };
const person = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  name: id,
  hired: null,
  left: null,
  facts: new Map(),
  ...more,
});
const seat = (participant: string, manager: string | null, plan = 'ae'): Assignment => ({
  participant,
  manager,
  plan,
  attributes: new Map(),
  ...NOW,
});
const PLAN = { id: 'ae', effective: NOW, measures: [{ quota: null }], incentives: [] } as unknown as Plan;

function company(parts: Partial<Company>): Company {
  return {
    participants: [],
    assignments: [],
    attributes: [],
    absences: [],
    territories: [],
    territoryHolders: [],
    groupHeads: [],
    results: [],
    ...parts,
  };
}

function lacks(of: Company, on = 10): string[] {
  const onPayroll = new Set(of.participants.map(({ id }) => id));
  return readinessOf(of, { on, plans: [PLAN], onPayroll }).map((line) => `${line.lacks} ${line.id}`);
}

describe('readiness', () => {
  it('lets the head of a hierarchy report to nobody, and nobody else', () => {
    const participants = [person('boss'), person('rep'), person('lost')];
    expect(
      lacks(
        company({ participants, assignments: [seat('boss', null), seat('rep', 'boss'), seat('lost', null)] }),
      ),
    ).toEqual(['MANAGER lost']);
  });

  it('says when a manager has left', () => {
    const participants = [person('boss', { left: 9 }), person('rep')];
    const of = company({ participants, assignments: [seat('rep', 'boss')] });
    expect([lacks(of, 10), lacks(of, 9)]).toEqual([['KNOWN_MANAGER rep'], ['PLAN boss']]);
  });

  it('names who left and is still on a plan, because pay follows the assignment', () => {
    const of = company({ participants: [person('gone', { left: 9 })], assignments: [seat('gone', null)] });
    expect([lacks(of, 10), lacks(of, 9)]).toEqual([['ASSIGNMENT_END gone'], ['MANAGER gone']]);
  });

  it('leaves out who is not employed that day', () => {
    expect(
      lacks(company({ participants: [person('old', { left: 9 }), person('new', { hired: 11 })] })),
    ).toEqual([]);
  });

  it('says when no version of a plan is published', () => {
    const of = company({
      participants: [person('a'), person('b')],
      assignments: [seat('a', 'b', 'other'), seat('b', 'a')],
    });
    expect(lacks(of)).toEqual(['PUBLISHED_PLAN a']);
  });

  it('names the rate that a plan computes pay by and nobody told', () => {
    const formula = { kind: 'flat', pays: { what: { name: 'attribute.base-rate' }, times: null } };
    const modify = [{ kind: 'multiplier', times: { name: 'attribute.kicker' } }];
    const plan = { ...PLAN, incentives: [{ formula, modify }] } as unknown as Plan;
    const attributes = new Map([['attribute.kicker', { n: 0n, d: 1n }]]);
    const assignments = [
      { ...seat('a', 'b'), attributes },
      { ...seat('b', 'a'), attributes: new Map([...attributes, ['attribute.base-rate', { n: 1n, d: 10n }]]) },
    ];
    const of = company({ participants: [person('a'), person('b')], assignments });
    const lines = readinessOf(of, { on: 10, plans: [plan], onPayroll: new Set(['a', 'b']) });
    expect(lines.map(({ lacks: what, id, message }) => [what, id, message])).toEqual([
      [
        'ATTRIBUTE',
        'a',
        'a (a) has no attribute.base-rate on 1970-01-11, by which the plan ae computes pay.',
      ],
    ]);
  });

  it('takes the quota of the assignment where no dated one holds, and zero for none', () => {
    const plan = { ...PLAN, measures: [{ quota: 'attribute.quota' }] } as unknown as Plan;
    const value = (n: bigint): ReadonlyMap<string, { n: bigint; d: bigint }> =>
      new Map([['attribute.quota', { n, d: 1n }]]);
    const assignments = [
      { ...seat('a', 'b'), attributes: value(5n) },
      { ...seat('b', 'a'), attributes: value(0n) },
    ];
    const of = company({ participants: [person('a'), person('b')], assignments });
    const lines = readinessOf(of, { on: 10, plans: [plan], onPayroll: new Set(['a', 'b']) });
    expect(lines.map((line) => `${line.lacks} ${line.id}`)).toEqual(['QUOTA b']);
  });
});

describe('readiness of results', () => {
  const reading = (by: string): Plan =>
    ({
      ...PLAN,
      measures: [{ id: 'margin', quota: null, derived: { kind: 'reported', by } }],
    }) as unknown as Plan;
  const ONE = { n: 1n, d: 1n };
  const handed = (of: 'participant' | 'team' | 'company', subject: string): Company['results'] => [
    { measure: 'margin', of, subject, from: 0, until: 20, date: 25, value: ONE },
  ];
  const asked = (by: string, parts: Partial<Company>, on = 10): string[] => {
    const people = ['ana', 'ben'].map((id) => ({
      ...person(id),
      facts: new Map([['participant.team', 'north']]),
    }));
    const of = company({
      participants: people,
      assignments: [seat('ana', 'ben'), seat('ben', null)],
      ...parts,
    });
    const onPayroll = new Set(['ana', 'ben']);
    return readinessOf(of, { on, plans: [reading(by)], onPayroll }).map(
      ({ id, message }) => `${id}: ${message}`,
    );
  };
  const on10 = 'no result of margin for 1970-01-11, which the plan ae reads.';

  it('asks of each person, and once of a team and of the company', () => {
    expect(asked('participant', { results: handed('participant', 'ben') })).toEqual([
      `ana: ana (ana) has ${on10}`,
    ]);
    expect(asked('team', { results: handed('participant', 'north') })).toEqual([
      `north: Team north has ${on10}`,
    ]);
    expect(asked('company', {})).toEqual([`margin: The company has ${on10}`]);
  });

  it('is content with a result for the day, and not with one for others', () => {
    expect(asked('team', { results: handed('team', 'north') })).toEqual([]);
    expect(asked('company', { results: handed('company', '') })).toEqual([]);
    expect(asked('company', { results: handed('company', '') }, 20)).toHaveLength(1);
  });

  it('says who is in no team', () => {
    expect(asked('team', { participants: [person('ana')] })).toContain(
      'ana: ana (ana) is in no team (participant.team) and so has no result of margin, which the plan ae reads.',
    );
  });
});

describe('readiness for SPIFFs', () => {
  const measures = [
    { id: 'nps', quota: null, derived: { kind: 'reported', by: 'participant' } },
    { id: 'sold', quota: 'attribute.sprint-goal' },
  ];
  const sprint = (who: Spiff['who'], effective = { from: 5, until: 15 }): Spiff =>
    ({ ...PLAN, id: 'sprint', effective, measures, conditions: [], who }) as unknown as Spiff;
  const asked = (spiff: Spiff): string[] => {
    const of = company({ participants: [person('ana')], assignments: [seat('ana', null)] });
    return readinessOf(of, { on: 10, plans: [PLAN], spiffs: [spiff], onPayroll: new Set(['ana']) }).map(
      ({ lacks: what, message }) => `${what} ${message}`,
    );
  };

  it('asks who takes part for the results and the quota that it reads', () => {
    expect(asked(sprint(null)).filter((line) => line.includes('SPIFF'))).toEqual([
      'QUOTA ana (ana) has no attribute.sprint-goal on 1970-01-11, which the SPIFF sprint reads as quota.',
      'RESULT ana (ana) has no result of nps for 1970-01-11, which the SPIFF sprint reads.',
    ]);
  });

  it('asks nothing of who takes no part, and nothing on other days', () => {
    const role = readCondition({ 'participant.role': 'account-executive' }, '');
    const who = 'condition' in role ? role.condition : null;
    expect(who).not.toBeNull();
    expect(asked(sprint(who)).filter((line) => line.includes('SPIFF'))).toEqual([]);
    const later = sprint(null, { from: 11, until: 15 });
    expect(asked(later).filter((line) => line.includes('SPIFF'))).toEqual([]);
  });
});
