import { describe, expect, it } from '@jest/globals';
import type { Assignment, Company, Participant } from '../../../engine/model/facts.js';
import type { Plan } from '../../../engine/rulebook/rulebook.js';
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
