import fc from 'fast-check';
import { FIRST_DAY } from '../kernel/day.js';
import { ratio } from '../kernel/ratio.js';
import type { FactValue } from '../model/facts.js';
import type { Decision, DecisionRule } from '../rulebook/parts/decision.js';
import type { Condition, EngagementPolicy, FactCatalogue } from '../rulebook/rulebook.js';
import { decide } from './decide.js';
import type { SubjectFacts } from './ruling.js';

const FACTS: FactCatalogue = {
  id: 'company',
  timeZone: 'UTC',
  units: [],
  fields: [
    { name: 'account.employees', is: 'count', means: 'Size' },
    { name: 'account.kind', is: 'text', means: 'Kind' },
  ],
  attributes: [],
  relations: [{ name: 'account.parent-owner', gives: 'person', means: 'Owner above' }],
  events: [],
  absences: [],
  values: [],
  calendars: [],
  fingerprint: '',
};

const people = (value: number) =>
  ({ quantity: { value: ratio(BigInt(value)), unit: { kind: 'plain' } } }) as const;

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((than): Condition => ({
    fact: 'account.employees',
    test: { is: 'greater-or-equal', than: people(than) },
  })),
  fc
    .constantFrom('a', 'b')
    .map((word): Condition => ({ fact: 'account.kind', test: { is: 'equal', to: { word } } })),
  fc.constantFrom<Condition>({ fact: 'account.parent-owner', test: { is: 'known' } }),
);

const anyPhase = fc.record({
  hit: fc.constantFrom<'unique' | 'first'>('unique', 'first'),
  rules: fc.array(
    fc.record({ when: anyCondition, owner: fc.constantFrom('ana', 'ben', 'account.parent-owner') }),
    { maxLength: 3 },
  ),
});

const anySubject: fc.Arbitrary<SubjectFacts> = fc
  .record({
    size: fc.option(fc.integer({ min: 0, max: 5 })),
    kind: fc.option(fc.constantFrom('a', 'b')),
    above: fc.option(fc.constantFrom('eve')),
  })
  .map(({ size, kind, above }) => ({
    id: 'x',
    date: FIRST_DAY,
    currency: null,
    facts: new Map<string, FactValue>([
      ['account.employees', size === null ? undefined : ratio(BigInt(size))],
      ['account.kind', kind ?? undefined],
      ['account.parent-owner', above ?? undefined],
    ]),
  }));

type Phase = { hit: 'unique' | 'first'; rules: { when: Condition; owner: string }[] };

function policyOf(phases: readonly Phase[]): EngagementPolicy {
  const ruleOf = ({ when, owner }: Phase['rules'][number], id: string): DecisionRule => ({
    id,
    when,
    gives: [{ output: 'owner', value: owner.includes('.') ? { name: owner } : { word: owner } }],
    because: id,
  });
  const decision: Decision = {
    id: 'owner',
    decides: 'owner',
    outputs: [{ id: 'owner', is: 'person' }],
    phases: phases.map(({ hit, rules }, at) => ({
      id: `p${at}`,
      hit,
      rules: rules.map((rule, index) => ruleOf(rule, `p${at}-r${index}`)),
    })),
    otherwise: { gives: [{ output: 'owner', value: 'nothing' }], because: 'Nobody' },
  };
  const version = { id: 'roe', effective: { from: FIRST_DAY, until: null }, fingerprint: 'f' };
  return {
    ...version,
    creditAt: null,
    phases: [],
    otherwise: { because: '' },
    rollup: [],
    decisions: [decision],
  };
}

const ruled = (phases: readonly Phase[], subject: SubjectFacts) =>
  decide('owner', subject, { facts: FACTS, tables: [], policies: [policyOf(phases)] });

describe('a decision in phases', () => {
  it('is the same for the same facts', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 4 }), anySubject, (phases, subject) => {
        expect(ruled(phases, subject)).toEqual(ruled(phases, subject));
      }),
    );
  });

  it('is never changed by rules in a later phase, whatever they say, once a phase has answered', () => {
    fc.assert(
      fc.property(
        fc.array(anyPhase, { minLength: 1, maxLength: 3 }),
        anyPhase,
        anySubject,
        (phases, added, subject) => {
          const before = ruled(phases, subject);
          fc.pre(before.phase !== null);
          const { rule, phase, gives, because, exception } = ruled([...phases, added], subject);
          expect({ rule, phase, gives, because, exception }).toEqual({
            rule: before.rule,
            phase: before.phase,
            gives: before.gives,
            because: before.because,
            exception: before.exception,
          });
        },
      ),
    );
  });

  it('names every rule that holds: as winner, in a tie, or as lost to the phase that answered', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 4 }), anySubject, (phases, subject) => {
        const { rule, phase, lost, exception } = ruled(phases, subject);
        const alone = phases.flatMap((each, at) =>
          each.rules.flatMap((own, index) =>
            ruled([{ hit: 'first', rules: [own] }], subject).phase === null ? [] : [`p${at}-r${index}`],
          ),
        );
        const tied = exception?.code === 'AMBIGUOUS' ? exception.reason : '';
        const named = alone.filter(
          (id) => id === rule || tied.split(' ').includes(id) || lost.some((each) => each.rule === id),
        );
        expect(named).toEqual(alone);
        expect(new Set(lost.map(({ lostTo }) => lostTo)).size).toBeLessThanOrEqual(1);
        expect(lost.every(({ lostTo }) => lostTo === phase)).toBe(true);
      }),
    );
  });

  it('answers, or says why not: never both and never neither', () => {
    fc.assert(
      fc.property(fc.array(anyPhase, { maxLength: 4 }), anySubject, (phases, subject) => {
        const { gives, exception } = ruled(phases, subject);
        expect(gives.length === 1).toBe(exception === null);
      }),
    );
  });
});
